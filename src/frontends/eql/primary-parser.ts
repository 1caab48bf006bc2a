import { error } from "../../diagnostics/diagnostic.ts";
import { cover } from "../../source/span.ts";
import type { Expression, FieldName, NumberLiteral } from "./ast.ts";
import { boundaries, failed, maxDepth, type ParserState, since, skipTo, tooDeep, unexpected } from "./parser-state.ts";
import { keywords, type Token, type TokenKind } from "./token.ts";

const words: ReadonlySet<string> = new Set(keywords);

/** What a condition inside of brackets or arguments is read with: it counts depth, and knows what may follow. */
export type ParseInner = (follow: readonly string[]) => Expression;

/** A literal, a field, a call, or a condition in brackets. Anything else is reported and skipped up to the end of the test. */
export function parsePrimary(state: ParserState, inner: ParseInner): Expression {
  const { tokens } = state;
  const token = tokens.current;
  switch (token.kind) {
    case "string":
      tokens.advance();
      return { kind: "string", value: token.value, span: token.span };
    case "integer":
    case "decimal":
      return parseNumber(state, token);
    case "true":
    case "false":
      tokens.advance();
      return { kind: "boolean", value: token.kind === "true", span: token.span };
    case "null":
      tokens.advance();
      return { kind: "null", span: token.span };
    case "(":
      return parseGroup(state, inner);
    case "name":
    case "insensitive-name":
    case "backquoted-name":
    case "?":
      return parseNamed(state, inner);
    default:
      tokens.expect("a field");
      tokens.expect("a value");
      tokens.expect("a function");
      tokens.expect("(");
      return giveUp(state);
  }
}

function giveUp(state: ParserState): Expression {
  const start = state.tokens.current.span.start;
  unexpected(state);
  skipTo(state, boundaries);
  return failed(since(state, start));
}

/** Elasticsearch tries int, long, unsigned_long, then double; a decimal that is out of a double's range is an error there. */
function parseNumber(state: ParserState, token: Token): Expression {
  state.tokens.advance();
  const whole = token.kind === "integer" ? BigInt(token.value) : null;
  const value: NumberLiteral["value"] = whole !== null && whole < 2n ** 64n ? whole : Number(token.value);
  if (typeof value === "number" && !Number.isFinite(value)) {
    state.report.add(error("eql/number-too-large", "the number is too large", token.span, { help: "the largest number is about 1.8e308" }));
    return failed(token.span);
  }
  return { kind: "number", value, text: token.value, span: token.span };
}

function parseGroup(state: ParserState, inner: ParseInner): Expression {
  const { tokens } = state;
  const open = tokens.advance();
  const expression = inner([")"]);
  if (tokens.take(")") !== null) return expression;
  unexpected(state, [{ span: open.span, text: "this bracket is not closed" }]);
  skipTo(state, boundaries);
  tokens.take(")");
  return failed(since(state, open.span.start));
}

function parseNamed(state: ParserState, inner: ParseInner): Expression {
  const { tokens } = state;
  const first = tokens.current;
  if (first.kind === "insensitive-name" || (first.kind === "name" && tokens.ahead(1).kind === "(")) return parseCall(state, inner);
  if (first.kind === "name" && tokens.ahead(1).kind === "of") return parseRelation(state);
  const keywordInCapitals = first.kind === "name" && !words.has(first.value) && words.has(first.value.toLowerCase());
  if (keywordInCapitals && startsPrimary.has(tokens.ahead(1).kind)) return giveUp(state);
  return parseField(state);
}

/** `NOT x`: a keyword in capitals is a name, but no name is followed by another value. */
const startsPrimary: ReadonlySet<TokenKind> = new Set<TokenKind>(["name", "backquoted-name", "string", "integer", "decimal", "?"]);

function parseCall(state: ParserState, inner: ParseInner): Expression {
  const { tokens } = state;
  const name = tokens.advance();
  const open = tokens.take("(");
  if (open === null) return giveUp(state);
  const args: Expression[] = [];
  let broken = false;
  if (tokens.current.kind !== ")") {
    do {
      const arg = inner([",", ")"]);
      broken ||= arg.kind === "error";
      args.push(arg);
    } while (tokens.take(",") !== null);
  }
  if (tokens.take(")") === null) {
    unexpected(state, [{ span: open.span, text: "this bracket is not closed" }]);
    skipTo(state, boundaries);
    tokens.take(")");
    return failed(since(state, name.span.start));
  }
  const span = since(state, name.span.start);
  if (broken) return failed(span);
  return { kind: "call", name: name.value, nameSpan: name.span, insensitive: name.kind === "insensitive-name", args, span };
}

/** `child of [process where …]`: the relations of Endgame's EQL. */
function parseRelation(state: ParserState): Expression {
  const { tokens } = state;
  const relation = tokens.advance();
  const span = cover(relation.span, tokens.advance().span);
  state.report.add(
    error("eql/process-relation", "process relationships are not supported", span, {
      help: "Elasticsearch has none; write a sequence, or test the fields of `process.parent`",
    }),
  );
  skipTo(state, boundaries);
  return failed(span);
}

/** `a.b.c`, each segment a name or backquoted; `?` in front makes the whole path optional. */
function parseField(state: ParserState): Expression {
  const { tokens } = state;
  const start = tokens.current.span.start;
  const optional = tokens.take("?") !== null;
  const segments: string[] = [];
  for (let more = true; more; more = dotTaken(state)) {
    const segment = tokens.take("name", "a field") ?? tokens.take("backquoted-name", "a field");
    if (segment === null) return reservedOr(state);
    segments.push(segment.value);
    if (segments.length > maxDepth) return tooDeep(state, segment.span);
    if (tokens.current.kind === "[" && tokens.ahead(1).kind === "integer") return parseIndex(state, start);
  }
  const field: FieldName = { kind: "field", segments, optional, span: since(state, start) };
  return field;
}

/** Not through `take`: after a field, that a dot could follow is not worth telling. */
function dotTaken(state: ParserState): boolean {
  if (state.tokens.current.kind !== ".") return false;
  state.tokens.advance();
  return true;
}

function reservedOr(state: ParserState): Expression {
  const { current } = state.tokens;
  if (words.has(current.value) && current.kind === current.value && state.tokens.previous.kind === ".")
    state.report.add(
      error("eql/reserved-word", `\`${current.value}\` is a keyword`, current.span, {
        help: "as part of a field name it is written between backquotes",
      }),
    );
  else unexpected(state);
  skipTo(state, boundaries);
  return failed(current.span);
}

function parseIndex(state: ParserState, start: number): Expression {
  unexpected(state);
  skipTo(state, boundaries);
  return failed(since(state, start));
}
