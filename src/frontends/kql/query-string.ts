import { plainText, type WildcardPart } from "../../ir/pattern.ts";

export type QueryStringPatterns =
  | { readonly kind: "patterns"; readonly patterns: readonly (readonly WildcardPart[])[] }
  | { readonly kind: "unsafe"; readonly reason: string };

/** What takes a Lucene query string apart. */
const blanks = /[ \t\n\r\u3000]+/;

/**
 * A wildcard value as Elasticsearch's `query_string` reads it, where Kibana escapes everything but blanks and `*`: words with a `*` are patterns, neighbouring words without
 * one are a text together, with single blanks between them, and one of all these must match. Words that the syntax takes for something else are not safe.
 */
export function queryStringPatterns(parts: readonly WildcardPart[]): QueryStringPatterns {
  const patterns: (readonly WildcardPart[])[] = [];
  for (const word of wordsOf(parts)) {
    const [text, before] = [plainText(word), plainText(patterns.at(-1) ?? [{ kind: "many" }])];
    if (text === "AND" || text === "OR" || text === "NOT") return { kind: "unsafe", reason: `\`${text}\` is an operator` };
    if (text !== null && /^[<>]./.test(text)) return { kind: "unsafe", reason: `\`${text}\` is a range` };
    if (text !== null && before !== null) patterns[patterns.length - 1] = [{ kind: "text", text: `${before} ${text}` }];
    else patterns.push(word);
  }
  return { kind: "patterns", patterns };
}

function wordsOf(parts: readonly WildcardPart[]): readonly (readonly WildcardPart[])[] {
  const words: WildcardPart[][] = [[]];
  for (const part of parts) {
    const pieces = part.kind === "text" ? part.text.split(blanks) : null;
    if (pieces === null) words.at(-1)?.push(part);
    else
      pieces.forEach((piece, i) => {
        if (i > 0) words.push([]);
        if (piece !== "") words.at(-1)?.push({ kind: "text", text: piece });
      });
  }
  return words.filter((w) => w.length > 0);
}
