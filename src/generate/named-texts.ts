import type { WildcardPattern } from "../ir/pattern.ts";
import type { Scalar } from "../ir/scalar.ts";
import { scalarsOf } from "../ir/walk.ts";

/**
 * A text for each constant of a set and for each pattern of a list, so that none of them can be lost unseen, texts in which the pieces around a `*` overlap, and texts around a length, of
 * characters that are one byte, two bytes and two UTF-16 units.
 */
export function namedTexts(tests: readonly Scalar[]): readonly string[] {
  const texts = new Set<string>();
  for (const test of tests) {
    for (const scalar of scalarsOf(test)) {
      if (scalar.kind === "in-set") for (const { value } of scalar.options) if (value !== null) texts.add(String(value));
      if (scalar.kind === "compare") for (const text of ofLength(scalar)) texts.add(text);
      if (scalar.kind !== "wildcard") continue;
      for (const pattern of scalar.patterns) {
        texts.add(filled(pattern));
        const overlapping = overlapped(pattern);
        if (overlapping !== null) texts.add(overlapping);
      }
    }
  }
  return [...texts];
}

const longest = 3_000;

function ofLength({ left, right }: Extract<Scalar, { kind: "compare" }>): readonly string[] {
  if (left.kind !== "call" || left.fn !== "length" || left.args[0]?.kind !== "bound" || right.kind !== "literal") return [];
  const n = Number(right.value);
  if (!Number.isInteger(n) || n < 0 || n > longest) return [];
  const plain = (length: number): readonly string[] => (length < 0 ? [] : ["a".repeat(length)]);
  const wide = n < 2 ? [] : [`\u00e9${"a".repeat(n - 1)}`, `\u{1f600}${"a".repeat(n - 2)}`];
  return [...plain(n - 1), ...plain(n), ...plain(n + 1), ...wide];
}

/** The pattern with nothing for `*` and a letter for `?`. */
const filled = (pattern: WildcardPattern): string =>
  pattern.parts.map((p) => (p.kind === "text" ? p.text : p.kind === "one" ? "q" : "")).join("");

/** The first two pieces with a `*` between them whose end and beginning are the same, laid over each other: too short for the pattern. */
function overlapped(pattern: WildcardPattern): string | null {
  for (const [i, star] of pattern.parts.entries()) {
    const [before, after] = [pattern.parts[i - 1], pattern.parts[i + 1]];
    if (star.kind !== "many" || before?.kind !== "text" || after?.kind !== "text") continue;
    for (let n = Math.min(before.text.length, after.text.length); n > 0; n--)
      if (before.text.endsWith(after.text.slice(0, n)))
        return (
          filled({ ...pattern, parts: pattern.parts.slice(0, i) }) +
          after.text.slice(n) +
          filled({ ...pattern, parts: pattern.parts.slice(i + 2) })
        );
  }
  return null;
}
