import { error } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";
import type { Report } from "../_shared/report.ts";
import { TokenStream } from "../_shared/token-stream.ts";
import type { Occur, Query, Term, Test, Unreadable, Words, Written } from "./ast.ts";
import { lex } from "./lexer.ts";
import type { Token, TokenKind } from "./token.ts";

/** Brackets inside of each other beyond this are an error, so that no stage runs out of stack. */
const maxDepth = 200;

interface State {
  readonly tokens: TokenStream<TokenKind, Token>;
  readonly report: Report;
  depth: number;
  /** An error was reported: what follows is not complained about. */
  failed: boolean;
}

/**
 * Reads a whole query string as Lucene's classic parser does. Never throws. With an error among the report's diagnostics the tree may hold `error` nodes and must not be lowered.
 */
export function parseQuery(text: string, report: Report): Query {
  const state: State = { tokens: new TokenStream(lex(text, report.add)), report, depth: 0, failed: report.failed };
  // Kibana sends no query string for a blank query
  if (text.trim() === "") return { kind: "everything", span: span(0, text.length) };
  const query = parseClauses(state, null);
  if (state.tokens.current.kind === ")") {
    fail(
      state,
      error("lucene/unbalanced", "no bracket is open that this closes", state.tokens.current.span, {
        help: "write `\\)` for the character",
      }),
    );
  } else if (state.tokens.current.kind !== "end") unexpected(state);
  return query;
}

const kindAt = (state: State): TokenKind => state.tokens.current.kind;

function fail(state: State, diagnostic: ReturnType<typeof error>): Unreadable {
  if (!state.failed) state.report.add(diagnostic);
  state.failed = true;
  state.tokens.abandon();
  return { kind: "error", span: diagnostic.primary?.span ?? state.tokens.current.span };
}

function unexpected(state: State): Unreadable {
  const { current, previous } = state.tokens;
  if (current.kind === "unknown") {
    state.failed = true;
    state.tokens.abandon();
    return { kind: "error", span: current.span };
  }
  const found = current.kind === "end" ? "the query ends too early" : `unexpected \`${written(current)}\``;
  const help =
    previous.kind === "NOT" || current.kind === "NOT"
      ? "`NOT` stands before a clause, once"
      : previous.kind === ":" && current.kind === "-"
        ? 'a number below zero is written `\\-5` or `"-5"`'
        : "a clause is `field:value`, `field:(values)` or a query in brackets";
  return fail(state, error("lucene/unexpected-token", found, current.span, { help }));
}

function written(token: Token): string {
  if ("text" in token) return token.text.length > 60 ? `${token.text.slice(0, 60)}…` : token.text;
  return token.kind;
}

/** What cannot follow the last of several words that are one text: with it the word is a clause by itself. */
const ownClause: readonly TokenKind[] = [":", "star", "~", "^", "AND", "OR"];

function parseClauses(state: State, field: Written | null): Query {
  const { start } = state.tokens.current.span;
  const clauses: { occur: Occur; query: Query }[] = [];
  /** The only clause, if it has no mark before it, is the query itself. */
  let alone: Query | null = null;
  for (;;) {
    const words = severalWords(state, field);
    if (words !== null) {
      clauses.push({ occur: "should", query: words });
      alone = clauses.length === 1 ? words : null;
    } else {
      const conjunction = clauses.length === 0 ? null : takeOne(state, ["AND", "OR"]);
      const mark = takeOne(state, ["+", "-", "NOT"]);
      const query = parseClause(state, field);
      if (state.failed) return query;
      addClause(clauses, conjunction, mark, query);
      alone = clauses.length === 1 && mark === null ? query : null;
    }
    if (kindAt(state) === "end" || kindAt(state) === ")") break;
  }
  if (alone !== null) return alone;
  return { kind: "clauses", clauses, span: since(state, start) };
}

const since = (state: State, start: number): Span => span(start, Math.max(start, state.tokens.previous.span.end));

function takeOne<Kind extends TokenKind>(state: State, kinds: readonly Kind[]): Kind | null {
  return kinds.find((kind) => state.tokens.take(kind) !== null) ?? null;
}

/** `AND` makes the clauses on both of its sides required, where they are not prohibited; `OR` says nothing. */
function addClause(
  clauses: { occur: Occur; query: Query }[],
  conjunction: "AND" | "OR" | null,
  mark: "+" | "-" | "NOT" | null,
  query: Query,
): void {
  const last = clauses.at(-1);
  if (conjunction === "AND" && last !== undefined && last.occur !== "must-not") last.occur = "must";
  const prohibited = mark === "-" || mark === "NOT";
  clauses.push({ occur: prohibited ? "must-not" : mark === "+" || conjunction === "AND" ? "must" : "should", query });
}

/** Two words or more, none of which is a field's name or has a mark of its own, are looked for as one text. */
function severalWords(state: State, field: Written | null): Test | null {
  const { tokens } = state;
  const isWord = (distance: number): boolean =>
    tokens.ahead(distance).kind === "word" && !ownClause.includes(tokens.ahead(distance + 1).kind);
  if (tokens.current.kind !== "word" || !isWord(1)) return null;
  const { start } = tokens.current.span;
  const texts: string[] = [];
  do {
    const token = tokens.advance();
    if ("text" in token) texts.push(token.text);
  } while (isWord(0));
  const at = since(state, start);
  return { kind: "test", field, term: { kind: "words", text: texts.join(" "), fuzzy: null, span: at }, span: at };
}

function parseClause(state: State, around: Written | null): Query {
  const { tokens } = state;
  const first = tokens.current;
  let field = around;
  if ((first.kind === "word" || first.kind === "star") && tokens.ahead(1).kind === ":") {
    tokens.advance();
    tokens.advance();
    field = { text: first.kind === "word" ? first.text : "*", span: first.span };
  }
  if (tokens.take("(") !== null) return parseBrackets(state, field, first.span.start);
  return parseTerm(state, field, first.span.start);
}

function parseBrackets(state: State, field: Written | null, start: number): Query {
  const open = state.tokens.previous;
  if (state.depth >= maxDepth) {
    const help = "take brackets away, or split the rule";
    return fail(state, error("lucene/too-deep", `the query is nested more than ${maxDepth} levels deep`, open.span, { help }));
  }
  state.depth++;
  const inner = parseClauses(state, field);
  state.depth--;
  if (state.failed) return inner;
  if (state.tokens.take(")") === null) {
    const secondary = [{ span: open.span, text: "opened here" }];
    return fail(
      state,
      error("lucene/unbalanced", "a bracket is not closed", state.tokens.current.span, {
        secondary,
        help: "write `\\(` for the character",
      }),
    );
  }
  state.tokens.take("^");
  return inner.kind === "clauses" ? { ...inner, span: since(state, start) } : inner;
}

function parseTerm(state: State, field: Written | null, start: number): Query {
  const token = state.tokens.current;
  const term = termOf(token);
  if (term === null) return unexpected(state);
  state.tokens.advance();
  // boosts change scores, and the distance in a phrase nothing where a value is one word
  if (token.kind !== "range") {
    const boosted = state.tokens.take("^") !== null;
    const after = state.tokens.take("~");
    if (!boosted) state.tokens.take("^");
    if (after !== null && after.kind === "~" && term.kind !== "phrase") {
      const fuzzy: Words = {
        kind: "words",
        text: textOf(token),
        fuzzy: { text: after.text, span: after.span },
        span: since(state, token.span.start),
      };
      return { kind: "test", field, term: fuzzy, span: since(state, start) };
    }
  } else state.tokens.take("^");
  if (field?.text === "*" && term.kind === "star") return { kind: "everything", span: since(state, start) };
  return { kind: "test", field, term, span: since(state, start) };
}

const textOf = (token: Token): string => ("text" in token ? token.text : "");

function termOf(token: Token): Term | null {
  const { span: at } = token;
  switch (token.kind) {
    case "word":
    case "bare":
      return { kind: "words", text: token.text, fuzzy: null, span: at };
    case "star":
      return { kind: "star", span: at };
    case "prefix":
    case "pattern":
      return { kind: "pattern", prefix: token.kind === "prefix", text: token.text, span: at };
    case "phrase":
      return { kind: "phrase", text: token.text, span: at };
    case "regex":
      return { kind: "regex", text: token.text, span: at };
    case "range":
      return { kind: "range", from: token.from, to: token.to, fromIncluded: token.fromIncluded, toIncluded: token.toIncluded, span: at };
    default:
      return null;
  }
}
