import { unreadable } from "./meaning.ts";

/** A token of SQL with its value decoded. `comment` too: what is rule text in it must stay in it. */
export type Token =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "quoted"; readonly value: string }
  | { readonly kind: "word"; readonly value: string }
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "sign"; readonly value: string }
  | { readonly kind: "comment"; readonly value: string };

/** What each product's own lexer does with quotes and comments. */
export interface Lexis {
  readonly id: string;
  /** Does a backslash escape in a plain literal and in a quoted name? */
  readonly backslash: boolean;
  /** Is there `E'...'`? */
  readonly escapeStrings: boolean;
  /** What ends a `--` comment. */
  readonly lineEnd: RegExp;
  readonly nestedComments: boolean;
  /** Does a NUL in the text end it? */
  readonly endsAtNul: boolean;
}

/** https://sqlite.org/lang_expr.html#literal_values_constants_, https://sqlite.org/lang_comment.html */
export const sqlite: Lexis = {
  id: "sqlite",
  backslash: false,
  escapeStrings: false,
  lineEnd: /\n/,
  nestedComments: false,
  endsAtNul: true,
};
/** DuckDB's scanner is PostgreSQL's. */
export const duckdb: Lexis = {
  id: "duckdb",
  backslash: false,
  escapeStrings: true,
  lineEnd: /[\n\r]/,
  nestedComments: true,
  endsAtNul: true,
};
/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
export const postgres: Lexis = {
  id: "postgres",
  backslash: false,
  escapeStrings: true,
  lineEnd: /[\n\r]/,
  nestedComments: true,
  endsAtNul: true,
};
/** https://clickhouse.com/docs/sql-reference/syntax */
export const clickhouse: Lexis = {
  id: "clickhouse",
  backslash: true,
  escapeStrings: false,
  lineEnd: /\n/,
  nestedComments: false,
  endsAtNul: false,
};

const signs = [
  "->>",
  "<>",
  "<=",
  ">=",
  "||",
  "->",
  "//",
  "::",
  "=",
  "<",
  ">",
  "+",
  "-",
  "*",
  "/",
  "%",
  "&",
  "~",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ";",
  ".",
  ":",
];

/** Every token of a file. Throws where the product's own lexer would not take it. */
export function tokensOf(source: string, lexis: Lexis): readonly Token[] {
  if (/\p{Surrogate}/u.test(source)) unreadable("half a surrogate pair has no UTF-8");
  if (lexis.endsAtNul && source.includes("\0")) unreadable("the text ends at a NUL");
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 64);
    const blank = /^[ \t\n\r\f\v]+/.exec(rest);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const { token, end } = tokenAt(source, at, rest, lexis);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

function tokenAt(source: string, at: number, rest: string, lexis: Lexis): { readonly token: Token; readonly end: number } {
  if (rest.startsWith("--")) return lineComment(source, at, lexis);
  if (rest.startsWith("/*")) return blockComment(source, at, lexis);
  if (lexis.id === "clickhouse" && /^#[ !]/.test(rest)) return lineComment(source, at, lexis);
  if (lexis.escapeStrings && /^e'/i.test(rest)) return literal(source, at + 1, "'", true, "text");
  if (/^(u&|[bxn])['"]/i.test(rest)) return unreadable(`a literal of another kind: ${rest.slice(0, 8)}`);
  if (rest.startsWith("'")) return literal(source, at, "'", lexis.backslash, "text");
  if (rest.startsWith('"')) return literal(source, at, '"', lexis.backslash, "quoted");
  if (rest.startsWith("`") || rest.startsWith("$")) return unreadable(`a quote that nobody writes: ${rest.slice(0, 8)}`);
  const number = /^(\d+(\.\d+)?([eE][+-]?\d+)?)/.exec(rest);
  if (number !== null) return { token: { kind: "number", value: number[0] }, end: at + number[0].length };
  const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(source.slice(at, at + 256));
  if (word !== null) return { token: { kind: "word", value: word[0] }, end: at + word[0].length };
  const sign = signs.find((s) => rest.startsWith(s));
  return sign === undefined
    ? unreadable(`no token: ${JSON.stringify(rest.slice(0, 16))}`)
    : { token: { kind: "sign", value: sign }, end: at + sign.length };
}

function lineComment(source: string, at: number, { lineEnd }: Lexis): { readonly token: Token; readonly end: number } {
  const length = source.slice(at).search(lineEnd);
  const end = length < 0 ? source.length : at + length;
  return { token: { kind: "comment", value: source.slice(at + 2, end) }, end };
}

function blockComment(source: string, at: number, { nestedComments }: Lexis): { readonly token: Token; readonly end: number } {
  let depth = 1;
  let end = at + 2;
  while (depth > 0) {
    const next = /\*\/|\/\*/.exec(source.slice(end));
    if (next === null) return unreadable("a comment that never ends");
    end += next.index + 2;
    if (next[0] === "*/") depth--;
    else if (nestedComments) depth++;
  }
  return { token: { kind: "comment", value: source.slice(at + 2, end - 2) }, end };
}

const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "0": "\0", a: "\u0007", v: "\v" };

/** From the opening quote on. A doubled quote is one; a backslash escapes where it does. */
function literal(
  source: string,
  at: number,
  quote: string,
  backslash: boolean,
  kind: "text" | "quoted",
): { readonly token: Token; readonly end: number } {
  let value = "";
  for (let i = at + 1; i < source.length; i++) {
    const c = source[i] ?? "";
    const next = source[i + 1] ?? "";
    if (c === "\\" && backslash) {
      const escaped = escapeAt(source.slice(i + 1, i + 12));
      value += escaped.text;
      i += escaped.length;
    } else if (c !== quote) value += c;
    else if (next === quote) {
      value += quote;
      i++;
    } else return { token: { kind, value }, end: i + 1 };
  }
  return unreadable("a literal that never ends");
}

function escapeAt(rest: string): { readonly text: string; readonly length: number } {
  const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(rest);
  if (hex !== null) return { text: String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16)), length: hex[0].length };
  const c = rest[0] ?? "";
  if (controls[c] !== undefined) return { text: controls[c], length: 1 };
  return /[\\'"]/.test(c) ? { text: c, length: 1 } : unreadable(`the escape \\${c}`);
}
