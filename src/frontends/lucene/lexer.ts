import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";
import type { Bound, Token } from "./token.ts";

/**
 * The tokens of Lucene's classic query parser, as its grammar (QueryParser.jj of Lucene 10) has them: at each place the longest, and of two of one length the first named there.
 */
const blanks = " \t\n\r\u3000";
/** What ends a word, but for `+` and `-`, which only cannot begin one, and the wildcards. */
const marks = `${blanks}!():^[]"{}~\\/*?`;
const boost = /\^\d+(?:\.\d+)?/y;

/** By hand: regular expressions overflow on megabytes. The end of the run of characters that are taken, escaped ones as a whole. */
function endOf(text: string, at: number, takes: (c: string, first: boolean) => boolean): number {
  let end = at;
  while (end < text.length) {
    const c = text.charAt(end);
    if (c === "\\" && end + 1 < text.length) end += 2;
    else if (c !== "\\" && takes(c, end === at)) end++;
    else break;
  }
  return end;
}

const isBlank = (c: string): boolean => c !== "" && blanks.includes(c);
const inWord = (c: string, first: boolean): boolean => !marks.includes(c) && !(first && (c === "+" || c === "-"));
const inPattern = (c: string, first: boolean): boolean => c === "*" || c === "?" || inWord(c, first);

/** Just after the mark that closes what opens at `at`; -1: nothing does. */
function closing(text: string, at: number, mark: string): number {
  const end = endOf(text, at + 1, (c) => c !== mark);
  return text[end] === mark ? end + 1 : -1;
}

/** Never throws. What is no token is reported, and kept as `unknown`. */
export function lex(text: string, report: (d: Diagnostic) => void): readonly [...Token[], Token] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(text.charAt(at))) at++;
    if (at >= text.length) break;
    const token = tokenAt(text, at, report);
    tokens.push(token);
    at = token.span.end;
  }
  const end: Token = { kind: "end", span: span(text.length, text.length) };
  return [...tokens, end];
}

const operators = { AND: "AND", "&&": "AND", OR: "OR", "||": "OR", NOT: "NOT" } as const;

function tokenAt(text: string, at: number, report: (d: Diagnostic) => void): Token {
  const c = text[at] ?? "";
  const of = (length: number): Span => span(at, at + length);
  switch (c) {
    case "(":
    case ")":
    case ":":
      return { kind: c, span: of(1) };
    case "+":
    case "-":
    case "!":
      // with a blank behind it, it is a word
      if (isBlank(text.charAt(at + 1))) return { kind: "bare", text: c, span: of(1) };
      return { kind: c === "!" ? "NOT" : c, span: of(1) };
    case "~": {
      // any word may follow, also one that begins with `+`
      const end = endOf(text, at + 1, (ch) => inWord(ch, false));
      return { kind: "~", text: text.slice(at + 1, end), span: span(at, end) };
    }
    case "[":
    case "{":
      return rangeAt(text, at, report);
    case '"':
      return quotedAt(text, at, "phrase", closing(text, at, c), report);
    case "/":
      return quotedAt(text, at, "regex", regexEnd(text, at), report);
    case "^": {
      boost.lastIndex = at;
      if (boost.test(text)) return { kind: "^", span: span(at, boost.lastIndex) };
      report(error("lucene/unexpected-token", "`^` needs a number behind it", of(1), { help: "write `\\^` for the character" }));
      return { kind: "unknown", span: of(1) };
    }
    default:
      return wordAt(text, at, report);
  }
}

function wordAt(text: string, at: number, report: (d: Diagnostic) => void): Token {
  const plain = endOf(text, at, inWord);
  const written = text.slice(at, endOf(text, at, inPattern));
  const place = span(at, at + written.length);
  if (written === "") {
    const c = text[at] ?? "";
    const help = c === "\\" ? "a backslash stands before the character that it escapes" : `write \`\\${c}\` for the character`;
    report(error("lucene/unexpected-token", `unexpected \`${c}\``, span(at, at + 1), { help }));
    return { kind: "unknown", span: span(at, at + 1) };
  }
  if (written === "*") return { kind: "star", text: written, span: place };
  if (plain === place.end) {
    const operator = Object.hasOwn(operators, written) ? operators[written as keyof typeof operators] : null;
    return operator === null ? { kind: "word", text: written, span: place } : { kind: operator, span: place };
  }
  const prefix = plain === place.end - 1 && written.endsWith("*") && plain > at;
  return { kind: prefix ? "prefix" : "pattern", text: written, span: place };
}

/** Within a regular expression a backslash escapes the slash alone. */
function regexEnd(text: string, at: number): number {
  for (let end = text.indexOf("/", at + 1); end > 0; end = text.indexOf("/", end + 1)) if (text[end - 1] !== "\\") return end + 1;
  // `\\/` at the very end closes it after all
  const last = text.lastIndexOf("/");
  return last > at ? last + 1 : -1;
}

function quotedAt(text: string, at: number, kind: "phrase" | "regex", end: number, report: (d: Diagnostic) => void): Token {
  if (end > 0) return { kind, text: text.slice(at + 1, end - 1), span: span(at, end) };
  const mark = kind === "phrase" ? '"' : "/";
  report(
    error(
      "lucene/unterminated",
      kind === "phrase" ? "the phrase has no closing quotes" : "the regular expression has no closing slash",
      span(at, at + 1),
      {
        help: `write \`\\${mark}\` for the character`,
      },
    ),
  );
  return { kind: "unknown", span: span(at, text.length) };
}

/** A bound is all up to the next space or closing bracket. */
function endOfGoop(text: string, at: number): number {
  let end = at;
  while (end < text.length && !" ]}".includes(text.charAt(end))) end++;
  return end;
}

/** `[from TO to}`, all of it: inside of it Lucene has other tokens. */
function rangeAt(text: string, at: number, report: (d: Diagnostic) => void): Token {
  let place = at + 1;
  const skip = (): void => {
    while (isBlank(text.charAt(place))) place++;
  };
  const bound = (): Bound | null => {
    skip();
    const bare = endOfGoop(text, place);
    const close = text[place] === '"' ? closing(text, place, '"') : -1;
    const quoted = close >= bare && close > place + 2;
    const end = quoted ? close : bare;
    if (end === place) return null;
    const written = text.slice(place, end);
    const found = { text: quoted ? written.slice(1, -1) : written, quoted, span: span(place, end) };
    place = end;
    return found;
  };
  const from = bound();
  const to = from === null ? null : bound();
  const upper = to?.text === "TO" && !to.quoted ? bound() : null;
  skip();
  const close = text[place];
  if (from === null || upper === null || (close !== "]" && close !== "}")) {
    report(
      error("lucene/bad-range", "a range is written `[from TO to]`", span(at, Math.min(place + 1, text.length)), {
        help: "`{` and `}` leave the bound itself out, `*` is no bound, and bounds with blanks stand in double quotes",
      }),
    );
    return { kind: "unknown", span: span(at, text.length) };
  }
  return { kind: "range", from, to: upper, fromIncluded: text[at] === "[", toIncluded: close === "]", span: span(at, place + 1) };
}
