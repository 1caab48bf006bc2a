import { wildcardRegex } from "../../../src/automata/wildcard.ts";
import type { Fold } from "../../../src/ir/fold.ts";
import type { Regex, WildcardPattern } from "../../../src/ir/pattern.ts";
import { equalCodePoints, needleFolding } from "../../../src/target/folding.ts";

/** A regex, or why the folding cannot be written out. */
export type Folded = { readonly ok: true; readonly regex: Regex } | { readonly ok: false; readonly reason: string };

const single = (codePoints: readonly number[]): Regex => ({
  kind: "class",
  negated: false,
  items: codePoints.map((codePoint) => ({ kind: "single", codePoint })),
});

/** A wildcard pattern with its folding and its idea of lines written out. */
export function foldedWildcard(pattern: WildcardPattern, fold: Fold, lines: "cross" | "stop"): Folded {
  const parts: Regex[] = [];
  for (const [i, part] of pattern.parts.entries()) {
    if (part.kind !== "text") {
      if (part.kind === "one" && fold === "java-root")
        return { ok: false, reason: "the lower case of U+0130 is two characters, so `?` is not one character of the value" };
      parts.push(wildcardRegex({ parts: [part], span: pattern.span }, lines));
      continue;
    }
    const first = i === 0;
    const last = i === pattern.parts.length - 1;
    const where = first ? (last ? "whole" : "starts") : last ? "ends" : "contains";
    const folding = needleFolding(part.text, fold, where);
    if (!folding.ok) return folding;
    parts.push(...folding.classes.map(single));
  }
  return { ok: true, regex: { kind: "concat", parts } };
}

/** Is every character of the text its only equal? Then folding it is comparing it. */
export const isUnfolded = (text: string, fold: Fold): boolean =>
  [...text].every((c) => equalCodePoints(c.codePointAt(0) ?? 0, fold).length === 1);
