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

/** Where a tree is written. A node stands on one line where it is narrow enough, and is otherwise taken back and written with line ends. */
interface Out {
  readonly syntax: Syntax;
  printed: string;
  depth: number;
  /** How long `printed` may get while a node is tried on one line. No limit: lines end where they can. */
  limit: number;
}

const unlimited = Number.POSITIVE_INFINITY;

/** Text as it is. What is too wide is taken back, so that the rest of it need not be written. */
function put(out: Out, text: string): void {
  if (out.printed.length <= out.limit) out.printed += text;
}

/** A new line, or `flat` on one line. */
function line(out: Out, flat: " " | ""): void {
  if (out.limit === unlimited) out.printed += `\n${" ".repeat(out.depth)}`;
  else put(out, flat);
}

/** A node, in parentheses where it binds looser than `level`. */
function child(out: Out, sql: Sql, level: Level): void {
  const closed = levelOf(sql) < level;
  if (out.limit !== unlimited) {
    if (out.printed.length > out.limit) return;
    if (closed) put(out, "(");
    write(out, sql);
    if (closed) put(out, ")");
    return;
  }
  const before = out.printed;
  if (closed) out.printed += "(";
  out.limit = out.printed.length + width;
  write(out, sql);
  const fits = out.printed.length <= out.limit;
  out.limit = unlimited;
  if (fits) {
    if (closed) out.printed += ")";
    return;
  }
  out.printed = before;
  if (closed) open(out, "(");
  write(out, sql);
  if (closed) close(out, ")");
}

function open(out: Out, bracket: string): void {
  put(out, bracket);
  out.depth += 2;
  line(out, "");
}

function close(out: Out, bracket: string): void {
  out.depth -= 2;
  line(out, "");
  put(out, bracket);
}

function separated(out: Out, items: readonly Sql[], level: Level): void {
  for (const [i, item] of items.entries()) {
    if (i > 0) put(out, ", ");
    child(out, item, level);
  }
}

/** One item a line. */
function listed(out: Out, items: readonly Sql[], level: Level): void {
  let first = true;
  for (const item of items) {
    if (!first) {
      put(out, ",");
      line(out, " ");
    }
    first = false;
    child(out, item, level);
  }
}

function junction(out: Out, operands: readonly Sql[], word: "AND " | "OR "): void {
  let first = true;
  for (const operand of operands) {
    if (!first) {
      line(out, " ");
      put(out, word);
    }
    first = false;
    child(out, operand, levels.not);
  }
}

function writeRecursion(out: Out, result: Sql, r: Recursion): void {
  const { quote } = out.syntax;
  const alias = quote.identifier(r.alias);
  open(out, "(");
  put(out, `WITH RECURSIVE ${alias}(${r.columns.map((c) => quote.identifier(c)).join(", ")}) AS (SELECT `);
  separated(out, r.first, levels.or);
  line(out, " ");
  put(out, "UNION ALL SELECT ");
  separated(out, r.next, levels.or);
  put(out, ` FROM ${alias} WHERE `);
  child(out, r.again, levels.or);
  put(out, ")");
  line(out, " ");
  put(out, "SELECT ");
  child(out, result, levels.or);
  put(out, ` FROM ${alias} WHERE `);
  child(out, r.done, levels.or);
  close(out, ")");
}

function writeBinary(out: Out, sql: Extract<Sql, { kind: "binary" }>): void {
  const level = levelOfOp(sql.op);
  const isComparison = level === levels.comparison;
  const inner: Level = sql.op === "&" ? levels.postfix : isComparison ? levels.concat : level;
  child(out, sql.left, inner);
  put(out, ` ${sql.op} `);
  // the right side of what groups to the left binds tighter
  const tighter = level === levels.additive ? levels.multiplicative : level === levels.multiplicative ? levels.postfix : inner;
  child(out, sql.right, tighter);
}

function write(out: Out, sql: Sql): void {
  const { syntax } = out;
  const { quote } = syntax;
  switch (sql.kind) {
    case "text":
      put(out, quote.literal(sql.value));
      break;
    case "integer":
      put(out, sql.value.toString());
      break;
    case "real":
      put(out, syntax.real(sql.value));
      break;
    case "boolean":
      put(out, sql.value ? "TRUE" : "FALSE");
      break;
    case "null":
      put(out, "NULL");
      break;
    case "column":
      put(out, `${sql.table}.${quote.identifier(sql.name)}`);
      break;
    case "name":
      put(out, sql.name);
      break;
    case "and":
      junction(out, sql.operands, "AND ");
      break;
    // parentheses around AND that only readers need
    case "or":
      junction(out, sql.operands, "OR ");
      break;
    case "not":
      put(out, "NOT ");
      child(out, sql.operand, levels.atom);
      break;
    case "binary":
      writeBinary(out, sql);
      break;
    case "like":
      child(out, sql.value, levels.concat);
      put(out, ` LIKE ${quote.literal(sql.pattern)}${sql.escape === null ? "" : ` ESCAPE ${quote.literal(sql.escape)}`}`);
      break;
    case "in":
      child(out, sql.value, levels.concat);
      open(out, " IN (");
      listed(out, sql.options, levels.or);
      close(out, ")");
      break;
    case "between":
      child(out, sql.value, levels.concat);
      put(out, " BETWEEN ");
      child(out, sql.low, levels.concat);
      put(out, " AND ");
      child(out, sql.high, levels.concat);
      break;
    case "is-null":
      child(out, sql.operand, levels.concat);
      put(out, " IS NULL");
      break;
    case "collate":
      child(out, sql.operand, levels.atom);
      put(out, ` COLLATE ${sql.collation}`);
      break;
    case "call":
      open(out, `${sql.name}(`);
      listed(out, sql.args, levels.lambda);
      close(out, ")");
      break;
    case "cast":
      put(out, sql.safe ? "TRY_CAST(" : "CAST(");
      child(out, sql.operand, levels.lambda);
      put(out, ` AS ${sql.type})`);
      break;
    case "case":
      writeCase(out, sql);
      break;
    case "array":
      open(out, syntax.array);
      listed(out, sql.items, levels.or);
      close(out, "]");
      break;
    case "lambda":
      put(out, syntax.lambda === "colon" ? `lambda ${sql.parameter}: ` : `${sql.parameter} -> `);
      child(out, sql.body, levels.or);
      break;
    case "exists":
      open(out, "EXISTS (");
      writeExists(out, sql);
      close(out, ")");
      break;
    case "select":
      writeRecursion(out, sql.result, sql.recursion);
      break;
    case "count-distinct":
      put(out, "count(DISTINCT ");
      child(out, sql.operand, levels.or);
      put(out, ")");
      break;
    case "in-window":
      child(out, sql.operand, levels.atom);
      put(out, " OVER w");
      break;
    case "ordered":
      put(out, `${sql.name}(`);
      child(out, sql.operand, levels.or);
      put(out, " ORDER BY ");
      child(out, sql.by, levels.or);
      put(out, ")");
      break;
    case "over":
      writeOver(out, sql);
      break;
    default:
      assertNever(sql);
  }
}

const frames: Readonly<Record<Frame, string>> = {
  before: " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
  whole: "",
};

function writeOver(out: Out, { operand, partition, order, frame }: Extract<Sql, { kind: "over" }>): void {
  child(out, operand, levels.atom);
  put(out, " OVER (");
  if (partition.length > 0) {
    put(out, "PARTITION BY ");
    separated(out, partition, levels.or);
    if (order.length > 0) line(out, " ");
  }
  writeOrder(out, order);
  put(out, `${frames[frame]})`);
}

function writeOrder(out: Out, order: readonly Ordered[]): void {
  order.forEach(({ by, direction }, i) => {
    put(out, i === 0 ? "ORDER BY " : ", ");
    child(out, by, levels.concat);
    put(out, direction === "ASC" ? " ASC NULLS LAST" : " DESC NULLS FIRST");
  });
}

function writeCase(out: Out, sql: Extract<Sql, { kind: "case" }>): void {
  put(out, "CASE");
  out.depth += 2;
  for (const { condition, result } of sql.whens) {
    line(out, " ");
    put(out, "WHEN ");
    child(out, condition, levels.lambda);
    put(out, " THEN ");
    child(out, result, levels.lambda);
  }
  if (sql.otherwise.kind !== "null") {
    line(out, " ");
    put(out, "ELSE ");
    child(out, sql.otherwise, levels.lambda);
  }
  out.depth -= 2;
  line(out, " ");
  put(out, "END");
}

function writeExists(out: Out, sql: Extract<Sql, { kind: "exists" }>): void {
  put(out, "SELECT 1 FROM ");
  child(out, sql.from, levels.atom);
  put(out, ` AS ${sql.alias}`);
  if (sql.where === null) return;
  line(out, " ");
  put(out, "WHERE ");
  child(out, sql.where, levels.lambda);
}

/** SQL text of a tree, broken into lines where it is wide; `margin` is the indentation of the lines after the first. */
export function print(root: Sql, syntax: Syntax, margin = 0): string {
  const out: Out = { syntax, printed: "", depth: margin, limit: unlimited };
  child(out, root, levels.lambda);
  return out.printed;
}
