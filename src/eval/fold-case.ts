import type { Fold } from "../ir/fold.ts";

/** Text in which equality under a folding is plain equality. `lucene-10` exists only for the characters of a regex (match-regex.ts). */
export function foldText(text: string, fold: Exclude<Fold, "lucene-10">): string {
  switch (fold) {
    case "none":
      return text;
    case "ascii":
      return text.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 32));
    case "java-root":
      return text.toLowerCase();
  }
}

/** -1, 0 or 1 by code point, not by UTF-16 unit: the order of UTF-8 bytes. */
export function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(left.length - right.length);
}
