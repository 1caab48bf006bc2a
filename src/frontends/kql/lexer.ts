import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { span } from "../../source/span.ts";
import { isBlank, readBare, readQuoted } from "./literal.ts";
import { type Punctuation, punctuation, type Token, type TokenKind } from "./token.ts";

const infix = /(or|and)[ \t\r\n\u00a0]/iy;
const prefix = /not[ \t\r\n\u00a0]/iy;

/** After these a test or a value is complete, so that `and` and `or` are operators; elsewhere they are text. */
const complete: ReadonlySet<TokenKind> = new Set<TokenKind>([")", "}", "literal", "unknown"]);

/**
 * Text to tokens, the last of kind `end`. The words `and`, `or` and `not` are operators only with blanks where Kibana's grammar wants them, so that what they are
 * depends on what stands before. Never throws: what is no token is reported and becomes an `unknown` one.
 */
export function lex(text: string, report: (d: Diagnostic) => void): readonly [...Token[], Token] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Exclude<TokenKind, "literal">, end: number): void => {
    tokens.push({ kind, span: span(at, end) });
    at = end;
  };
  while (at < text.length) {
    const start = at;
    while (isBlank(text[at])) at++;
    if (at >= text.length) break;
    const before = tokens.at(-1)?.kind;
    const word = before !== undefined && complete.has(before) && at > start ? matched(infix, text, at) : null;
    const mark = punctuationAt(text, at);
    if (word !== null) push(word.toLowerCase() === "or" ? "or" : "and", at + word.length);
    else if (matched(prefix, text, at) !== null) push("not", at + 3);
    else if (mark !== null) push(mark, at + mark.length);
    else {
      const { end, literal } = text[at] === '"' ? readQuoted(text, at, report) : readBare(text, at, report);
      tokens.push(literal === null ? { kind: "unknown", span: span(at, end) } : { kind: "literal", span: literal.span, literal });
      at = Math.max(end, at + 1);
    }
  }
  const end: Token = { kind: "end", span: span(text.length, text.length) };
  return [...tokens, end];
}

const marks: ReadonlySet<string> = new Set(punctuation.map((p) => p.charAt(0)));

const punctuationAt = (text: string, at: number): Punctuation | null =>
  marks.has(text.charAt(at)) ? (punctuation.find((p) => text.startsWith(p, at)) ?? null) : null;

function matched(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : (found[1] ?? found[0].slice(0, 3));
}
