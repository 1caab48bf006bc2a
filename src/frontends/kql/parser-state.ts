import { error, type Label } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";
import type { Report } from "../_shared/report.ts";
import { TokenStream } from "../_shared/token-stream.ts";
import type { Unreadable } from "./ast.ts";
import { lex } from "./lexer.ts";
import { misplaced } from "./misplaced.ts";
import { literalText, type Token, type TokenKind } from "./token.ts";

/** Brackets and braces inside of each other beyond this are an error, so that no stage runs out of stack. */
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

export const failed = (at: Span): Unreadable => ({ kind: "error", span: at });

/** A call, so that the compiler does not take the kind of an earlier token for that of this one. */
export const kindAt = (state: ParserState): TokenKind => state.tokens.current.kind;

/** From the start of one thing to the end of what was taken last. */
export const since = (state: ParserState, start: number): Span => span(start, Math.max(start, state.tokens.previous.span.end));

/** Goes one level deeper for as long as `parse` runs. Too deep: an error at the current token, and the rest of the text is given up. */
export function nested<T>(state: ParserState, parse: () => T): T | Unreadable {
  if (state.depth >= maxDepth) {
    const at = state.tokens.current.span;
    state.report.add(
      error("kql/too-deep", `the query is nested more than ${maxDepth} levels deep`, at, { help: "take brackets away, or split the rule" }),
    );
    state.tokens.abandon();
    state.abandoned = true;
    return failed(at);
  }
  state.depth++;
  const parsed = parse();
  state.depth--;
  return parsed;
}

const many = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

/** How a name from `TokenStream.expected` reads: kinds of tokens in backquotes, descriptions as they are. */
const readable = (name: string): string => (name.includes(" ") ? name : `\`${name}\``);

/** Complains about the current token: what is special about it if something is, else what was expected. Silent where the lexer has complained. Nothing is consumed. */
export function unexpected(state: ParserState, secondary: readonly Label[] = []): void {
  const token = state.tokens.current;
  if (token.kind === "unknown" || state.abandoned) return;
  const special = misplaced(state.tokens, state.text);
  if (special !== null) {
    state.report.add(special);
    return;
  }
  const { expected } = state.tokens;
  const what = expected.length === 0 ? "" : `, expected ${many(expected.map(readable))}`;
  const found = token.kind === "literal" ? shown(literalText(token.literal)) : token.kind;
  const message = token.kind === "end" ? "the query ends too early" : `unexpected \`${found}\``;
  state.report.add(error("kql/unexpected-token", `${message}${what}`, token.span, { secondary }));
}

const shown = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 60)}…`);

const boundaries: ReadonlySet<TokenKind> = new Set<TokenKind>(["and", "or", ")", "}", "end"]);

/** Skips to what may follow a whole test, over whole pairs of brackets. */
export function skip(state: ParserState): void {
  for (let open = 0; state.tokens.current.kind !== "end"; state.tokens.advance()) {
    const { kind } = state.tokens.current;
    if (open === 0 && boundaries.has(kind)) return;
    if (kind === "(" || kind === "{") open++;
    if (kind === ")" || kind === "}") open--;
  }
}
