import { halfSurrogates, hasHalfSurrogate } from "../../../src/source/half-surrogate.ts";
import { utf8Length } from "../../../src/source/utf8-length.ts";

/**
 * The one place where text becomes part of an SQL file: literals, names and comments. Each dialect takes exactly one `Quote`.
 * A lone surrogate cannot be written in UTF-8 and NUL not in every dialect: `problem` says so before anything is printed.
 */
export interface Quote {
  literal(text: string): string;
  identifier(name: string): string;
  /** Why no literal can hold this text, in the words of the product; null when one can. */
  problem(text: string): string | null;
  /** Why this cannot be the name of a column, beyond that. */
  nameProblem(name: string): string | null;
  /** Why a column for several values cannot have this name. */
  arrayNameProblem(name: string): string | null;
}

const doubled = (text: string, quote: string): string =>
  `${quote}${text.includes(quote) ? text.replaceAll(quote, quote + quote) : text}${quote}`;

const wellFormed = (text: string): string | null => (hasHalfSurrogate(text) ? "half of a surrogate pair is no text in UTF-8" : null);

const noNul = (name: string): string | null => (name.includes("\0") ? "there is no NUL in names" : null);

const joined = (text: string, nul: string): string =>
  text
    .split("\0")
    .flatMap((part, at) => [...(at === 0 ? [] : [nul]), ...(part === "" ? [] : [doubled(part, "'")])])
    .join(" || ");

/** SQLite's text functions, LIKE and GLOB end at NUL (https://sqlite.org/nulinstr.html), so a text with one is refused but where it is only compared (nul.ts). */
export const sqliteQuote: Quote = {
  literal: (text) => (text.includes("\0") ? `(${joined(text, "char(0)")})` : doubled(text, "'")),
  identifier: (n) => doubled(n, '"'),
  problem: (text) => (text.includes("\0") ? "SQLite's text functions end at NUL" : wellFormed(text)),
  nameProblem: () => null,
  arrayNameProblem: () => null,
};

/** NUL ends the statement when it stands in it, but `chr(0)` makes one; strings hold it. */
export const duckdbQuote: Quote = {
  literal: (text) =>
    text.includes("\0")
      ? `concat(${text
          .split("\0")
          .map((part) => doubled(part, "'"))
          .join(", chr(0), ")})`
      : doubled(text, "'"),
  identifier: (n) => doubled(n, '"'),
  problem: wellFormed,
  nameProblem: noNul,
  arrayNameProblem: () => null,
};

/** An escape string where there is a backslash, so that `standard_conforming_strings` does not matter. */
export const postgresQuote: Quote = {
  literal: (text) => (text.includes("\\") ? `E${doubled(text.replaceAll("\\", "\\\\"), "'")}` : doubled(text, "'")),
  identifier: (n) => doubled(n, '"'),
  problem: (text) => (text.includes("\0") ? "PostgreSQL has no NUL in texts" : wellFormed(text)),
  // longer names are cut off, with no more than a notice (https://www.postgresql.org/docs/current/sql-syntax-lexical.html)
  nameProblem: (name) => (utf8Length(name) > 63 ? "PostgreSQL cuts names off after 63 bytes" : null),
  arrayNameProblem: () => null,
};

const backslashed = (text: string, quote: string): string =>
  text.includes("\\") || text.includes(quote) || text.includes("\0")
    ? `${quote}${text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\0", "\\0")}${quote}`
    : `${quote}${text}${quote}`;

/** Backslash escapes in literals and in quoted names (https://clickhouse.com/docs/sql-reference/syntax#string). */
export const clickhouseQuote: Quote = {
  literal: (text) => backslashed(text, "'"),
  identifier: (n) => backslashed(n, '"'),
  problem: wellFormed,
  nameProblem: noNul,
  // arrays "a.x" and "a.y" are one nested structure, whose arrays must have one length (26.7: SIZES_OF_ARRAYS_DONT_MATCH at INSERT)
  arrayNameProblem: (name) =>
    name.includes(".") ? "ClickHouse takes arrays with one name before the dot for one structure, whose arrays have one length" : null,
};

/** What `comment` has to look at, beside plain line ends: hardly any text holds one of these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not get through
const odd = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text for a `--` comment: every kind of line break starts a comment line of its own; control characters and lone surrogates are written as \uXXXX.
 */
export function comment(text: string): string {
  const plain = !odd.test(text);
  if (plain && !text.includes("\n")) return text.trimEnd();
  const lines = plain ? text.split("\n") : text.split(lineEnd).map(shown);
  return lines.map((line, i) => (i === 0 ? line.trimEnd() : commentLine(line.trimEnd()))).join("\n");
}

const commentLine = (line: string): string => (line === "" ? "--" : `--   ${line}`);

const shown = (line: string): string =>
  line.replaceAll(invisible, (c) => (c === "\t" ? c : escaped(c))).replaceAll(halfSurrogates, escaped);

const escaped = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
