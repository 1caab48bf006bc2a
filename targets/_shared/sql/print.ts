import { assertNever } from "../../../src/source/assert-never.ts";
import type { Quote } from "./quote.ts";
import type { BinaryOp, Recursion, Sql } from "./tree.ts";

/** What differs between dialects in how the same tree is written. */
export interface Syntax {
  readonly quote: Quote;
  /** `lambda v: body` (DuckDB) or `v -> body` (ClickHouse). */
  readonly lambda: "colon" | "arrow";
  /** `ARRAY[...]` or `[...]`. */
  readonly array: "ARRAY[" | "[";
  real(value: number): string;
}

const width = 110;

/**
 * How tightly a node binds, the same in all dialects, and more parentheses than any needs: comparisons, LIKE, IN and the like never chain,
 * `||` never mixes with arithmetic (SQLite binds it tighter than `*`, PostgreSQL looser than `+`).
 */
const levels = { lambda: 0, or: 1, and: 2, not: 3, comparison: 4, concat: 5, additive: 6, multiplicative: 7, postfix: 8, atom: 9 } as const;
type Level = (typeof levels)[keyof typeof levels];

function levelOfOp(op: BinaryOp): Level {
  switch (op) {
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "GLOB":
    case "~":
    case "IS":
      return levels.comparison;
    case "||":
    case "->":
    case "&":
      return levels.concat;
    case "+":
    case "-":
      return levels.additive;
    case "*":
    case "/":
    case "//":
    case "%":
      return levels.multiplicative;
  }
}

function levelOf(sql: Sql): Level {
  switch (sql.kind) {
    case "and":
    case "or":
    case "not":
    case "lambda":
      return levels[sql.kind];
    case "binary":
      return levelOfOp(sql.op);
    case "like":
    case "in":
    case "between":
    case "is-null":
      return levels.comparison;
    case "collate":
      return levels.postfix;
    case "integer":
      return sql.value < 0n ? levels.not : levels.atom;
    case "real":
      return sql.value < 0 || Object.is(sql.value, -0) ? levels.not : levels.atom;
    default:
      return levels.atom;
  }
}

/**
 * Text made of pieces, each either verbatim or a child with the level that it must at least have. Children are asked for their text once
 * without line breaks and, where that is too wide, again with them.
 */
type Piece = string | { readonly child: Sql; readonly level: Level } | typeof line | typeof indent | typeof dedent;
/** A break in the broad form (newline), or a space or nothing in the flat one. */
const line = { line: " " } as const;
const softLine = { line: "" } as const;
const indent = { indent: 1 } as const;
const dedent = { indent: -1 } as const;

type AnyPiece = Piece | typeof softLine;

const child = (sql: Sql, level: Level = levels.lambda): AnyPiece => ({ child: sql, level });

const separated = (items: readonly Sql[], separator: readonly AnyPiece[], level: Level): readonly AnyPiece[] =>
  items.flatMap((item, i) => (i === 0 ? [child(item, level)] : [...separator, child(item, level)]));

const block = (open: string, inside: readonly AnyPiece[], close: string): readonly AnyPiece[] => [
  open,
  indent,
  softLine,
  ...inside,
  dedent,
  softLine,
  close,
];

function recursionPieces(result: Sql, r: Recursion, syntax: Syntax): readonly AnyPiece[] {
  const alias = syntax.quote.identifier(r.alias);
  const columns = r.columns.map((c) => syntax.quote.identifier(c)).join(", ");
  return block(
    "(",
    [
      `WITH RECURSIVE ${alias}(${columns}) AS (SELECT `,
      ...separated(r.first, [", "], levels.or),
      line,
      "UNION ALL SELECT ",
      ...separated(r.next, [", "], levels.or),
      ` FROM ${alias} WHERE `,
      child(r.again, levels.or),
      ")",
      line,
      "SELECT ",
      child(result, levels.or),
      ` FROM ${alias} WHERE `,
      child(r.done, levels.or),
    ],
    ")",
  );
}

function pieces(sql: Sql, syntax: Syntax): readonly AnyPiece[] {
  const { quote } = syntax;
  switch (sql.kind) {
    case "text":
      return [quote.literal(sql.value)];
    case "integer":
      return [sql.value.toString()];
    case "real":
      return [syntax.real(sql.value)];
    case "boolean":
      return [sql.value ? "TRUE" : "FALSE"];
    case "null":
      return ["NULL"];
    case "column":
      return [`${sql.table}.${quote.identifier(sql.name)}`];
    case "name":
      return [sql.name];
    case "and":
      return separated(sql.operands, [line, "AND "], levels.not);
    // parentheses around AND that only readers need
    case "or":
      return separated(sql.operands, [line, "OR "], levels.not);
    case "not":
      return ["NOT ", child(sql.operand, levels.atom)];
    case "binary": {
      if (sql.op === "&") return [child(sql.left, levels.postfix), " & ", child(sql.right, levels.postfix)];
      const level = levelOfOp(sql.op);
      const inner: Level = level === levels.comparison ? levels.concat : level;
      const right: Level = level === levels.comparison ? levels.concat : level === levels.multiplicative ? levels.postfix : level;
      return [child(sql.left, inner), ` ${sql.op} `, child(sql.right, level === levels.additive ? levels.multiplicative : right)];
    }
    case "like":
      return [
        child(sql.value, levels.concat),
        ` LIKE ${quote.literal(sql.pattern)}${sql.escape === null ? "" : ` ESCAPE ${quote.literal(sql.escape)}`}`,
      ];
    case "in":
      return [child(sql.value, levels.concat), ...block(" IN (", separated(sql.options, [",", line], levels.or), ")")];
    case "between":
      return [child(sql.value, levels.concat), " BETWEEN ", child(sql.low, levels.concat), " AND ", child(sql.high, levels.concat)];
    case "is-null":
      return [child(sql.operand, levels.concat), " IS NULL"];
    case "collate":
      return [child(sql.operand, levels.atom), ` COLLATE ${sql.collation}`];
    case "call":
      return block(`${sql.name}(`, separated(sql.args, [",", line], levels.lambda), ")");
    case "cast":
      return [sql.safe ? "TRY_CAST(" : "CAST(", child(sql.operand), ` AS ${sql.type})`];
    case "case":
      return [
        "CASE",
        indent,
        ...sql.whens.flatMap((w): readonly AnyPiece[] => [line, "WHEN ", child(w.condition), " THEN ", child(w.result)]),
        ...(sql.otherwise.kind === "null" ? [] : [line, "ELSE ", child(sql.otherwise)]),
        dedent,
        line,
        "END",
      ];
    case "array":
      return block(syntax.array, separated(sql.items, [",", line], levels.or), "]");
    case "lambda":
      return [syntax.lambda === "colon" ? `lambda ${sql.parameter}: ` : `${sql.parameter} -> `, child(sql.body, levels.or)];
    case "exists":
      return block(
        "EXISTS (",
        [
          "SELECT 1 FROM ",
          child(sql.from, levels.atom),
          ` AS ${sql.alias}`,
          ...(sql.where === null ? [] : [line, "WHERE ", child(sql.where)]),
        ],
        ")",
      );
    case "select":
      return recursionPieces(sql.result, sql.recursion, syntax);
    default:
      return assertNever(sql);
  }
}

/** SQL text of a tree, broken into lines where it is wide; `margin` is the indentation of the lines after the first. */
export function print(root: Sql, syntax: Syntax, margin = 0): string {
  const flats = new Map<Sql, string | null>();

  // null: too wide to stand on one line; parents are then too wide as well, so that no long text is joined over and over.
  const flat = (sql: Sql): string | null => {
    const known = flats.get(sql);
    if (known !== undefined) return known;
    let out: string | null = "";
    for (const piece of pieces(sql, syntax)) {
      if (typeof piece === "string") out += piece;
      else if ("line" in piece) out += piece.line;
      else if ("child" in piece) {
        const inner = flat(piece.child);
        if (inner === null) {
          out = null;
          break;
        }
        out += levelOf(piece.child) < piece.level ? `(${inner})` : inner;
      }
      if (out.length > width) {
        out = null;
        break;
      }
    }
    flats.set(sql, out);
    return out;
  };

  const broad = (sql: Sql, column: number): string => {
    let depth = column;
    let out = "";
    for (const piece of pieces(sql, syntax)) {
      if (typeof piece === "string") out += piece;
      else if ("line" in piece) out += `\n${" ".repeat(depth)}`;
      else if ("indent" in piece) depth += 2 * piece.indent;
      else out += at(piece.child, piece.level, depth);
    }
    return out;
  };

  const at = (sql: Sql, level: Level, column: number): string => {
    const closed = levelOf(sql) < level;
    const short = flat(sql);
    if (short !== null) return closed ? `(${short})` : short;
    return closed ? `(\n${" ".repeat(column + 2)}${broad(sql, column + 2)}\n${" ".repeat(column)})` : broad(sql, column);
  };

  return at(root, levels.lambda, margin);
}
