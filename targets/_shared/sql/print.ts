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
 * A node stands on one line where it is narrow enough; otherwise it has line ends wherever it can. They only make a text longer, so one that is broken is too wide for a line, and so is
 * whatever holds it: `depth` can be that of a node which is broken all around.
 */
const fits = (text: string): boolean => text.length <= width;

/** Do these fit, with so much between each two and around all of them? */
function fitTogether(parts: readonly string[], between: number, around: number): boolean {
  let length = around + between * Math.max(0, parts.length - 1);
  for (const part of parts) length += part.length;
  return length <= width;
}

const lineEnd = (depth: number): string => `\n${" ".repeat(depth)}`;

/** A node, in parentheses where it binds looser than `level`. */
function child(syntax: Syntax, sql: Sql, level: Level, depth: number): string {
  if (levelOf(sql) >= level) return write(syntax, sql, depth);
  const inner = write(syntax, sql, depth + 2);
  return fits(inner) ? `(${inner})` : `(${lineEnd(depth + 2)}${inner}${lineEnd(depth)})`;
}

function children(syntax: Syntax, items: readonly Sql[], level: Level, depth: number): readonly string[] {
  const parts: string[] = [];
  for (const item of items) parts.push(child(syntax, item, level, depth));
  return parts;
}

/** What `join` gives, without a copy of the long texts inside at each level. */
export function joined(parts: readonly string[], separator: string): string {
  let text = parts[0] ?? "";
  for (let i = 1; i < parts.length; i++) text += separator + parts[i];
  return text;
}

/** On one line, or one a line between `open` and `close`. */
function bracketed(open: string, parts: readonly string[], comma: "," | "", close: string, depth: number): string {
  if (fitTogether(parts, comma.length + 1, open.length + close.length)) return `${open}${joined(parts, `${comma} `)}${close}`;
  const start = lineEnd(depth + 2);
  return `${open}${start}${joined(parts, `${comma}${start}`)}${lineEnd(depth)}${close}`;
}

function junction(syntax: Syntax, operands: readonly Sql[], word: "AND " | "OR ", depth: number): string {
  // here, and not by `children`: conditions nest deepest in these, and one call less a level goes deeper
  const parts: string[] = [];
  for (const operand of operands) parts.push(child(syntax, operand, levels.not, depth));
  return fitTogether(parts, 1 + word.length, 0) ? joined(parts, ` ${word}`) : joined(parts, `${lineEnd(depth)}${word}`);
}

function writeRecursion(syntax: Syntax, result: Sql, r: Recursion, depth: number): string {
  const { quote } = syntax;
  const alias = quote.identifier(r.alias);
  const columns = r.columns.map((c) => quote.identifier(c)).join(", ");
  const show = (sql: Sql): string => child(syntax, sql, levels.or, depth + 2);
  const lines = [
    `WITH RECURSIVE ${alias}(${columns}) AS (SELECT ${r.first.map(show).join(", ")}`,
    `UNION ALL SELECT ${r.next.map(show).join(", ")} FROM ${alias} WHERE ${show(r.again)})`,
    `SELECT ${show(result)} FROM ${alias} WHERE ${show(r.done)}`,
  ];
  return bracketed("(", lines, "", ")", depth);
}

function writeBinary(syntax: Syntax, { op, left, right }: Extract<Sql, { kind: "binary" }>, depth: number): string {
  const level = levelOfOp(op);
  const isComparison = level === levels.comparison;
  const inner: Level = op === "&" ? levels.postfix : isComparison ? levels.concat : level;
  // the right side of what groups to the left binds tighter
  const tighter = level === levels.additive ? levels.multiplicative : level === levels.multiplicative ? levels.postfix : inner;
  return `${child(syntax, left, inner, depth)} ${op} ${child(syntax, right, tighter, depth)}`;
}

function writeLike(syntax: Syntax, { value, pattern, escape: mark }: Extract<Sql, { kind: "like" }>, depth: number): string {
  const { quote } = syntax;
  const escaping = mark === null ? "" : ` ESCAPE ${quote.literal(mark)}`;
  return `${child(syntax, value, levels.concat, depth)} LIKE ${quote.literal(pattern)}${escaping}`;
}

function writeIn(syntax: Syntax, { value, options }: Extract<Sql, { kind: "in" }>, depth: number): string {
  const open = `${child(syntax, value, levels.concat, depth)} IN (`;
  return bracketed(open, children(syntax, options, levels.or, depth + 2), ",", ")", depth);
}

function writeBetween(syntax: Syntax, { value, low, high }: Extract<Sql, { kind: "between" }>, depth: number): string {
  const show = (operand: Sql): string => child(syntax, operand, levels.concat, depth);
  return `${show(value)} BETWEEN ${show(low)} AND ${show(high)}`;
}

function write(syntax: Syntax, sql: Sql, depth: number): string {
  const { quote } = syntax;
  switch (sql.kind) {
    case "text":
      return quote.literal(sql.value);
    case "integer":
      return sql.value.toString();
    case "real":
      return syntax.real(sql.value);
    case "boolean":
      return sql.value ? "TRUE" : "FALSE";
    case "null":
      return "NULL";
    case "column":
      return `${sql.table}.${quote.identifier(sql.name)}`;
    case "name":
      return sql.name;
    case "and":
      return junction(syntax, sql.operands, "AND ", depth);
    // parentheses around AND that only readers need
    case "or":
      return junction(syntax, sql.operands, "OR ", depth);
    case "not":
      return `NOT ${child(syntax, sql.operand, levels.atom, depth)}`;
    case "binary":
      return writeBinary(syntax, sql, depth);
    case "like":
      return writeLike(syntax, sql, depth);
    case "in":
      return writeIn(syntax, sql, depth);
    case "between":
      return writeBetween(syntax, sql, depth);
    case "is-null":
      return `${child(syntax, sql.operand, levels.concat, depth)} IS NULL`;
    case "collate":
      return `${child(syntax, sql.operand, levels.atom, depth)} COLLATE ${sql.collation}`;
    case "call":
      return bracketed(`${sql.name}(`, children(syntax, sql.args, levels.lambda, depth + 2), ",", ")", depth);
    case "cast":
      return `${sql.safe ? "TRY_CAST(" : "CAST("}${child(syntax, sql.operand, levels.lambda, depth)} AS ${sql.type})`;
    case "case":
      return writeCase(syntax, sql, depth);
    case "array":
      return bracketed(syntax.array, children(syntax, sql.items, levels.or, depth + 2), ",", "]", depth);
    case "lambda":
      return `${syntax.lambda === "colon" ? `lambda ${sql.parameter}: ` : `${sql.parameter} -> `}${child(syntax, sql.body, levels.or, depth)}`;
    case "exists":
      return writeExists(syntax, sql, depth);
    case "select":
      return writeRecursion(syntax, sql.result, sql.recursion, depth);
    case "count-distinct":
      return `count(DISTINCT ${child(syntax, sql.operand, levels.or, depth)})`;
    case "in-window":
      return `${child(syntax, sql.operand, levels.atom, depth)} OVER w`;
    case "ordered":
      return `${sql.name}(${child(syntax, sql.operand, levels.or, depth)} ORDER BY ${child(syntax, sql.by, levels.or, depth)})`;
    case "over":
      return writeOver(syntax, sql, depth);
    default:
      return assertNever(sql);
  }
}

const frames: Readonly<Record<Frame, string>> = {
  before: " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
  whole: "",
};

function writeOver(syntax: Syntax, { operand, partition, order, frame }: Extract<Sql, { kind: "over" }>, depth: number): string {
  const head = `${child(syntax, operand, levels.atom, depth)} OVER (`;
  const parts = [
    ...(partition.length === 0 ? [] : [`PARTITION BY ${children(syntax, partition, levels.or, depth).join(", ")}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.map((o) => orderText(syntax, o, depth)).join(", ")}`]),
  ];
  const tail = `${frames[frame]})`;
  return `${head}${parts.join(fitTogether(parts, 1, head.length + tail.length) ? " " : lineEnd(depth))}${tail}`;
}

const orderText = (syntax: Syntax, { by, direction }: Ordered, depth: number): string =>
  `${child(syntax, by, levels.concat, depth)}${direction === "ASC" ? " ASC NULLS LAST" : " DESC NULLS FIRST"}`;

function writeCase(syntax: Syntax, { whens, otherwise }: Extract<Sql, { kind: "case" }>, depth: number): string {
  const show = (sql: Sql): string => child(syntax, sql, levels.lambda, depth + 2);
  const parts = ["CASE", ...whens.map((w) => `WHEN ${show(w.condition)} THEN ${show(w.result)}`)];
  if (otherwise.kind !== "null") parts.push(`ELSE ${show(otherwise)}`);
  return fitTogether(parts, 1, " END".length) ? `${joined(parts, " ")} END` : `${joined(parts, lineEnd(depth + 2))}${lineEnd(depth)}END`;
}

function writeExists(syntax: Syntax, { from, alias, where }: Extract<Sql, { kind: "exists" }>, depth: number): string {
  const parts = [`SELECT 1 FROM ${child(syntax, from, levels.atom, depth + 2)} AS ${alias}`];
  if (where !== null) parts.push(`WHERE ${child(syntax, where, levels.lambda, depth + 2)}`);
  return bracketed("EXISTS (", parts, "", ")", depth);
}

/** SQL text of a tree, broken into lines where it is wide; `margin` is the indentation of the lines after the first. */
export const print = (root: Sql, syntax: Syntax, margin = 0): string => child(syntax, root, levels.lambda, margin);
