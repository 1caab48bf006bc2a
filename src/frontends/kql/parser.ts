import { error } from "../../diagnostics/diagnostic.ts";
import { span } from "../../source/span.ts";
import type { Report } from "../_shared/report.ts";
import type { Expression, Logic, Range, Unreadable, Values } from "./ast.ts";
import { failed, kindAt, nested, type ParserState, since, skip, startParsing, unexpected } from "./parser-state.ts";
import type { Literal } from "./token.ts";

/**
 * Reads a whole query. Never throws. With an error among the report's diagnostics the tree may hold `error` nodes and must not be lowered.
 */
export function parseQuery(text: string, report: Report): Expression {
  const state = startParsing(text, report);
  if (kindAt(state) === "end") return { kind: "everything", span: span(0, text.length) };
  const query = parseOr(state);
  state.tokens.expect("the end");
  while (kindAt(state) !== "end") {
    notTheEnd(state);
    if (state.tokens.take("and") !== null || state.tokens.take("or") !== null) parseOr(state);
  }
  return query;
}

function notTheEnd(state: ParserState): void {
  const { current } = state.tokens;
  if (current.kind === ")" || current.kind === "}") {
    state.report.add(error("kql/unbalanced", "no bracket is open that this closes", current.span, { help: "take it away" }));
    state.tokens.advance();
  } else unexpected(state);
  skip(state);
}

type Tree = Expression | Values;

/** `and`s or `or`s of what `next` reads, tests or the values of one field; one alone is itself. */
function chainOf<Of extends Tree>(state: ParserState, kind: "and" | "or", next: (state: ParserState) => Of): Of | Logic<Of> {
  const { start } = state.tokens.current.span;
  const first = next(state);
  if (kindAt(state) !== kind) {
    state.tokens.expect(kind);
    return first;
  }
  const operands = [first];
  while (state.tokens.take(kind) !== null) operands.push(next(state));
  return { kind, operands, span: since(state, start) };
}

const parseOr = (state: ParserState): Expression => chainOf<Expression>(state, "or", parseAnd);
const parseAnd = (state: ParserState): Expression => chainOf<Expression>(state, "and", parseNot);

function parseNot(state: ParserState): Expression {
  const { start } = state.tokens.current.span;
  if (state.tokens.take("not") === null) return parseTest(state);
  return { kind: "not", operand: parseTest(state), span: since(state, start) };
}

function parseTest(state: ParserState): Expression {
  const token = state.tokens.current;
  if (token.kind === "(") return inBrackets<Expression>(state, ")", parseOr);
  if (token.kind === "literal") {
    state.tokens.advance();
    return parseLiteral(state, token.literal);
  }
  return expected(state, "a field or value");
}

/** Nothing that was expected stands here: reported, and skipped. */
function expected(state: ParserState, name: string): Unreadable {
  const { current } = state.tokens;
  state.tokens.expect(name);
  state.tokens.expect("(");
  unexpected(state);
  skip(state);
  return failed(current.span);
}

/** Up to the closing bracket, the opening one included. */
function inBrackets<Of extends Tree>(state: ParserState, close: ")" | "}", parse: (state: ParserState) => Of): Of | Unreadable {
  const open = state.tokens.advance();
  const inside = nested(state, () => parse(state));
  if (state.tokens.take(close) !== null) return inside;
  unexpected(state, [{ span: open.span, text: "opened here" }]);
  skip(state);
  state.tokens.take(close);
  return inside;
}

/** What begins with a literal: a test of a field, or a value by itself. */
function parseLiteral(state: ParserState, field: Literal): Expression {
  const { start } = field.span;
  const operator = state.tokens.current;
  if (state.tokens.take(":") !== null) {
    if (kindAt(state) === "{") {
      const query = inBrackets<Expression>(state, "}", parseOr);
      return { kind: "nested", path: field, query, span: since(state, start) };
    }
    const values = parseValues(state);
    return { kind: "match", field, values, span: since(state, start) };
  }
  for (const op of rangeOperators)
    if (operator.kind === op) {
      state.tokens.advance();
      return parseRange(state, field, op);
    }
  for (const op of rangeOperators) state.tokens.expect(op);
  return { kind: "free-text", literal: field, span: field.span };
}

const rangeOperators: readonly Range["op"][] = ["<", "<=", ">", ">="];

function parseRange(state: ParserState, field: Literal, op: Range["op"]): Expression {
  const token = state.tokens.current;
  if (token.kind !== "literal") return expected(state, "a value");
  state.tokens.advance();
  return { kind: "range", field, op, value: token.literal, span: since(state, field.span.start) };
}

const parseValueOr = (state: ParserState): Values => chainOf<Values>(state, "or", parseValueAnd);
const parseValueAnd = (state: ParserState): Values => chainOf<Values>(state, "and", parseValueNot);

function parseValueNot(state: ParserState): Values {
  const { start } = state.tokens.current.span;
  if (state.tokens.take("not") === null) return parseValues(state);
  return { kind: "not", operand: parseValues(state), span: since(state, start) };
}

function parseValues(state: ParserState): Values {
  const token = state.tokens.current;
  if (token.kind === "(") return inBrackets<Values>(state, ")", parseValueOr);
  if (token.kind !== "literal") return expected(state, "a value");
  state.tokens.advance();
  return { kind: "value", literal: token.literal, span: token.span };
}
