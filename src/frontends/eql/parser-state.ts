import { type Diagnostic, error, type Label } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";
import type { Report } from "../_shared/report.ts";
import { TokenStream } from "../_shared/token-stream.ts";
import type { Expression } from "./ast.ts";
import { lex } from "./lexer.ts";
import { misplaced } from "./misplaced.ts";
import type { Token, TokenKind } from "./token.ts";

/** Brackets, calls, `not`s and signs inside of each other beyond this are an error, so that no stage runs out of stack. */
export const maxDepth = 200;

/** Where all parsing functions stand: a cursor, the findings, and how deep they are. */
export interface ParserState {
  readonly tokens: TokenStream<TokenKind, Token>;
  readonly report: Report;
  readonly text: string;
  depth: number;
  /** Too deep: the rest of the text was given up, and is not complained about. */
  abandoned: boolean;
}

export function startParsing(text: string, report: Report): ParserState {
  return { tokens: new TokenStream(lex(text, report.add)), report, text, depth: 0, abandoned: false };
}

export const failed = (at: Span): Expression => ({ kind: "error", span: at });

/** A call, so that the compiler does not take the kind of an earlier token for that of this one. */
export const kindAt = (state: ParserState): TokenKind => state.tokens.current.kind;

/** From the start of one thing to the end of what was taken last. */
export const since = (state: ParserState, start: number): Span => span(start, Math.max(start, state.tokens.previous.span.end));

/**
 * Goes one level deeper for as long as `parse` runs. Too deep: an error at the current token, and the rest of the text is given up, since whatever
 * is inside of it cannot be told apart any more.
 */
export function nested(state: ParserState, parse: () => Expression): Expression {
  if (state.depth >= maxDepth) return tooDeep(state, state.tokens.current.span);
  state.depth++;
  const expression = parse();
  state.depth--;
  return expression;
}

export function tooDeep(state: ParserState, at: Span): Expression {
  state.report.add(
    error("eql/too-deep", `the query is nested more than ${maxDepth} levels deep`, at, { help: "take brackets away, or split the rule" }),
  );
  state.tokens.abandon();
  state.abandoned = true;
  return failed(at);
}

const many = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

/** How a name from `TokenStream.expected` reads: kinds of tokens in backquotes, descriptions as they are. */
const readable = (name: string): string => (name.includes(" ") ? name : `\`${name}\``);

/**
 * Complains about the current token: what is special about it if something is (`misplaced`), else what was expected. Silent where the lexer has complained.
 * Nothing is consumed.
 */
export function unexpected(state: ParserState, secondary: readonly Label[] = []): void {
  const token = state.tokens.current;
  if (token.kind === "unknown" || state.abandoned) return;
  state.report.add(misplaced(state.tokens) ?? expectedInstead(token, state.tokens.expected, secondary));
}

function expectedInstead(token: Token, expected: readonly string[], secondary: readonly Label[]): Diagnostic {
  const what = expected.length === 0 ? "" : `, expected ${many(expected.map(readable))}`;
  const found =
    token.kind === "end" ? "the query ends too early" : `unexpected ${token.kind === "string" ? "string" : `\`${token.value}\``}`;
  return error("eql/unexpected-token", `${found}${what}`, token.span, { secondary });
}

/** After a whole test only these can follow; a mistake is skipped up to one of them. */
export const boundaries: ReadonlySet<TokenKind> = new Set<TokenKind>(["and", "or", "|", ",", ")", "]", "end"]);

const closers: ReadonlySet<TokenKind> = new Set<TokenKind>([")", "]", "end"]);

/** Skips to a token of one of these kinds, over whole pairs of brackets; always stops before a bracket that closes something opened earlier. */
export function skipTo(state: ParserState, kinds: ReadonlySet<TokenKind>): void {
  for (let open = 0; state.tokens.current.kind !== "end"; state.tokens.advance()) {
    const { kind } = state.tokens.current;
    if (open === 0 && (kinds.has(kind) || closers.has(kind))) return;
    if (kind === "(" || kind === "[" || kind === "![") open++;
    if (kind === ")" || kind === "]") open--;
  }
}
