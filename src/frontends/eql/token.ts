import type { Span } from "../../source/span.ts";

/** Words that are no field names unless backquoted. EQL is case-sensitive: `AND` is an ordinary name. */
export const keywords = [
  "and",
  "any",
  "by",
  "false",
  "in",
  "in~",
  "join",
  "like",
  "like~",
  "maxspan",
  "not",
  "null",
  "of",
  "or",
  "regex",
  "regex~",
  "sample",
  "sequence",
  "true",
  "until",
  "where",
  "with",
] as const;
export type Keyword = (typeof keywords)[number];

/** Longest first. `!:` `&&` `!` are no EQL: they are read so that the error can say what to write instead. */
export const punctuation = [
  "![",
  "!:",
  "!=",
  "==",
  "<=",
  ">=",
  "&&",
  "<",
  ">",
  "=",
  ":",
  "+",
  "-",
  "*",
  "/",
  "%",
  "(",
  ")",
  "[",
  "]",
  ",",
  ".",
  "?",
  "|",
  "!",
  "&",
  "~",
] as const;
export type Punctuation = (typeof punctuation)[number];

/**
 * `insensitive-name` is a name with `~` glued to it (`startsWith~`). `unknown` stands for text that the lexer has already complained about.
 */
export type TokenKind =
  | Keyword
  | Punctuation
  | "name"
  | "insensitive-name"
  | "backquoted-name"
  | "string"
  | "integer"
  | "decimal"
  | "unknown"
  | "end";

/** `value`: a string's or backquoted name's meaning, a name without its `~`, otherwise the text itself. */
export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  readonly span: Span;
}
