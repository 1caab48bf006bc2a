import { assertNever } from "../../../src/source/assert-never.ts";
import type { Quote } from "./quote.ts";
import type { BinaryOp, Frame, Ordered, Recursion, Sql } from "./tree.ts";

/** What differs between dialects in how the same tree is written. */
export interface Syntax {
  readonly quote: Quote;
  /** `lambda v: body` (DuckDB) or `v -> body` (ClickHouse). */
  readonly lambda: "colon" | "arrow";
  /** `ARRAY[...]` or `[...]`. */
  readonly array: "ARRAY[" | "[";
  /**
   * `AS MATERIALIZED` before each relation of a chain. DuckDB otherwise merges the whole chain into one plan, and its optimizer takes a time that grows exponentially with the steps: minutes
   * for a sequence of 25 stages (1.5.6), milliseconds with it.
   */
  readonly materialized: boolean;
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
 * Where a node writes itself: text as it is, children with the level that each must at least have, and the places where a line may break. The same node is written
 * once without breaks and, where that is too wide, again with them.
 */
interface Out {
  text(text: string): void;
  child(sql: Sql, level: Level): void;
  /** A new line in the broad form, else `flat`. */
  line(flat: " " | ""): void;
  indent(by: 1 | -1): void;
}

function separated(out: Out, items: readonly Sql[], separator: () => void, level: Level): void {
  items.forEach((item, i) => {
    if (i > 0) separator();
    out.child(item, level);
  });
}

function listed(out: Out, items: readonly Sql[], level: Level): void {
  separated(
    out,
    items,
    () => {
      out.text(",");
      out.line(" ");
    },
    level,
  );
}

function block(out: Out, open: string, inside: () => void, close: string): void {
  out.text(open);
  out.indent(1);
  out.line("");
  inside();
  out.indent(-1);
  out.line("");
  out.text(close);
}

function writeRecursion(result: Sql, r: Recursion, syntax: Syntax, out: Out): void {
  const alias = syntax.quote.identifier(r.alias);
  const columns = r.columns.map((c) => syntax.quote.identifier(c)).join(", ");
  const comma = (): void => out.text(", ");
  block(
    out,
    "(",
    () => {
      out.text(`WITH RECURSIVE ${alias}(${columns}) AS (SELECT `);
      separated(out, r.first, comma, levels.or);
      out.line(" ");
      out.text("UNION ALL SELECT ");
      separated(out, r.next, comma, levels.or);
      out.text(` FROM ${alias} WHERE `);
      out.child(r.again, levels.or);
      out.text(")");
      out.line(" ");
      out.text("SELECT ");
      out.child(result, levels.or);
      out.text(` FROM ${alias} WHERE `);
      out.child(r.done, levels.or);
    },
    ")",
  );
}

function writeBinary(sql: Extract<Sql, { kind: "binary" }>, out: Out): void {
  const level = levelOfOp(sql.op);
  const isComparison = level === levels.comparison;
  const inner: Level = sql.op === "&" ? levels.postfix : isComparison ? levels.concat : level;
  out.child(sql.left, inner);
  out.text(` ${sql.op} `);
  // the right side of what groups to the left binds tighter
  const tighter = level === levels.additive ? levels.multiplicative : level === levels.multiplicative ? levels.postfix : inner;
  out.child(sql.right, tighter);
}

function junction(out: Out, operands: readonly Sql[], word: "AND " | "OR "): void {
  separated(
    out,
    operands,
    () => {
      out.line(" ");
      out.text(word);
    },
    levels.not,
  );
}

function write(sql: Sql, syntax: Syntax, out: Out): void {
  const { quote } = syntax;
  switch (sql.kind) {
    case "text":
      out.text(quote.literal(sql.value));
      break;
    case "integer":
      out.text(sql.value.toString());
      break;
    case "real":
      out.text(syntax.real(sql.value));
      break;
    case "boolean":
      out.text(sql.value ? "TRUE" : "FALSE");
      break;
    case "null":
      out.text("NULL");
      break;
    case "column":
      out.text(`${sql.table}.${quote.identifier(sql.name)}`);
      break;
    case "name":
      out.text(sql.name);
      break;
    case "and":
      junction(out, sql.operands, "AND ");
      break;
    // parentheses around AND that only readers need
    case "or":
      junction(out, sql.operands, "OR ");
      break;
    case "not":
      out.text("NOT ");
      out.child(sql.operand, levels.atom);
      break;
    case "binary":
      writeBinary(sql, out);
      break;
    case "like":
      out.child(sql.value, levels.concat);
      out.text(` LIKE ${quote.literal(sql.pattern)}${sql.escape === null ? "" : ` ESCAPE ${quote.literal(sql.escape)}`}`);
      break;
    case "in":
      out.child(sql.value, levels.concat);
      block(out, " IN (", () => listed(out, sql.options, levels.or), ")");
      break;
    case "between":
      out.child(sql.value, levels.concat);
      out.text(" BETWEEN ");
      out.child(sql.low, levels.concat);
      out.text(" AND ");
      out.child(sql.high, levels.concat);
      break;
    case "is-null":
      out.child(sql.operand, levels.concat);
      out.text(" IS NULL");
      break;
    case "collate":
      out.child(sql.operand, levels.atom);
      out.text(` COLLATE ${sql.collation}`);
      break;
    case "call":
      block(out, `${sql.name}(`, () => listed(out, sql.args, levels.lambda), ")");
      break;
    case "cast":
      out.text(sql.safe ? "TRY_CAST(" : "CAST(");
      out.child(sql.operand, levels.lambda);
      out.text(` AS ${sql.type})`);
      break;
    case "case":
      writeCase(sql, out);
      break;
    case "array":
      block(out, syntax.array, () => listed(out, sql.items, levels.or), "]");
      break;
    case "lambda":
      out.text(syntax.lambda === "colon" ? `lambda ${sql.parameter}: ` : `${sql.parameter} -> `);
      out.child(sql.body, levels.or);
      break;
    case "exists":
      block(out, "EXISTS (", () => writeExists(sql, out), ")");
      break;
    case "select":
      writeRecursion(sql.result, sql.recursion, syntax, out);
      break;
    case "count-distinct":
      out.text("count(DISTINCT ");
      out.child(sql.operand, levels.or);
      out.text(")");
      break;
    case "in-window":
      out.child(sql.operand, levels.atom);
      out.text(" OVER w");
      break;
    case "ordered":
      out.text(`${sql.name}(`);
      out.child(sql.operand, levels.or);
      out.text(" ORDER BY ");
      out.child(sql.by, levels.or);
      out.text(")");
      break;
    case "over":
      writeOver(sql, out);
      break;
    default:
      assertNever(sql);
  }
}

const frames: Readonly<Record<Frame, string>> = {
  before: " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
  whole: "",
};

function writeOver({ operand, partition, order, frame }: Extract<Sql, { kind: "over" }>, out: Out): void {
  out.child(operand, levels.atom);
  out.text(" OVER (");
  if (partition.length > 0) {
    out.text("PARTITION BY ");
    separated(out, partition, () => out.text(", "), levels.or);
    if (order.length > 0) out.line(" ");
  }
  writeOrder(order, out);
  out.text(`${frames[frame]})`);
}

function writeOrder(order: readonly Ordered[], out: Out): void {
  order.forEach(({ by, direction }, i) => {
    out.text(i === 0 ? "ORDER BY " : ", ");
    out.child(by, levels.concat);
    out.text(direction === "ASC" ? " ASC NULLS LAST" : " DESC NULLS FIRST");
  });
}

function writeCase(sql: Extract<Sql, { kind: "case" }>, out: Out): void {
  out.text("CASE");
  out.indent(1);
  for (const { condition, result } of sql.whens) {
    out.line(" ");
    out.text("WHEN ");
    out.child(condition, levels.lambda);
    out.text(" THEN ");
    out.child(result, levels.lambda);
  }
  if (sql.otherwise.kind !== "null") {
    out.line(" ");
    out.text("ELSE ");
    out.child(sql.otherwise, levels.lambda);
  }
  out.indent(-1);
  out.line(" ");
  out.text("END");
}

function writeExists(sql: Extract<Sql, { kind: "exists" }>, out: Out): void {
  out.text("SELECT 1 FROM ");
  out.child(sql.from, levels.atom);
  out.text(` AS ${sql.alias}`);
  if (sql.where === null) return;
  out.line(" ");
  out.text("WHERE ");
  out.child(sql.where, levels.lambda);
}

/** Prints trees in one dialect; see `print`. One for each syntax, since most trees are a name or a constant, and the machinery around them would cost more than they do. */
interface Printer {
  print(root: Sql, margin: number): string;
}

function createPrinter(syntax: Syntax): Printer {
  let flats = new Map<Sql, string | null>();

  // null: too wide to stand on one line; parents are then too wide as well, so that no long text is joined over and over
  let oneLine: string | null = "";
  const onOneLine: Out = {
    text(text) {
      if (oneLine !== null) oneLine = oneLine.length + text.length > width ? null : oneLine + text;
    },
    child(sql, level) {
      if (oneLine === null) return;
      const inner = flat(sql);
      if (inner === null) oneLine = null;
      else onOneLine.text(levelOf(sql) < level ? `(${inner})` : inner);
    },
    line: (text) => onOneLine.text(text),
    indent() {},
  };
  function flat(sql: Sql): string | null {
    const known = flats.get(sql);
    if (known !== undefined) return known;
    const outer = oneLine;
    oneLine = "";
    write(sql, syntax, onOneLine);
    const made = oneLine;
    oneLine = outer;
    flats.set(sql, made);
    return made;
  }

  let depth = 0;
  let printed = "";
  const onMany: Out = {
    text(text) {
      printed += text;
    },
    child(sql, level) {
      const closed = levelOf(sql) < level;
      const short = flat(sql);
      if (short !== null) printed += closed ? `(${short})` : short;
      else if (closed) block(onMany, "(", () => write(sql, syntax, onMany), ")");
      else write(sql, syntax, onMany);
    },
    line() {
      printed += `\n${" ".repeat(depth)}`;
    },
    indent(by) {
      depth += 2 * by;
    },
  };
  return {
    print(root, margin) {
      depth = margin;
      printed = "";
      onMany.child(root, levels.lambda);
      flats = new Map();
      return printed;
    },
  };
}

const printers = new WeakMap<Syntax, Printer>();

/** SQL text of a tree, broken into lines where it is wide; `margin` is the indentation of the lines after the first. */
export function print(root: Sql, syntax: Syntax, margin = 0): string {
  const printer = printers.get(syntax) ?? createPrinter(syntax);
  printers.set(syntax, printer);
  return printer.print(root, margin);
}
