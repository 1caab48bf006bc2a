import type { WildcardPart } from "../../ir/pattern.ts";
import type { Span } from "../../source/span.ts";

/**
 * A field's name or a value as the query has it. `text`: `quoted` in double quotes, else bare. `wildcard`: bare, with at least one `*`; each `*` is a part of its own.
 * The bare words `null`, `true` and `false` have types of their own; numbers are texts.
 */
export type Literal =
  | { readonly kind: "text"; readonly value: string; readonly quoted: boolean; readonly span: Span }
  | { readonly kind: "wildcard"; readonly parts: readonly WildcardPart[]; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "null"; readonly span: Span };

export const punctuation = ["(", ")", ":", "{", "}", "<=", ">=", "<", ">"] as const;
export type Punctuation = (typeof punctuation)[number];

export type TokenKind = Punctuation | "and" | "or" | "not" | "literal" | "unknown" | "end";

/** `unknown`: reported by the lexer. `end`: an empty token after the last. */
export type Token =
  | { readonly kind: Exclude<TokenKind, "literal">; readonly span: Span }
  | { readonly kind: "literal"; readonly span: Span; readonly literal: Literal };

/** A literal as one would write it, for messages and for field names. */
export function literalText(literal: Literal): string {
  switch (literal.kind) {
    case "text":
      return literal.value;
    case "wildcard":
      return literal.parts.map((p) => (p.kind === "text" ? p.text : "*")).join("");
    case "boolean":
      return String(literal.value);
    case "null":
      return "null";
  }
}
