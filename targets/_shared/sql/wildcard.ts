import type { WildcardPart, WildcardPattern } from "../../../src/ir/pattern.ts";

/** Does it match every text? */
export const matchesAll = (pattern: WildcardPattern): boolean => pattern.parts.length > 0 && pattern.parts.every((p) => p.kind === "many");

/**
 * The escape character that a pattern may name (`mark`), and the one that LIKE has when none is named (`implicit`). Where `mark` is null, there is no
 * ESCAPE and `implicit` is what escapes.
 */
export interface LikeEscape {
  readonly mark: string | null;
  readonly implicit: string | null;
}

/** `%` any run, `_` one code point. `text` is applied to the literal parts first. */
export function likePattern(
  pattern: WildcardPattern,
  { mark, implicit }: LikeEscape,
  text: (t: string) => string = (t) => t,
): { readonly pattern: string; readonly escape: string | null } {
  const parts = pattern.parts.map((p): WildcardPart => (p.kind === "text" ? { kind: "text", text: text(p.text) } : p));
  const needed = parts.some(
    (p) => p.kind === "text" && (p.text.includes("%") || p.text.includes("_") || (implicit !== null && p.text.includes(implicit))),
  );
  const escaping = needed ? (mark ?? implicit) : null;
  const literal = (t: string): string =>
    escaping === null ? t : [escaping, "%", "_"].reduce((written, c) => written.replaceAll(c, `${escaping}${c}`), t);
  return { pattern: parts.map((p) => part(p, "%", "_", literal)).join(""), escape: needed ? mark : null };
}

/** SQLite's GLOB: `*`, `?` one code point; `*`, `?` and `[` are literal inside brackets, `]` needs none. */
export const globPattern = (pattern: WildcardPattern): string =>
  pattern.parts.map((p) => part(p, "*", "?", (t) => t.replaceAll(/[*?[]/g, (c) => `[${c}]`))).join("");

const part = (p: WildcardPart, many: string, one: string, text: (t: string) => string): string =>
  p.kind === "many" ? many : p.kind === "one" ? one : text(p.text);

/** A-Z to a-z, nothing else. */
export function asciiLower(t: string): string {
  const lower = t.toLowerCase();
  // within ASCII the two are the same; beyond it other letters have a lower case too
  return lower === t || !/[\u0080-\uffff]/.test(t) ? lower : t.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
