import { error } from "../../diagnostics/diagnostic.ts";
import { cover, type Span } from "../../source/span.ts";
import type { Arithmetic, Comparison, Constant, Expression, In, Match } from "./ast.ts";
import { boundaries, failed, maxDepth, nested, type ParserState, since, skipTo, tooDeep, unexpected } from "./parser-state.ts";
import { parsePrimary } from "./primary-parser.ts";
import type { Token, TokenKind } from "./token.ts";

/**
 * A condition: `or` over `and` over `not` over comparisons over arithmetic over predicates over primaries. Chains are read in a loop and stay flat, so that only
 * brackets cost depth. `follow`: what the caller would take next, for the message of an error at the end.
 */
export function parseCondition(state: ParserState, follow: readonly string[]): Expression {
  return parseChain(state, "or", () => parseChain(state, "and", () => parseTest(state, follow)));
}

function parseChain(state: ParserState, kind: "and" | "or", parseOperand: () => Expression): Expression {
  const first = parseOperand();
  if (state.tokens.current.kind !== kind) return first;
  const operands = [first];
  while (state.tokens.take(kind) !== null) operands.push(parseOperand());
  return { kind, operands, span: since(state, first.span.start) };
}

/** One operand of `and`; what cannot follow it is reported and skipped here, so that the next one is still read. */
function parseTest(state: ParserState, follow: readonly string[]): Expression {
  const start = state.tokens.current.span.start;
  const test = parseNot(state);
  state.tokens.expect("and");
  state.tokens.expect("or");
  for (const name of follow) state.tokens.expect(name);
  const { current } = state.tokens;
  const doubled = current.kind === "|" && state.tokens.ahead(1).kind === "|" && state.tokens.ahead(1).span.start === current.span.end;
  if (test.kind === "error" || (boundaries.has(current.kind) && !doubled)) return test;
  unexpected(state);
  if (doubled) for (const _ of "||") state.tokens.advance();
  skipTo(state, boundaries);
  return failed(since(state, start));
}

/** `not` binds looser than comparisons and tighter than `and`. */
function parseNot(state: ParserState): Expression {
  const { tokens } = state;
  if (tokens.current.kind !== "not") return parseValue(state, 0);
  const nots: Token[] = [];
  while (tokens.current.kind === "not") nots.push(tokens.advance());
  if (state.depth + nots.length > maxDepth) return tooDeep(state, nots[0]?.span ?? tokens.current.span);
  state.depth += nots.length;
  let expression = parseValue(state, 0);
  state.depth -= nots.length;
  for (const not of nots.reverse())
    expression = expression.kind === "error" ? expression : { kind: "not", operand: expression, span: cover(not.span, expression.span) };
  return expression;
}

type Infix =
  | { readonly node: "comparison"; readonly op: Comparison["op"]; readonly power: 1 }
  | { readonly node: "arithmetic"; readonly op: Arithmetic["op"]; readonly power: 2 | 3 };

const compare = (op: Comparison["op"]): Infix => ({ node: "comparison", op, power: 1 });
const infixes: { readonly [K in TokenKind]?: Infix } = {
  "==": compare("=="),
  "!=": compare("!="),
  "<": compare("<"),
  "<=": compare("<="),
  ">": compare(">"),
  ">=": compare(">="),
  "+": { node: "arithmetic", op: "+", power: 2 },
  "-": { node: "arithmetic", op: "-", power: 2 },
  "*": { node: "arithmetic", op: "*", power: 3 },
  "/": { node: "arithmetic", op: "/", power: 3 },
  "%": { node: "arithmetic", op: "%", power: 3 },
};

/** Pratt's loop: takes operators that bind tighter than `above`. Arithmetic is left-associative, comparisons do not chain at all. */
function parseValue(state: ParserState, above: number): Expression {
  let left = parseSigned(state);
  for (let compared = false, length = 0; left.kind !== "error"; length++) {
    const { tokens } = state;
    const token = tokens.current;
    const infix = infixes[token.kind];
    if (infix === undefined || infix.power <= above) return left;
    if (infix.node === "comparison" && (compared || (tokens.ahead(1).kind === ">" && token.kind === "<"))) return left;
    if (state.depth + length >= maxDepth) return tooDeep(state, token.span);
    tokens.advance();
    const right = parseValue(state, infix.power);
    if (right.kind === "error") return right;
    const both = { opSpan: token.span, left, right, span: cover(left.span, right.span) };
    left = infix.node === "comparison" ? { kind: "comparison", op: infix.op, ...both } : { kind: "arithmetic", op: infix.op, ...both };
    compared ||= infix.node === "comparison";
  }
  return left;
}

/** Signs bind tighter than arithmetic and looser than predicates: `-a in (1)` is `-(a in (1))`. */
function parseSigned(state: ParserState): Expression {
  const { tokens } = state;
  if (tokens.current.kind !== "+" && tokens.current.kind !== "-") return parsePredicate(state);
  const signs: { readonly op: "+" | "-"; readonly span: Span }[] = [];
  for (;;) {
    const { kind, span } = tokens.current;
    if (kind !== "+" && kind !== "-") break;
    signs.push({ op: kind, span });
    tokens.advance();
  }
  if (state.depth + signs.length > maxDepth) return tooDeep(state, signs[0]?.span ?? tokens.current.span);
  state.depth += signs.length;
  let expression = parsePredicate(state);
  state.depth -= signs.length;
  for (const sign of signs.reverse())
    expression =
      expression.kind === "error"
        ? expression
        : { kind: "unary", op: sign.op, operand: expression, span: cover(sign.span, expression.span) };
  return expression;
}

const parseOperand = (state: ParserState): Expression =>
  parsePrimary(state, (follow) => nested(state, () => parseCondition(state, follow)));

/** At most one predicate follows a primary. */
function parsePredicate(state: ParserState): Expression {
  const { tokens } = state;
  const value = parseOperand(state);
  if (value.kind === "error") return value;
  const { kind } = tokens.current;
  if (kind === ":" || kind === "like" || kind === "like~" || kind === "regex" || kind === "regex~")
    return parseMatch(state, value, kind, tokens.advance().span);
  const negated = kind === "not" && (tokens.ahead(1).kind === "in" || tokens.ahead(1).kind === "in~");
  if (negated) tokens.advance();
  const operator = tokens.current;
  if (operator.kind !== "in" && operator.kind !== "in~") return value;
  tokens.advance();
  return parseIn(state, value, operator, negated);
}

function parseIn(state: ParserState, value: Expression, operator: Token, negated: boolean): Expression {
  const options = parseList(state, () => nested(state, () => parseOption(state)), operator.value);
  if (options === null || options.some((o) => o.kind === "error")) return failed(since(state, value.span.start));
  const node: In = {
    kind: "in",
    value,
    options,
    negated,
    insensitive: operator.kind === "in~",
    opSpan: operator.span,
    span: since(state, value.span.start),
  };
  return node;
}

/** Nearly every option is a constant by itself, for which no operator need be looked for. */
function parseOption(state: ParserState): Expression {
  const next = state.tokens.ahead(1).kind;
  const alone = constants.has(state.tokens.current.kind) && (next === "," || next === ")");
  return alone ? parseOperand(state) : parseCondition(state, [",", ")"]);
}

function parseMatch(state: ParserState, value: Expression, op: Match["op"], opSpan: Span): Expression {
  const { tokens } = state;
  const list = tokens.current.kind === "(";
  const patterns = list ? parseList(state, () => parsePattern(state, op), op) : one(parsePattern(state, op));
  if (patterns === null) return failed(since(state, value.span.start));
  return { kind: "match", op, opSpan, value, patterns, span: since(state, value.span.start) };
}

const one = (constant: Constant | null): readonly Constant[] | null => (constant === null ? null : [constant]);

/** Only constants stand to the right of `:`, `like` and `regex`. */
function parsePattern(state: ParserState, op: Match["op"]): Constant | null {
  const { tokens } = state;
  const found = parsePrimaryConstant(state);
  if (found !== null) return found;
  const token = tokens.current;
  tokens.expect("a string");
  if (token.kind === "name" || token.kind === "backquoted-name" || token.kind === "insensitive-name" || token.kind === "?")
    state.report.add(
      error("eql/pattern-not-constant", `\`${op}\` takes strings on its right, not fields or functions`, token.span, {
        help: op === ":" ? "to compare values write `==`" : "write the pattern as a string",
      }),
    );
  else unexpected(state);
  skipTo(state, boundaries);
  return null;
}

const constants: ReadonlySet<TokenKind> = new Set<TokenKind>(["string", "integer", "decimal", "true", "false", "null"]);

function parsePrimaryConstant(state: ParserState): Constant | null {
  if (!constants.has(state.tokens.current.kind)) return null;
  const primary = parsePrimary(state, () => failed(state.tokens.current.span));
  switch (primary.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return primary;
    default:
      return null;
  }
}

/** `( item, … )`, never empty, no comma at the end. Null: reported and skipped, with the closing bracket if there is one. */
function parseList<T extends Expression>(state: ParserState, parseItem: () => T | null, operator: string): readonly T[] | null {
  const { tokens } = state;
  const open = tokens.take("(");
  if (open === null) {
    const { current } = tokens;
    if (current.kind === "string" || current.kind === "integer" || current.kind === "decimal")
      state.report.add(
        error("eql/unexpected-token", `\`${operator}\` needs its values in brackets`, current.span, { help: `write \`${operator} (…)\`` }),
      );
    else unexpected(state);
    skipTo(state, boundaries);
    return null;
  }
  if (tokens.current.kind === ")") {
    const close = tokens.advance();
    state.report.add(
      error("eql/empty-list", `\`${operator}\` needs at least one value`, cover(open.span, close.span), { label: "an empty list" }),
    );
    return null;
  }
  const items: T[] = [];
  let broken = false;
  do {
    const item = parseItem();
    if (item === null || item.kind === "error") broken = true;
    else items.push(item);
  } while (tokens.take(",") !== null);
  if (tokens.take(")") !== null) return broken ? null : items;
  unexpected(state, [{ span: open.span, text: "this bracket is not closed" }]);
  skipTo(state, boundaries);
  tokens.take(")");
  return null;
}
