// Computing. Null is a missing value and makes the result null; undefined is a failure (a division by zero, say), and makes the result undefined.
// A 64-bit integer is a bigint here, a floating number is a number.

export type Maybe<T> = T | null | undefined;
export type Numeric = bigint | number;

/** Undefined if one of these failed, null if one is missing, else false. */
export function absent(...operands: readonly unknown[]): null | undefined | false {
  if (operands.includes(undefined)) return undefined;
  return operands.includes(null) ? null : false;
}

/** Is it missing? A failure stays one. */
export function isNull(value: Maybe<unknown>): Maybe<boolean> {
  return value === undefined ? undefined : value === null;
}

/** What `compute` makes of the operands, if they are all there. */
export function lift<T, R>(compute: (...operands: T[]) => Maybe<R>, ...operands: readonly Maybe<T>[]): Maybe<R> {
  const missing = absent(...operands);
  return missing === false ? compute(...(operands as T[])) : missing; // nothing is absent here
}

/** A whole number as the 64-bit integer that it is. */
export function long(value: Maybe<Numeric>): Maybe<bigint> {
  return lift((v: Numeric) => BigInt(v), value);
}

/** A bigint if it fits into 64 bits, else a failure. */
function fitting(value: bigint): bigint | undefined {
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** Integers if both are, else floating numbers. */
function arithmetic(
  left: Maybe<Numeric>,
  right: Maybe<Numeric>,
  onLongs: (a: bigint, b: bigint) => bigint | undefined,
  onDoubles: (a: number, b: number) => number,
): Maybe<Numeric> {
  return lift(
    (a: Numeric, b: Numeric) => (typeof a === "bigint" && typeof b === "bigint" ? onLongs(a, b) : onDoubles(Number(a), Number(b))),
    left,
    right,
  );
}

export function add(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<Numeric> {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a + b),
    (a, b) => a + b,
  );
}

export function subtract(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<Numeric> {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a - b),
    (a, b) => a - b,
  );
}

export function multiply(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<Numeric> {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a * b),
    (a, b) => a * b,
  );
}

/** Integers divide toward zero; by zero is a failure for them. */
export function divide(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<Numeric> {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : fitting(a / b)),
    (a, b) => a / b,
  );
}

/** With the dividend's sign. */
export function remainder(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<Numeric> {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : a % b),
    (a, b) => a % b,
  );
}

export function negate(value: Maybe<Numeric>): Maybe<Numeric> {
  return lift((v: Numeric) => (typeof v === "bigint" ? fitting(-v) : -v), value);
}

/** Equal in value, whether bigint or number. */
export function equal(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<boolean> {
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number of the same value
  return lift((a: Numeric, b: Numeric) => a == b, left, right);
}

export function less(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<boolean> {
  return lift((a: Numeric, b: Numeric) => a < b, left, right);
}

export function lessOrEqual(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<boolean> {
  return lift((a: Numeric, b: Numeric) => a <= b, left, right);
}

export function greater(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<boolean> {
  return lift((a: Numeric, b: Numeric) => a > b, left, right);
}

export function greaterOrEqual(left: Maybe<Numeric>, right: Maybe<Numeric>): Maybe<boolean> {
  return lift((a: Numeric, b: Numeric) => a >= b, left, right);
}
