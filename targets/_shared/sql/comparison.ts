import type { Compare, CompareOp, Literal, Scalar } from "../../../src/ir/scalar.ts";
import { addressHex, networkBounds } from "./address.ts";
import { type Context, refuse } from "./context.ts";
import { dateLiteral } from "./date-literal.ts";
import { noLowerCase } from "./fold.ts";
import { lowerLiteral } from "./literal.ts";
import type { Environment, Lowered } from "./lowered.ts";
import { isComparedWithNul, isNever } from "./nul.ts";
import { lowerNumber, readsNumber } from "./number.ts";
import { lowerScalar, textTest } from "./scalar.ts";
import { and, type BinaryOp, between, binary, boolean, integer, real, type Sql, text } from "./tree.ts";

export const operator = (op: CompareOp): BinaryOp => (op === "==" ? "=" : op);

const mirrored: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

export function lowerCompare(context: Context, compare: Compare, environment: Environment): Lowered | null {
  const { left: a, right: b } = compare;
  if (a.kind === "literal" && b.kind !== "literal") {
    return lowerCompare(context, { ...compare, op: mirrored[compare.op], left: b, right: a }, environment);
  }
  if (readsNumber(a) && b.kind === "literal") return lowerNumber(context, compare, a, b, environment);
  const left = lowerScalar(context, a, environment);
  // literals are read as what they are compared with: an address or a date is written as a string
  const right = b.kind === "literal" ? null : lowerScalar(context, b, environment);
  if (left === null || (b.kind === "literal" ? b.value === null : right === null)) return null;
  return {
    sql: lowerComparison(context, compare, left.sql, right?.sql ?? null),
    guards: [...left.guards, ...(right?.guards ?? [])],
    nullable: left.nullable || right?.nullable === true,
  };
}

/** `left` and `right` are the operands' SQL; `right` null: the right side is a literal. The result is null only where one of them is null in SQL. */
export function lowerComparison(context: Context, compare: Compare, left: Sql, right: Sql | null): Sql {
  const { left: a, right: b } = compare;
  if (a.type === "date" || b.type === "date") return lowerDate(context, compare, left);
  if (a.type === "ip" || b.type === "ip") return lowerAddress(context, compare, left);
  if (a.type === "string" && b.kind === "literal" && compare.op === "==") {
    if (isNever(context, b)) return always(false, left);
    if (isComparedWithNul(context.dialect, b.value, compare.fold)) return binary("=", left, text(b.value));
  }
  const other = right ?? (b.kind === "literal" ? (lowerLiteral(context, b)?.sql ?? null) : null);
  if (other === null) return boolean(false);
  if (isNumber(a.type) && isNumber(b.type)) return lowerNumbers(context, compare, left, other);
  if (a.type === "string" && b.type === "string") return lowerStrings(context, compare, left, other);
  if (a.type === b.type) return binary(operator(compare.op), left, other);
  // values of different kinds are never equal, nor before or after each other
  return always(false, left);
}

/** A network is equal to the addresses in it. */
function lowerAddress(context: Context, compare: Compare, value: Sql): Sql {
  const { right, op } = compare;
  const given = right.kind === "literal" && typeof right.value === "string" ? right.value : "";
  const [base = "", length] = given.split("/");
  const hex = addressHex(base);
  const prefix = length === undefined ? 128 : Number(length) + (base.includes(":") ? 0 : 96);
  const isNetwork = length !== undefined;
  if (hex === null || (isNetwork && (op !== "==" || !/^\d{1,3}$/.test(length) || prefix > 128))) {
    refuse(context, "sql/scalar", right.span, `\`${given}\` is no address that can be compared`);
    return boolean(false);
  }
  if (!isNetwork) return binary(operator(op), value, text(hex));
  const bytes = hex.match(/../g)?.map((h) => Number.parseInt(h, 16)) ?? [];
  const { low, high } = networkBounds(bytes, prefix);
  return between(value, text(low), text(high));
}

export const isNumber = (type: Scalar["type"]): boolean => type === "long" || type === "double";

function lowerStrings(context: Context, compare: Compare, left: Sql, right: Sql): Sql {
  const { dialect } = context;
  if (compare.fold === "none") {
    return compare.op === "==" ? binary("=", left, right) : binary(operator(compare.op), dialect.ordered(left), right);
  }
  const { right: needle } = compare;
  if (compare.op === "==" && needle.kind === "literal" && typeof needle.value === "string") {
    return textTest(context, needle, left, [needle.value], compare.fold);
  }
  if (compare.op === "==" && compare.fold === "ascii") return binary("=", dialect.ascii.lower(left), dialect.ascii.lower(right));
  refuse(context, "sql/folding", compare.span, noLowerCase);
  return boolean(false);
}

/** Rounded dates are spans of time: before one is before its first millisecond, after one is after its last. */
function lowerDate(context: Context, compare: Compare, value: Sql): Sql {
  const { right, op } = compare;
  const literal = dateLiteral(context, right.kind === "literal" ? right.value : null);
  if (!literal.ok) {
    refuse(context, "sql/date", right.span, literal.reason);
    return boolean(false);
  }
  const { first, last, single } = literal.bounds;
  switch (op) {
    case "==":
      return single ? binary("=", value, first) : between(value, first, last);
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
export const always = (truth: boolean, value: Sql): Sql => (truth ? binary("=", value, value) : and(binary("<>", value, value)));

export function longWithDouble(compare: Compare, literal: Literal, value: Sql): Sql {
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

export function doubleWithLong(compare: Compare, literal: Literal, value: Sql): Sql {
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
