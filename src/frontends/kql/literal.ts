import { type Diagnostic, error, warning } from "../../diagnostics/diagnostic.ts";
import type { WildcardPart } from "../../ir/pattern.ts";
import { type Span, span } from "../../source/span.ts";
import type { Literal } from "./token.ts";

/** The end of a literal, and what it is; null: reported, and there is nothing to go on with. */
export interface ReadLiteral {
  readonly end: number;
  readonly literal: Literal | null;
}

/** What Kibana's grammar takes as blanks between tokens; JavaScript's `trim`, which ends literals, takes more. */
export const isBlank = (c: string | undefined): boolean => c === " " || c === "\t" || c === "\r" || c === "\n" || c === "\u00a0";

const special = new Set([...'\\():<>"*{}']);
const whitespace: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n" };
const unicode = /u([0-9a-fA-F]{4})/y;
const keyword = /or|and|not/iy;

/** The meaning of the escape at a backslash, and its length; null: it is none. In Kibana's order: `\not` is a line feed and `ot`. */
function escapeAt(text: string, at: number, quoted: boolean): { readonly value: string; readonly length: number } | null {
  const c = text[at + 1] ?? "";
  const blank = Object.hasOwn(whitespace, c) ? whitespace[c] : undefined;
  if (blank !== undefined) return { value: blank, length: 2 };
  if (quoted ? c === "\\" || c === '"' : special.has(c)) return { value: c, length: 2 };
  unicode.lastIndex = at + 1;
  const digits = unicode.exec(text)?.[1];
  if (digits !== undefined) return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  keyword.lastIndex = at + 1;
  const word = quoted ? null : keyword.exec(text);
  return word === null ? null : { value: word[0], length: 1 + word[0].length };
}

/** A string in double quotes. A backslash that begins no escape is a backslash; line breaks may stand in it. */
export function readQuoted(text: string, start: number, report: (d: Diagnostic) => void): ReadLiteral {
  const parts: string[] = [];
  let blank: Span | null = null;
  let at = start + 1;
  for (; at < text.length && text[at] !== '"'; ) {
    const escaped = text[at] === "\\" ? escapeAt(text, at, true) : null;
    blank ??= trapAt(text, at);
    const next = escaped === null ? nextOf(text, at + 1) : at + escaped.length;
    parts.push(escaped === null ? text.slice(at, next) : escaped.value);
    at = next;
  }
  if (at >= text.length) {
    report(
      error("kql/unterminated-string", "a string is never closed", span(start, start + 1), {
        help: 'a quote inside of a string is written `\\"`',
      }),
    );
    return { end: text.length, literal: null };
  }
  if (blank !== null) report(whitespaceEscape(text, blank));
  return { end: at + 1, literal: { kind: "text", value: parts.join(""), quoted: true, span: span(start, at + 1) } };
}

/** Where the next quote or backslash is, or the end. */
function nextOf(text: string, from: number): number {
  quoteOrBackslash.lastIndex = from;
  return quoteOrBackslash.test(text) ? quoteOrBackslash.lastIndex - 1 : text.length;
}
const quoteOrBackslash = /["\\]/g;

const whitespaceNames: Readonly<Record<string, string>> = { "\\t": "a tab", "\\r": "a carriage return", "\\n": "a line feed" };

/** `C:\temp` holds a tab: an escape of whitespace in front of more of a word is rarely meant. */
const trapAt = (text: string, at: number): Span | null => (trap.test(text.slice(at, at + 3)) ? span(at, at + 2) : null);
const trap = /^\\[trn]\w/;

function whitespaceEscape(text: string, at: Span): Diagnostic {
  const written = text.slice(at.start, at.end);
  return warning("kql/whitespace-escape", `\`${written}\` is ${whitespaceNames[written]}, also in a path`, at, {
    help: `for a backslash and a letter write \`\\${written}\``,
  });
}

/** A blank and `or` or `and`, or `not`, each with a blank behind it: where a bare literal ends. */
const wordAt = /(?:[ \t\r\n\u00a0](?:or|and)|not)[ \t\r\n\u00a0]/iy;

/** The plain stretch of a bare literal up to what may end it or is special. */
const plain = /[^\\():<>"*{}nN \t\r\n\u00a0]+/y;

/**
 * A bare literal: up to a special character or a keyword, blanks inside included, those around taken away. `not` ends it even inside of a word (`cannot be`), as in Kibana.
 */
export function readBare(text: string, start: number, report: (d: Diagnostic) => void): ReadLiteral {
  const parts: WildcardPart[] = [];
  let piece = "";
  const flush = (): void => {
    if (piece !== "") parts.push({ kind: "text", text: piece });
    piece = "";
  };
  let blank: Span | null = null;
  let at = start;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === "\\") {
      const escaped = escapeAt(text, at, false);
      if (escaped === null) report(badEscape(text, at));
      blank ??= trapAt(text, at);
      piece += escaped?.value ?? c;
      at += escaped?.length ?? 1;
    } else if (c === "*") {
      flush();
      parts.push({ kind: "many" });
      at++;
    } else if (special.has(c)) break;
    else {
      wordAt.lastIndex = at;
      if (wordAt.test(text)) break;
      plain.lastIndex = at;
      const end = plain.test(text) ? plain.lastIndex : at + 1;
      piece += text.slice(at, end);
      at = end;
    }
  }
  flush();
  if (blank !== null) report(whitespaceEscape(text, blank));
  const whole = trimmed(text, start, at);
  for (const word of strayWords(text, whole)) report(wordInValue(text, word));
  return { end: at, literal: literalOf(parts, whole) };
}

const blanks = /[ \t\r\n\u00a0]/;

/** `and` and `or` at either end, where one blank is missing that would make them operators. */
const strayWords = (text: string, { start, end }: Span): readonly Span[] => {
  const written = text.slice(start, end);
  if (!blanks.test(written)) return [];
  const first = /^(?:or|and)(?=[ \t\r\n\u00a0])/i.exec(written)?.[0];
  const last = /(?<=[ \t\r\n\u00a0])(?:or|and)$/i.exec(written)?.[0];
  return [
    ...(first === undefined ? [] : [span(start, start + first.length)]),
    ...(last === undefined ? [] : [span(end - last.length, end)]),
  ];
};

function wordInValue(text: string, at: Span): Diagnostic {
  const word = text.slice(at.start, at.end);
  return warning("kql/word-in-value", `\`${word}\` is a part of the value here, not an operator`, at, {
    help: "take it away, write what it joins, or put the value in double quotes",
  });
}

function badEscape(text: string, at: number): Diagnostic {
  const next = text.codePointAt(at + 1);
  const shown = next === undefined ? "\\" : `\\${String.fromCodePoint(next)}`;
  return error("kql/bad-escape", `\`${shown}\` is no escape`, span(at, at + shown.length), {
    help: "write a backslash as `\\\\`, or put the value in double quotes",
  });
}

function trimmed(text: string, start: number, end: number): Span {
  const written = text.slice(start, end);
  return span(start, start + Math.max(1, written.trimEnd().length));
}

/** Blanks at both ends are cut off even where they were escaped. */
function literalOf(parts: readonly WildcardPart[], at: Span): Literal {
  const [first] = parts;
  if (first?.kind === "text" && parts.length === 1) return wordOf(first.text.trim(), at);
  const last = parts.length - 1;
  const cut = parts
    .map((p, i): WildcardPart => {
      if (p.kind !== "text") return p;
      const text = i === 0 ? p.text.trimStart() : p.text;
      return { kind: "text", text: i === last ? text.trimEnd() : text };
    })
    .filter((p) => p.kind !== "text" || p.text !== "");
  if (cut.some((p) => p.kind === "many")) return { kind: "wildcard", parts: cut, span: at };
  return wordOf(cut.map((p) => (p.kind === "text" ? p.text : "")).join(""), at);
}

function wordOf(value: string, at: Span): Literal {
  if (value === "null") return { kind: "null", span: at };
  if (value === "true" || value === "false") return { kind: "boolean", value: value === "true", span: at };
  return { kind: "text", value, quoted: false, span: at };
}
