import type { Regex, WildcardPattern } from "../ir/pattern.ts";
import { assertNever } from "../source/assert-never.ts";

/** What java.util.regex's `.` does not match without DOTALL. */
const lineTerminators: Regex = {
  kind: "class",
  negated: true,
  items: [0x0a, 0x0d, 0x85, 0x2028, 0x2029].map((codePoint) => ({ kind: "single", codePoint })),
};

/** A wildcard pattern as a regular expression of the whole value. `lines: "stop"`: its wildcards match no line terminator. */
export function wildcardRegex(pattern: WildcardPattern, lines: "cross" | "stop"): Regex {
  const one: Regex = lines === "cross" ? { kind: "any" } : lineTerminators;
  const parts = pattern.parts.flatMap((part): Regex[] => {
    switch (part.kind) {
      case "one":
        return [one];
      case "many":
        return [{ kind: "repeat", of: one, min: 0, max: null }];
      case "text":
        return [...part.text].map((character) => ({ kind: "char", codePoint: character.codePointAt(0) ?? 0 }));
      default:
        return assertNever(part);
    }
  });
  return { kind: "concat", parts };
}

/** This text and no other. */
export const textRegex = (text: string): Regex => ({
  kind: "concat",
  parts: [...text].map((character) => ({ kind: "char", codePoint: character.codePointAt(0) ?? 0 })),
});
