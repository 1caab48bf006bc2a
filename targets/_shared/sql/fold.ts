import { wildcardRegex } from "../../../src/automata/wildcard.ts";
import type { Fold } from "../../../src/ir/fold.ts";
import type { Regex, WildcardPattern } from "../../../src/ir/pattern.ts";
import { equalCodePoints } from "../../../src/target/folding.ts";
import type { Dialect } from "./dialect.ts";
import { call, type Sql, text } from "./tree.ts";

const single = (codePoint: number, fold: Fold): Regex => ({
  kind: "class",
  negated: false,
  items: equalCodePoints(codePoint, fold).map((c) => ({ kind: "single", codePoint: c })),
});

/** A wildcard pattern with its folding and its idea of lines written out. Not for `java-root`, which is not a matter of characters. */
export function foldedWildcard(pattern: WildcardPattern, fold: Exclude<Fold, "java-root">, lines: "cross" | "stop"): Regex {
  const parts = pattern.parts.flatMap((part): readonly Regex[] =>
    part.kind === "text"
      ? [...part.text].map((c) => single(c.codePointAt(0) ?? 0, fold))
      : [wildcardRegex({ parts: [part], span: pattern.span }, lines)],
  );
  return { kind: "concat", parts };
}

/** Why constants cannot be compared under `java-root`; null when they can. */
export const rootProblem = (constants: readonly string[]): string | null =>
  constants.some((c) => /[\u03a3\u03c3\u03c2]/.test(c)) ? "the lower case of a capital sigma depends on the letters around it" : null;

/** Where there is no constant, and no field to read in lower case (derived-readings.ts). */
export const noLowerCase = "lower-casing all of Unicode is possible only for constants, fields, and what substring and concat make of them";

/** The lower case as Java's ROOT locale has it. */
export const rootLower = (constant: string): string => constant.toLowerCase();

const dottedI = "\u0130";

/**
 * The value lower-cased as far as these constants can tell: a constant in lower case occurs in it exactly where, and as often as, it occurs in the whole value's
 * lower case. Only characters that become one of the constants' are replaced; U+0130, which becomes two characters, always, since it moves what is behind it.
 * No engine's own lower case is used beyond ASCII. INVARIANT: `rootProblem` is null.
 */
export function rootLowered(dialect: Dialect, value: Sql, constants: readonly string[]): Sql {
  const wanted = new Set(constants.flatMap((c) => [...rootLower(c)]));
  let sql = call("replace", value, text(dottedI), text(rootLower(dottedI)));
  if ([...wanted].some((c) => /[a-z]/.test(c))) sql = dialect.ascii.lower(sql);
  for (const lower of wanted) {
    for (const codePoint of equalCodePoints(lower.codePointAt(0) ?? 0, "java-root")) {
      const upper = String.fromCodePoint(codePoint);
      if (upper !== lower && codePoint > 0x7f) sql = call("replace", sql, text(upper), text(lower));
    }
  }
  return sql;
}
