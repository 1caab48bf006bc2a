/**
 * Values of scalars. An integer (Java's int and long) is a `bigint`, a floating number is a `number`: `7 / 2` is 3 and `7 / 2.0` is 3.5, and
 * `string(2.0)` is "2.0", so the two must never be mixed up. Addresses and dates are written as the rule or event wrote them, as strings
 * (dates in events may also be integers: epoch milliseconds).
 */
export type Value = string | bigint | number | boolean | null;

/** The static type of a scalar. `null` is the type of the literal null alone. */
export type ValueType = "string" | "long" | "double" | "boolean" | "date" | "ip" | "null";
