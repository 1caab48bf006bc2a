import type { ClassItem } from "../ir/pattern.ts";

const range = (from: number, to: number): ClassItem => ({ kind: "range", from, to });
const last = 0x10ffff;

/** `\d \w \s` and their complements: ASCII in both dialects. They are ranges, so that no folding applies to them. */
export const digit: readonly ClassItem[] = [range(0x30, 0x39)];
export const notDigit: readonly ClassItem[] = [range(0, 0x2f), range(0x3a, last)];
export const word: readonly ClassItem[] = [range(0x30, 0x39), range(0x41, 0x5a), range(0x5f, 0x5f), range(0x61, 0x7a)];
export const notWord: readonly ClassItem[] = [range(0, 0x2f), range(0x3a, 0x40), range(0x5b, 0x5e), range(0x60, 0x60), range(0x7b, last)];
/** Lucene: tab, line feed, carriage return, space. */
export const luceneSpace: readonly ClassItem[] = [range(0x09, 0x0a), range(0x0d, 0x0d), range(0x20, 0x20)];
export const notLuceneSpace: readonly ClassItem[] = [range(0, 0x08), range(0x0b, 0x0c), range(0x0e, 0x1f), range(0x21, last)];
/** Java: also vertical tab and form feed. */
export const javaSpace: readonly ClassItem[] = [range(0x09, 0x0d), range(0x20, 0x20)];
export const notJavaSpace: readonly ClassItem[] = [range(0, 0x08), range(0x0e, 0x1f), range(0x21, last)];
/** Java's `\h`. */
export const horizontalSpace: readonly ClassItem[] = [
  range(0x09, 0x09),
  range(0x20, 0x20),
  range(0xa0, 0xa0),
  range(0x1680, 0x1680),
  range(0x180e, 0x180e),
  range(0x2000, 0x200a),
  range(0x202f, 0x202f),
  range(0x205f, 0x205f),
  range(0x3000, 0x3000),
];
/** What Java's `.` leaves out: `\n \r U+0085 U+2028 U+2029`. */
export const lineTerminators: readonly ClassItem[] = [range(0x0a, 0x0a), range(0x0d, 0x0d), range(0x85, 0x85), range(0x2028, 0x2029)];
