import type { WildcardPattern } from "../../src/ir/pattern.ts";

/** Text in Lucene's wildcard syntax, where `\` takes the meaning from the character after it. */
export const escapeWildcard = (text: string): string => text.replace(/[\\*?]/g, "\\$&");

export function luceneWildcard(pattern: WildcardPattern): string {
  let text = "";
  for (const part of pattern.parts) text += part.kind === "text" ? escapeWildcard(part.text) : part.kind === "one" ? "?" : "*";
  return text;
}

/** Only `*`s: every value matches, also the empty text. */
export const matchesEverything = (pattern: WildcardPattern): boolean =>
  pattern.parts.length > 0 && pattern.parts.every((part) => part.kind === "many");
