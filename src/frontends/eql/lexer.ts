import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";
import { unescaped } from "./string-literal.ts";
import { type Keyword, keywords, type Punctuation, punctuation, type Token, type TokenKind } from "./token.ts";

const isKeyword = (word: string): word is Keyword => keywordSet.has(word);
const keywordSet: ReadonlySet<string> = new Set(keywords);

const name = /[A-Za-z_@][A-Za-z0-9_]*/y;
const startsNumber: ReadonlySet<string> = new Set(".0123456789");
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const commentMark = /\/\*|\*\//g;
const lineEnd = /[\r\n]/g;
/** What cannot start a token, up to the next thing that can. */
const foreign = /[^\sA-Za-z0-9_@"'`!=<>:+\-*/%()[\],.?|&~]+|[^\S \t\r\n]+/y;

/**
 * Text to tokens, the last of kind `end`. Comments and blanks are dropped. Never throws: what is no token is reported and becomes an `unknown` token (or, for a string with a
 * bad escape or single quotes, a string all the same), so that the parser can go on without a second complaint.
 */
export function lex(text: string, report: (d: Diagnostic) => void): readonly [...Token[], Token] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: TokenKind, end: number, value = text.slice(at, end)): void => {
    tokens.push({ kind, value, span: span(at, end) });
    at = end;
  };
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === " " || c === "\n" || c === "\t" || c === "\r") {
      at++;
    } else if (c === "/" && text[at + 1] === "/") {
      at = endOfLine(text, at);
    } else if (c === "/" && text[at + 1] === "*") {
      at = endOfComment(text, at, report);
    } else if (c === '"' || c === "'" || (c === "?" && (text[at + 1] === '"' || text[at + 1] === "'"))) {
      const { end, value } = readString(text, at, report);
      push(value === null ? "unknown" : "string", end, value ?? "");
    } else if (c === "`") {
      const { end, value } = readBackquoted(text, at, report);
      push(value === null ? "unknown" : "backquoted-name", end, value ?? "");
    } else {
      const word = matchEnd(name, text, at);
      const digits = word > at || !startsNumber.has(c) ? at : matchEnd(number, text, at);
      const mark = word > at || digits > at ? null : punctuationAt(text, at);
      if (word > at) pushWord(text, at, word, push);
      else if (digits > at) push(/^\d+$/.test(text.slice(at, digits)) ? "integer" : "decimal", digits);
      else if (mark !== null) push(mark, at + mark.length);
      else push("unknown", foreignEnd(text, at, report));
    }
  }
  const end: Token = { kind: "end", value: "", span: span(text.length, text.length) };
  return [...tokens, end];
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function pushWord(text: string, at: number, end: number, push: (kind: TokenKind, end: number, value?: string) => void): void {
  const word = text.slice(at, end);
  const insensitive = text[end] === "~" ? `${word}~` : null;
  if (insensitive !== null && isKeyword(insensitive)) push(insensitive, end + 1);
  else if (isKeyword(word)) push(word, end);
  else if (insensitive !== null) push("insensitive-name", end + 1, word);
  else push("name", end, word);
}

const marksByFirst = new Map<string, readonly Punctuation[]>();
for (const p of punctuation) marksByFirst.set(p.charAt(0), [...(marksByFirst.get(p.charAt(0)) ?? []), p]);

const punctuationAt = (text: string, at: number): Punctuation | null =>
  marksByFirst.get(text.charAt(at))?.find((p) => text.startsWith(p, at)) ?? null;

function endOfLine(text: string, at: number): number {
  lineEnd.lastIndex = at;
  return lineEnd.test(text) ? lineEnd.lastIndex - 1 : text.length;
}

/** Comments nest. One that is never closed takes the rest of the text. */
function endOfComment(text: string, start: number, report: (d: Diagnostic) => void): number {
  commentMark.lastIndex = start;
  for (let depth = 0; ; ) {
    const mark = commentMark.exec(text);
    if (mark === null) {
      report(
        error("eql/unterminated-comment", "a comment is never closed", span(start, start + 2), {
          help: "comments nest: each `/*` needs its own `*/`",
        }),
      );
      return text.length;
    }
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.index + 2;
  }
}

interface Quoted {
  readonly end: number;
  /** Null: reported, and there is nothing to go on with. */
  readonly value: string | null;
}

function readString(text: string, at: number, report: (d: Diagnostic) => void): Quoted {
  if (text[at] === "?") return readOldRaw(text, at, report);
  const quote = text.charAt(at);
  if (text.startsWith('"""', at)) return readRaw(text, at, report);
  const end = closingQuote(text, at + 1, quote);
  const whole = span(at, end ?? endOfLine(text, at));
  if (end === null) return unterminated(whole, `close the string with \`${quote}\` on the same line`, report);
  const value = unescaped(text.slice(at + 1, end - 1), at + 1, whole, report);
  if (quote === "'")
    report(
      error("eql/single-quotes", "strings are written in double quotes", whole, {
        label: "single quotes",
        help: `write ${JSON.stringify(value)}`,
      }),
    );
  return { end, value };
}

/** Just after the closing quote, or null if the line or the text ends first. */
function closingQuote(text: string, from: number, quote: string): number | null {
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === quote) return i + 1;
    if (c === "\n" || c === "\r") return null;
    if (c === "\\" && text[i + 1] !== "\n" && text[i + 1] !== "\r") i++;
  }
  return null;
}

function unterminated(whole: Span, help: string, report: (d: Diagnostic) => void): Quoted {
  report(error("eql/unterminated-string", "a string is never closed", whole, { help }));
  return { end: whole.end, value: null };
}

/** `"""…"""` has no escapes, lies in one line, and may end in one or two quotes of its own. */
function readRaw(text: string, at: number, report: (d: Diagnostic) => void): Quoted {
  const line = endOfLine(text, at);
  const close = text.indexOf('"""', at + 3);
  if (close < 0 || close >= line) return unterminated(span(at, line), 'close the raw string with `"""` on the same line', report);
  let end = close + 3;
  for (let extra = 0; extra < 2 && text[end] === '"'; extra++) end++;
  return { end, value: text.slice(at + 3, end - 3) };
}

/** `?"…"` and `?'…'`, the raw strings of Endgame's EQL: Elasticsearch reads them only to refuse them. */
function readOldRaw(text: string, at: number, report: (d: Diagnostic) => void): Quoted {
  const quote = text.charAt(at + 1);
  const line = endOfLine(text, at);
  let close = at + 2;
  while (close < line && text[close] !== quote) close += text[close] === "\\" && text[close + 1] === quote ? 2 : 1;
  if (close >= line) return unterminated(span(at, line), 'raw strings are written """…"""', report);
  const value = text.slice(at + 2, close);
  report(
    error("eql/old-raw-string", `raw strings are not written with \`?${quote}\``, span(at, close + 1), {
      help: 'write a raw string as """…"""',
    }),
  );
  return { end: close + 1, value };
}

/**
 * A doubled backquote stands for one. When the closing one is missing, the name ends at the last place where it could (as Elasticsearch's lexer, which takes the
 * longest match), and the rest is the error.
 */
function readBackquoted(text: string, at: number, report: (d: Diagnostic) => void): Quoted {
  let candidate: number | null = null;
  for (let i = text.indexOf("`", at + 1); i >= 0; i = text.indexOf("`", i + 2)) {
    if (text[i + 1] !== "`") return { end: i + 1, value: text.slice(at + 1, i).replaceAll("``", "`") };
    candidate = i;
  }
  if (candidate !== null) return { end: candidate + 1, value: text.slice(at + 1, candidate).replaceAll("``", "`") };
  report(
    error("eql/unterminated-name", "a backquoted name is never closed", span(at, endOfLine(text, at)), {
      help: "close the name with a backquote; a backquote in a name is doubled",
    }),
  );
  return { end: text.length, value: null };
}

function foreignEnd(text: string, at: number, report: (d: Diagnostic) => void): number {
  const end = Math.max(matchEnd(foreign, text, at), at + 1);
  const codePoint = text.codePointAt(at) ?? 0;
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(codePoint))
    ? `\`${String.fromCodePoint(codePoint)}\` (${number})`
    : number;
  report(
    error("eql/unexpected-character", `the character ${shown} cannot stand here`, span(at, end), {
      help: "outside of strings, field names with such characters are written in backquotes",
    }),
  );
  return end;
}
