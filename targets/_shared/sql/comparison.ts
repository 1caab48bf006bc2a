import type { Compare, CompareOp, Literal } from "../../../src/ir/scalar.ts";
import { type Context, refuse } from "./context.ts";
import { readDate } from "./date.ts";
import { and, type BinaryOp, binary, boolean, integer, real, type Sql } from "./tree.ts";

const operator = (op: CompareOp): BinaryOp => (op === "==" ? "=" : op);

const mirrored: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** `left` and `right` are the operands' SQL, not null in the rule's sense; the result is null only where one of them is null in SQL. */
export function lowerComparison(context: Context, compare: Compare, left: Sql, right: Sql): Sql {
  const { left: a, right: b } = compare;
  if (a.kind === "literal" && b.kind !== "literal") {
    return lowerComparison(context, { ...compare, op: mirrored[compare.op], left: b, right: a }, right, left);
  }
  if (a.type === "date" || b.type === "date") return lowerDate(context, compare, left);
  if (isNumber(a.type) && isNumber(b.type)) return lowerNumbers(context, compare, left, right);
  if (a.type === "string" && b.type === "string") return lowerStrings(context, compare, left, right);
  if (a.type === b.type) return binary(operator(compare.op), left, right);
  refuse(context, "sql/scalar", compare.span, `a ${a.type} is never compared with a ${b.type}`);
  return boolean(false);
}

const isNumber = (type: string): boolean => type === "long" || type === "double";

function lowerStrings(context: Context, compare: Compare, left: Sql, right: Sql): Sql {
  const { dialect } = context;
  if (compare.fold === "none") {
    return compare.op === "==" ? binary("=", left, right) : binary(operator(compare.op), dialect.ordered(left), right);
  }
  if (compare.fold === "ascii" && compare.right.kind === "literal" && typeof compare.right.value === "string") {
    return dialect.ascii.equal(left, [compare.right.value]);
  }
  refuse(context, "sql/folding", compare.span, "not written yet");
  return boolean(false);
}

/** Rounded dates are spans of time: before one is before its first millisecond, after one is after its last. */
function lowerDate(context: Context, compare: Compare, value: Sql): Sql {
  const { right, op } = compare;
  const given = right.kind === "literal" ? right.value : null;
  const span =
    typeof given === "string" ? readDate(given) : typeof given === "bigint" ? { first: Number(given), last: Number(given) } : null;
  if (span === null) {
    refuse(context, "sql/date", right.span, "not a fixed instant");
    return boolean(false);
  }
  const first = integer(span.first);
  const last = integer(span.last);
  switch (op) {
    case "==":
      return span.first === span.last ? binary("=", value, first) : { kind: "between", value, low: first, high: last };
    case "<":
      return binary("<", value, first);
    case "<=":
      return binary("<=", value, last);
    case ">":
      return binary(">", value, last);
    case ">=":
      return binary(">=", value, first);
  }
}

/** Numbers compare by value; a constant is moved into the type of what it is compared with, so that no engine's conversion decides. */
function lowerNumbers(context: Context, compare: Compare, left: Sql, right: Sql): Sql {
  const { left: a, right: b, op } = compare;
  if (a.type === b.type) return binary(operator(op), left, right);
  if (b.kind === "literal" && a.type === "long") return longWithDouble(compare, b, left);
  if (b.kind === "literal" && a.type === "double") return doubleWithLong(compare, b, left);
  refuse(context, "sql/scalar", compare.span, "a whole number is not compared with a floating one unless one of them is a constant");
  return boolean(false);
}

/** Same truth for all values, but null where the value is. */
const always = (truth: boolean, value: Sql): Sql => (truth ? binary("=", value, value) : and(binary("<>", value, value)));

function longWithDouble(compare: Compare, literal: Literal, value: Sql): Sql {
  const d = Number(literal.value);
  if (Number.isNaN(d)) return always(false, value);
  if (!Number.isFinite(d) || Math.abs(d) >= 2 ** 63) return always(compare.op !== "==" && compare.op.startsWith("<") === d > 0, value);
  const floor = BigInt(Math.floor(d));
  const whole = Number.isInteger(d);
  switch (compare.op) {
    case "==":
      return whole ? binary("=", value, integer(floor)) : always(false, value);
    case "<":
      return whole ? binary("<", value, integer(floor)) : binary("<=", value, integer(floor));
    case "<=":
      return binary("<=", value, integer(floor));
    case ">":
      return binary(">", value, integer(floor));
    case ">=":
      return whole ? binary(">=", value, integer(floor)) : binary(">", value, integer(floor));
  }
}

function doubleWithLong(compare: Compare, literal: Literal, value: Sql): Sql {
  const n = typeof literal.value === "bigint" ? literal.value : 0n;
  const near = Number(n);
  if (BigInt(near) === n) return binary(operator(compare.op), value, real(near));
  const above = BigInt(near) > n;
  switch (compare.op) {
    case "==":
      return always(false, value);
    case "<":
    case "<=":
      return above ? binary("<", value, real(near)) : binary("<=", value, real(near));
    case ">":
    case ">=":
      return above ? binary(">=", value, real(near)) : binary(">", value, real(near));
  }
}
