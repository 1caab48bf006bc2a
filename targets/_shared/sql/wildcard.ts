import type { WildcardPart, WildcardPattern } from "../../../src/ir/pattern.ts";

/** The text, if the pattern is nothing but text. */
export function plainText(pattern: WildcardPattern): string | null {
  return pattern.parts.every((p) => p.kind === "text") ? pattern.parts.map((p) => (p.kind === "text" ? p.text : "")).join("") : null;
}

/** Does it match every text? */
export const matchesAll = (pattern: WildcardPattern): boolean => pattern.parts.length > 0 && pattern.parts.every((p) => p.kind === "many");

/** `%` any run, `_` one code point; what is literal behind `mark`, which is null where nothing needs it and `always` is false. */
export function likePattern(
  pattern: WildcardPattern,
  mark: string,
  always: boolean,
  text: (t: string) => string = (t) => t,
): { readonly pattern: string; readonly escape: string | null } {
  const special = (t: string): boolean => /[%_]/.test(t) || always;
  const needed = pattern.parts.some((p) => p.kind === "text" && special(p.text));
  const literal = (t: string): string => (needed ? t.replaceAll(/./gsu, (c) => (c === "%" || c === "_" || c === mark ? mark + c : c)) : t);
  return { pattern: pattern.parts.map((p) => part(p, "%", "_", (t) => literal(text(t)))).join(""), escape: needed ? mark : null };
}

/** SQLite's GLOB: `*`, `?` one code point; `*`, `?` and `[` are literal inside brackets, `]` needs none. */
export const globPattern = (pattern: WildcardPattern): string =>
  pattern.parts.map((p) => part(p, "*", "?", (t) => t.replaceAll(/[*?[]/g, (c) => `[${c}]`))).join("");

const part = (p: WildcardPart, many: string, one: string, text: (t: string) => string): string =>
  p.kind === "many" ? many : p.kind === "one" ? one : text(p.text);

/** A-Z to a-z, nothing else. */
export const asciiLower = (t: string): string => t.replaceAll(/[A-Z]/g, (c) => c.toLowerCase());
