import type { Fold } from "../ir/fold.ts";
import type { Value } from "../ir/value.ts";
import { doubleToText } from "./java-number.ts";

/** Java's `toString` of a value. */
export function toText(value: Exclude<Value, null>): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return doubleToText(value);
    default:
      return String(value);
  }
}

/** The text in which the insensitive form of a function searches: Java's `toLowerCase(Locale.ROOT)`, which may change the length. */
export const searched = (text: string, fold: Fold): string => (fold === "none" ? text : text.toLowerCase());

/** Java's `Number.intValue()`: the low 32 bits of an integer; a double is cut off and held within the range of an int. */
export function toInt(value: bigint | number): number {
  if (typeof value === "bigint") return Number(BigInt.asIntN(32, value));
  if (Number.isNaN(value)) return 0;
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value)));
}
