import type { WildcardPattern } from "../../../src/ir/pattern.ts";

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

/** `%` any run, `_` one code point. `text` is applied to the literal parts first; what has to be escaped it leaves as it is. */
export function likePattern(
  pattern: WildcardPattern,
  { mark, implicit }: LikeEscape,
  text: (t: string) => string = (t) => t,
): { readonly pattern: string; readonly escape: string | null } {
  const isSpecial = (t: string): boolean => t.includes("%") || t.includes("_") || (implicit !== null && t.includes(implicit));
  const needed = pattern.parts.some((p) => p.kind === "text" && isSpecial(p.text));
  const escaping = needed ? (mark ?? implicit) : null;
  const literal = (t: string): string => (escaping === null ? text(t) : escaped(text(t), escaping));
  return { pattern: joinedParts(pattern, "%", "_", literal), escape: needed ? mark : null };
}

const escaped = (text: string, mark: string): string => [mark, "%", "_"].reduce((written, c) => written.replaceAll(c, `${mark}${c}`), text);

/** SQLite's GLOB: `*`, `?` one code point; `*`, `?` and `[` are literal inside brackets, `]` needs none. */
export const globPattern = (pattern: WildcardPattern): string =>
  joinedParts(pattern, "*", "?", (t) => t.replaceAll(/[*?[]/g, (c) => `[${c}]`));

function joinedParts({ parts }: WildcardPattern, many: string, one: string, text: (t: string) => string): string {
  let joined = "";
  for (const p of parts) joined += p.kind === "many" ? many : p.kind === "one" ? one : text(p.text);
  return joined;
}

/** A-Z to a-z, nothing else. */
export function asciiLower(t: string): string {
  const lower = t.toLowerCase();
  // within ASCII the two are the same; beyond it other letters have a lower case too
  return lower === t || !/[\u0080-\uffff]/.test(t) ? lower : t.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
