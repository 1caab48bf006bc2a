import type { Value, ValueType } from "../../ir/value.ts";
import type { Constant as ConstantNode } from "./ast.ts";

/**
 * Java's types of numbers decide where arithmetic overflows; in the IR the three whole ones are all `long`. `unmapped` is the null of an optional field that does not exist,
 * and of what is computed from it: compared with a value it is null, where `null == 1` as written is false.
 */
export type ConstantType = "string" | "boolean" | "null" | "unmapped" | "integer" | "long" | "unsigned-long" | "double";

/** What is known at compile time. */
export interface Constant {
  readonly type: ConstantType;
  readonly value: Value;
}

export const nullConstant: Constant = { type: "null", value: null };
export const unmappedConstant: Constant = { type: "unmapped", value: null };
/** The null that comes of these. */
export const nullOf = (...from: readonly Constant[]): Constant =>
  from.some((c) => c.type === "unmapped") ? unmappedConstant : nullConstant;
export const booleanConstant = (value: boolean | null): Constant => (value === null ? nullConstant : { type: "boolean", value });
export const stringConstant = (value: string): Constant => ({ type: "string", value });

/** The smallest of Java's types that holds it, as a literal of EQL is read. */
export function wholeConstant(value: bigint): Constant {
  if (BigInt.asIntN(32, value) === value) return { type: "integer", value };
  return { type: BigInt.asIntN(64, value) === value ? "long" : "unsigned-long", value };
}

export function constantOfNode(node: ConstantNode): Constant {
  switch (node.kind) {
    case "string":
      return stringConstant(node.value);
    case "boolean":
      return booleanConstant(node.value);
    case "null":
      return nullConstant;
    case "number":
      return typeof node.value === "bigint" ? wholeConstant(node.value) : { type: "double", value: node.value };
  }
}

/** What a function gave. `whole`: Java's type of its whole results. */
export function constantOfValue(value: Value, whole: "integer" | "long"): Constant {
  switch (typeof value) {
    case "string":
      return stringConstant(value);
    case "boolean":
      return booleanConstant(value);
    case "bigint":
      return { type: whole, value };
    case "number":
      return { type: "double", value };
    default:
      return nullConstant;
  }
}

export function valueTypeOf(type: ConstantType): ValueType {
  switch (type) {
    case "integer":
    case "long":
    case "unsigned-long":
      return "long";
    case "unmapped":
      return "null";
    case "string":
    case "boolean":
    case "null":
    case "double":
      return type;
  }
}

/** A sum too large for its Java type, a division by zero: what stops Elasticsearch, and so is an error of the rule. */
export type Computed = { readonly ok: true; readonly constant: Constant } | { readonly ok: false; readonly error: string };
const computed = (constant: Constant): Computed => ({ ok: true, constant });

type Op = "+" | "-" | "*" | "/" | "%";

/** Both operands are numbers or null. */
export function compute(op: Op, left: Constant, right: Constant): Computed {
  const a = left.value;
  const b = right.value;
  if (a === null || b === null) return computed(nullOf(left, right));
  if (typeof a === "bigint" && typeof b === "bigint") return computeWhole(op, a, b, widest(left.type, right.type));
  return computed({ type: "double", value: computeDouble(op, Number(a), Number(b)) });
}

function computeDouble(op: Op, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
  }
}

type Whole = "integer" | "long" | "unsigned-long";

function widest(a: ConstantType, b: ConstantType): Whole {
  if (a === "unsigned-long" || b === "unsigned-long") return "unsigned-long";
  return a === "long" || b === "long" ? "long" : "integer";
}

function computeWhole(op: Op, a: bigint, b: bigint, type: Whole): Computed {
  if ((op === "/" || op === "%") && b === 0n) return { ok: false, error: "division by zero" };
  switch (op) {
    case "+":
      return inRange(a + b, type);
    case "-":
      return inRange(a - b, type);
    case "*":
      return inRange(a * b, type);
    case "/":
      // Java's division wraps in the one case where the result does not fit: it throws nothing
      return computed({ type, value: type === "unsigned-long" ? a / b : BigInt.asIntN(type === "long" ? 64 : 32, a / b) });
    case "%":
      return computed({ type, value: a % b });
  }
}

const ranges: Readonly<Record<Whole, { readonly from: bigint; readonly to: bigint; readonly words: string }>> = {
  integer: { from: -(2n ** 31n), to: 2n ** 31n - 1n, words: "32 bits (write a number as a double, such as `1.0`, to calculate beyond)" },
  long: { from: -(2n ** 63n), to: 2n ** 63n - 1n, words: "64 bits" },
  "unsigned-long": { from: 0n, to: 2n ** 64n - 1n, words: "an unsigned 64-bit number" },
};

function inRange(value: bigint, type: Whole): Computed {
  const { from, to, words } = ranges[type];
  return value < from || value > to ? { ok: false, error: `the result does not fit ${words}` } : computed({ type, value });
}

export function negate(constant: Constant): Computed {
  const { value, type } = constant;
  if (value === null) return computed(constant);
  if (typeof value === "number") return computed({ type: "double", value: -value });
  if (typeof value === "bigint") return inRange(-value, type === "long" || type === "unsigned-long" ? type : "integer");
  return { ok: false, error: "not a number" };
}

/** Java's Double.compare: -0.0 before 0.0, NaN after all. */
function compareDoubles(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
  if (a === 0 && b === 0) return Object.is(a, -0) ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Below, at or above zero; null when Java cannot compare the two, or one is null. Strings by UTF-16 code unit, as Java's compareTo. */
function order(a: Value, b: Value): number | null {
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
  if ((typeof a === "bigint" || typeof a === "number") && (typeof b === "bigint" || typeof b === "number"))
    return compareDoubles(Number(a), Number(b));
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  return null;
}

/** Three-valued, null with null apart (`isNull`). Values of different kinds are unequal and have no order. */
export function compareConstants(op: "==" | "<" | "<=" | ">" | ">=", left: Constant, right: Constant, insensitive = false): boolean | null {
  if (left.value === null || right.value === null) return null;
  if (op === "==" && insensitive && typeof left.value === "string" && typeof right.value === "string")
    return left.value.toLowerCase() === right.value.toLowerCase();
  const ordered = order(left.value, right.value);
  if (ordered === null) return op === "==" ? false : null;
  switch (op) {
    case "==":
      return ordered === 0;
    case "<":
      return ordered < 0;
    case "<=":
      return ordered <= 0;
    case ">":
      return ordered > 0;
    case ">=":
      return ordered >= 0;
  }
}
