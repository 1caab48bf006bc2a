import type { Span } from "../source/span.ts";

/** A wildcard pattern: literal text, `one` (exactly one code point) and `many` (any run, also empty). Matches the whole value. */
export type WildcardPart = { readonly kind: "text"; readonly text: string } | { readonly kind: "one" } | { readonly kind: "many" };

export interface WildcardPattern {
  readonly parts: readonly WildcardPart[];
  readonly span: Span;
}

/** The text of a pattern that is nothing but text; null where it has a wildcard. */
export function plainText(parts: readonly WildcardPart[]): string | null {
  let text = "";
  for (const part of parts) {
    if (part.kind !== "text") return null;
    text += part.text;
  }
  return text;
}

/** Inclusive code point range. */
export interface CodePointRange {
  readonly from: number;
  readonly to: number;
}

/** A member of a character class. The distinction matters under folding: single characters fold, ranges do not (Lucene 10). */
export type ClassItem = { readonly kind: "single"; readonly codePoint: number } | ({ readonly kind: "range" } & CodePointRange);

/**
 * A regular expression after parsing, free of any dialect: it matches the whole value, `any` is every code point (newlines too).
 * Shorthands (`\d`, `.` without DOTALL, quoted strings) have become classes and characters. Folding is not applied: the node that
 * holds the pattern names it. `all`: matched by every operand (intersection `&`). `except`: any string that `of` does not match (`~`).
 * `interval`: decimal numbers from..to; `digits` is the fixed width with leading zeros, 0 for none (Lucene `<01-12>`).
 */
export type Regex =
  | { readonly kind: "empty" }
  | { readonly kind: "nothing" }
  | { readonly kind: "char"; readonly codePoint: number }
  | { readonly kind: "any" }
  | { readonly kind: "class"; readonly negated: boolean; readonly items: readonly ClassItem[] }
  | { readonly kind: "concat"; readonly parts: readonly Regex[] }
  | { readonly kind: "choice"; readonly options: readonly Regex[] }
  | { readonly kind: "repeat"; readonly of: Regex; readonly min: number; readonly max: number | null }
  | { readonly kind: "all"; readonly operands: readonly Regex[] }
  | { readonly kind: "except"; readonly of: Regex }
  | { readonly kind: "interval"; readonly from: number; readonly to: number; readonly digits: number };

/** A network of addresses: `bytes` (16, v4 as v4-mapped ::ffff:a.b.c.d) with host bits cleared, `prefix` counts within the 128 bits. */
export interface Network {
  /** As the rule wrote it. */
  readonly text: string;
  readonly bytes: readonly number[];
  readonly prefix: number;
  readonly span: Span;
}
