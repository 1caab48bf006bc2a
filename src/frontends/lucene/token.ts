import type { Span } from "../../source/span.ts";

/** Marks of a query string. `+`, `-` and `!` stand before a clause; a `-` with a blank behind it is a word. */
export type Punctuation = "(" | ")" | ":" | "+" | "-" | "AND" | "OR" | "NOT";

/** What a term may be; `bare` is a mark that is a word. Texts are as written, escapes and all, without the quotes or slashes around them. */
export type TermKind = "word" | "bare" | "star" | "prefix" | "pattern" | "phrase" | "regex";

export type TokenKind = Punctuation | TermKind | "range" | "~" | "^" | "unknown" | "end";

/** One side of a range; null: open. */
export interface Bound {
  readonly text: string;
  readonly quoted: boolean;
  readonly span: Span;
}

/** `~` holds what stands behind it in `text`. `unknown`: reported by the lexer. `end`: an empty token after the last. */
export type Token =
  | { readonly kind: Exclude<TokenKind, TermKind | "range" | "~">; readonly span: Span }
  | { readonly kind: TermKind | "~"; readonly text: string; readonly span: Span }
  | {
      readonly kind: "range";
      readonly from: Bound;
      readonly to: Bound;
      readonly fromIncluded: boolean;
      readonly toIncluded: boolean;
      readonly span: Span;
    };
