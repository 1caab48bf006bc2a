import type { Fold } from "../ir/fold.ts";
import type { ClassItem, Regex } from "../ir/pattern.ts";
import { assertNever } from "../source/assert-never.ts";
import { lowerFolding, simpleFolding } from "./folding.generated.ts";

/**
 * Foldings made explicit, so that no target leans on an engine's own idea of case. The oracle does not use this file: a mistake here shows as a
 * disagreement. Tables come from Unicode by `scripts/folding.ts`.
 */

type Classes = ReadonlyMap<number, readonly number[]>;

function read(table: readonly string[]): Classes {
  const classes = new Map<number, readonly number[]>();
  for (const item of table.join(",").split(",")) {
    const members = item.split(" ").map((hex) => Number.parseInt(hex, 16));
    for (const member of members) classes.set(member, members);
  }
  return classes;
}

/** Made on first use: most rules fold ASCII alone. */
const lazily = (table: readonly string[]): (() => Classes) => {
  let classes: Classes | null = null;
  return () => {
    classes ??= read(table);
    return classes;
  };
};
const simple = lazily(simpleFolding);
const lower = lazily(lowerFolding);

const capitalDottedI = 0x130;
const smallDotlessI = 0x131;

/**
 * Which code points of a value equal this code point of a pattern: ascending, itself among them. Under `lucene-10` the relation is not symmetric:
 * Lucene adds a character's own upper and lower case to its folding class, so U+0130 in a pattern finds `i` and U+0131 finds `I`, but neither
 * `i` nor `I` finds them (Lucene 10, `CaseFolding.expand`). Under `java-root` it holds only where `needleFolding` says so.
 */
export function equalCodePoints(codePoint: number, fold: Fold): readonly number[] {
  switch (fold) {
    case "none":
      return [codePoint];
    case "ascii":
      if (codePoint >= 0x41 && codePoint <= 0x5a) return [codePoint, codePoint + 0x20];
      if (codePoint >= 0x61 && codePoint <= 0x7a) return [codePoint - 0x20, codePoint];
      return [codePoint];
    case "lucene-10":
      if (codePoint === capitalDottedI) return [0x69, codePoint];
      if (codePoint === smallDotlessI) return [0x49, codePoint];
      return simple().get(codePoint) ?? [codePoint];
    case "java-root":
      return lower().get(codePoint) ?? [codePoint];
    default:
      return assertNever(fold);
  }
}

const classOf = (codePoints: readonly number[]): Regex => {
  const [first, second] = codePoints;
  if (first !== undefined && second === undefined) return { kind: "char", codePoint: first };
  return { kind: "class", negated: false, items: codePoints.map((codePoint) => ({ kind: "single", codePoint })) };
};

/**
 * The same pattern with its folding written out, to be matched case-sensitively: a character becomes the class of its equals, and so does a single in
 * a class. Ranges, `any` and intervals stay as they are: under every folding they match what they list (Lucene's RegExp with ASCII_CASE_INSENSITIVE: `[a-c]` misses `A`).
 * `java-root` is folded character by character, which is right only for texts that `needleFolding` accepts.
 */
export function foldRegex(regex: Regex, fold: Fold): Regex {
  if (fold === "none") return regex;
  const go = (r: Regex): Regex => {
    switch (r.kind) {
      case "char":
        return classOf(equalCodePoints(r.codePoint, fold));
      case "class":
        return { ...r, items: r.items.flatMap((item) => foldItem(item, fold)) };
      case "concat":
        return { ...r, parts: r.parts.map(go) };
      case "choice":
        return { ...r, options: r.options.map(go) };
      case "all":
        return { ...r, operands: r.operands.map(go) };
      case "repeat":
      case "except":
        return { ...r, of: go(r.of) };
      case "empty":
      case "nothing":
      case "any":
      case "interval":
        return r;
      default:
        return assertNever(r);
    }
  };
  return go(regex);
}

const foldItem = (item: ClassItem, fold: Fold): readonly ClassItem[] =>
  item.kind === "range" ? [item] : equalCodePoints(item.codePoint, fold).map((codePoint) => ({ kind: "single", codePoint }));

/** Where a constant is looked for in a value: the whole value, its start, its end, or anywhere. */
export type Where = "whole" | "starts" | "ends" | "contains";

export type NeedleFolding =
  | { readonly ok: true; readonly classes: readonly (readonly number[])[] }
  | { readonly ok: false; readonly reason: string };

/**
 * A constant needle as one class of code points for each of its characters: the value satisfies the test exactly when it has such characters there. Not always
 * possible under `java-root`, where lower-casing looks around and can lengthen a text:
 * - a capital sigma becomes `ς` at the end of a word and `σ` elsewhere, so a needle with either depends on what stands around it;
 * - U+0130 becomes `i` and U+0307, so a needle with U+0307 may start or end inside one character of the value. (A needle that merely ends in `i` is
 *   fine: found at the start or anywhere, that `i` may also be the beginning of a U+0130.)
 */
export function needleFolding(needle: string, fold: Fold, where: Where): NeedleFolding {
  if (fold !== "java-root") return { ok: true, classes: [...needle].map((c) => equalCodePoints(c.codePointAt(0) ?? 0, fold)) };
  if (/[\u03a3\u03c3\u03c2]/u.test(needle))
    return { ok: false, reason: "the lower case of a capital sigma depends on the letters around it" };
  const lowered = needle.toLowerCase();
  if (lowered.includes("\u0307"))
    return { ok: false, reason: "the lower case of U+0130 is two characters, so it cannot be compared character by character" };
  const characters = [...lowered];
  const classes = characters.map((c, i) => {
    const equals = equalCodePoints(c.codePointAt(0) ?? 0, fold);
    const opensDottedI = c === "i" && i === characters.length - 1 && (where === "starts" || where === "contains");
    return opensDottedI ? [...equals, capitalDottedI] : equals;
  });
  return { ok: true, classes };
}
