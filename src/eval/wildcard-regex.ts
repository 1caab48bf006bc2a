import type { ClassItem, Regex, WildcardPart, WildcardPattern } from "../ir/pattern.ts";
import type { Wildcard } from "../ir/scalar.ts";

/** What Java's `.` does not match. */
const terminators: readonly ClassItem[] = [0x0a, 0x0d, 0x85, 0x2028, 0x2029].map((codePoint) => ({ kind: "single", codePoint }));

const known = { cross: new WeakMap<WildcardPattern, Regex>(), stop: new WeakMap<WildcardPattern, Regex>() };

/** A wildcard pattern is a regular expression of a simple kind: the oracle matches both in one way. */
export function wildcardRegex(pattern: WildcardPattern, lines: Wildcard["lines"]): Regex {
  const regex = known[lines].get(pattern) ?? build(pattern, lines);
  known[lines].set(pattern, regex);
  return regex;
}

function build(pattern: WildcardPattern, lines: Wildcard["lines"]): Regex {
  const one: Regex = lines === "cross" ? { kind: "any" } : { kind: "class", negated: true, items: terminators };
  const many: Regex = { kind: "repeat", of: one, min: 0, max: null };
  const parts = pattern.parts.filter((part, i) => !(part.kind === "many" && pattern.parts[i - 1]?.kind === "many"));
  return { kind: "concat", parts: parts.flatMap((part) => partRegex(part, one, many)) };
}

function partRegex(part: WildcardPart, one: Regex, many: Regex): readonly Regex[] {
  switch (part.kind) {
    case "text":
      return Array.from(part.text, (c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 }));
    case "one":
      return [one];
    case "many":
      return [many];
  }
}
