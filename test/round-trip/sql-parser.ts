import { unreadable } from "./meaning.ts";
import type { Token } from "./sql-lexer.ts";

/** An expression of SQL, as far as these queries go. */
export type Expression =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: string }
  | { readonly kind: "word"; readonly value: string }
  /** `e."doc"`, `v1."value"`, a bare name. */
  | { readonly kind: "name"; readonly path: readonly string[] }
  | { readonly kind: "and" | "or"; readonly operands: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "like"; readonly value: Expression; readonly pattern: Expression; readonly escape: Expression | null }
  | { readonly kind: "in"; readonly value: Expression; readonly options: readonly Expression[] }
  | { readonly kind: "between"; readonly parts: readonly Expression[] }
  | { readonly kind: "is-null"; readonly operand: Expression }
  | { readonly kind: "collate"; readonly operand: Expression; readonly collation: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "cast"; readonly operand: Expression; readonly type: string }
  | { readonly kind: "case"; readonly parts: readonly Expression[] }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "lambda"; readonly parameter: string; readonly body: Expression }
  | { readonly kind: "exists"; readonly from: Expression; readonly alias: string; readonly where: Expression | null }
  /** A query in parentheses: only its constants are of interest. */
  | { readonly kind: "query"; readonly texts: readonly string[] };

const comparisons: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">=", "~"]);
const keywords: ReadonlySet<string> = new Set(
  "AND OR NOT LIKE GLOB ESCAPE IN BETWEEN IS NULL COLLATE WHERE FROM AS WHEN THEN ELSE END CASE EXISTS SELECT".split(" "),
);

/** Where a reader stands. */
interface Cursor {
  readonly tokens: readonly Token[];
  /** `v -> body` is a function, not an operator on JSON. */
  readonly lambdaArrow: boolean;
  at: number;
}

/**
 * Reads the expression at the start of these tokens (no comments among them) and says how many it took. The products disagree on how tightly `||`, `->` and COLLATE bind, so that
 * nothing is taken without parentheses that two of them would read in two ways.
 */
export function parseExpression(
  tokens: readonly Token[],
  lambdaArrow: boolean,
): { readonly expression: Expression; readonly used: number } {
  const cursor: Cursor = { tokens, lambdaArrow, at: 0 };
  const expression = or(cursor);
  return { expression, used: cursor.at };
}

function is({ tokens, at }: Cursor, value: string, ahead = 0): boolean {
  const token = tokens[at + ahead];
  return token !== undefined && (token.kind === "word" || token.kind === "sign") && token.value === value;
}

function accept(c: Cursor, value: string): boolean {
  const found = is(c, value);
  if (found) c.at++;
  return found;
}

function take(c: Cursor, value: string): void {
  if (!accept(c, value)) unreadable(`\`${value}\` expected, not ${JSON.stringify(c.tokens[c.at])}`);
}

const next = (c: Cursor): Token | undefined => c.tokens[c.at++];

function chain(c: Cursor, kind: "and" | "or", word: string, operand: (c: Cursor) => Expression): Expression {
  const operands = [operand(c)];
  while (accept(c, word)) operands.push(operand(c));
  const [only, second] = operands;
  return only !== undefined && second === undefined ? only : { kind, operands };
}
const or = (c: Cursor): Expression => chain(c, "or", "OR", and);
const and = (c: Cursor): Expression => chain(c, "and", "AND", negation);
const negation = (c: Cursor): Expression => (accept(c, "NOT") ? { kind: "not", operand: negation(c) } : comparison(c));

function comparison(c: Cursor): Expression {
  const left = joined(c);
  const found = comparedWith(c, left);
  if (found === null) return left;
  return comparedWith(c, found) === null ? found : unreadable("a comparison of a comparison");
}

function comparedWith(c: Cursor, left: Expression): Expression | null {
  const sign = c.tokens[c.at];
  if (sign?.kind === "sign" && comparisons.has(sign.value)) {
    c.at++;
    return { kind: "binary", op: sign.value, left, right: joined(c) };
  }
  if (accept(c, "GLOB")) return { kind: "binary", op: "GLOB", left, right: joined(c) };
  if (accept(c, "LIKE")) return { kind: "like", value: left, pattern: joined(c), escape: accept(c, "ESCAPE") ? primary(c) : null };
  if (accept(c, "IN")) {
    take(c, "(");
    return { kind: "in", value: left, options: list(c, ")") };
  }
  if (accept(c, "BETWEEN")) {
    const low = joined(c);
    take(c, "AND");
    return { kind: "between", parts: [left, low, joined(c)] };
  }
  if (!accept(c, "IS")) return null;
  take(c, "NULL");
  return { kind: "is-null", operand: left };
}

/** `||`, `->`, `&`, or arithmetic, never mixed. */
function joined(c: Cursor): Expression {
  let left = postfix(c);
  let before: string | null = null;
  for (let sign = c.tokens[c.at]; sign?.kind === "sign" && /^(\|\||->|&|[-+*/%]|\/\/)$/.test(sign.value); sign = c.tokens[c.at]) {
    const family = /^[-+*/%]/.test(sign.value) && sign.value !== "->" ? "arithmetic" : sign.value;
    if (before !== null && before !== family) unreadable(`${before} beside ${family} without parentheses`);
    before = family;
    c.at++;
    left = { kind: "binary", op: sign.value, left, right: postfix(c) };
  }
  return left;
}

function postfix(c: Cursor): Expression {
  let operand = primary(c);
  while (accept(c, "COLLATE")) {
    const name = next(c);
    if (name?.kind !== "word" && name?.kind !== "quoted") return unreadable("a collation without a name");
    operand = { kind: "collate", operand, collation: name.value };
  }
  return operand;
}

function list(c: Cursor, close: string): readonly Expression[] {
  const items: Expression[] = [];
  if (accept(c, close)) return items;
  do items.push(lambda(c));
  while (accept(c, ","));
  take(c, close);
  return items;
}

/** `lambda v: body`, and `v -> body`. */
function lambda(c: Cursor): Expression {
  const [first, second] = [c.tokens[c.at], c.tokens[c.at + 1]];
  if (is(c, "lambda") && second?.kind === "word") {
    c.at += 2;
    take(c, ":");
    return { kind: "lambda", parameter: second.value, body: or(c) };
  }
  if (!c.lambdaArrow || first?.kind !== "word" || !is(c, "->", 1)) return or(c);
  c.at += 2;
  return { kind: "lambda", parameter: first.value, body: or(c) };
}

function primary(c: Cursor): Expression {
  const token = c.tokens[c.at];
  if (token === undefined) return unreadable("an expression that stops short");
  if (is(c, "(")) return is(c, "WITH", 1) || is(c, "SELECT", 1) ? query(c) : inParentheses(c);
  c.at++;
  switch (token.kind) {
    case "text":
    case "number":
      return { kind: token.kind, value: token.value };
    case "quoted":
      return { kind: "name", path: [token.value] };
    case "word":
      return word(c, token.value);
    default:
      break;
  }
  if (token.value === "[") return { kind: "array", items: list(c, "]") };
  const number = token.value === "-" ? primary(c) : null;
  return number?.kind === "number"
    ? { kind: "number", value: `-${number.value}` }
    : unreadable(`no expression begins with ${JSON.stringify(token)}`);
}

function inParentheses(c: Cursor): Expression {
  take(c, "(");
  const inner = or(c);
  take(c, ")");
  return inner;
}

function query(c: Cursor): Expression {
  const texts: string[] = [];
  let depth = 0;
  do {
    if (is(c, "(")) depth++;
    if (is(c, ")")) depth--;
    const token = next(c) ?? unreadable("a query that never ends");
    if (token.kind === "text") texts.push(token.value);
  } while (depth > 0);
  return { kind: "query", texts };
}

/** What begins with a word, which has been taken. */
function word(c: Cursor, value: string): Expression {
  switch (value) {
    case "EXISTS":
      return quantifier(c);
    case "CASE":
      return cases(c);
    case "CAST":
    case "TRY_CAST":
      return castOf(c);
    case "ARRAY":
      take(c, "[");
      return { kind: "array", items: list(c, "]") };
    default:
      break;
  }
  if (keywords.has(value)) return unreadable(`${value} where an expression should be`);
  if (accept(c, "(")) return { kind: "call", name: value, args: list(c, ")") };
  if (!accept(c, ".")) return /^(TRUE|FALSE|NULL)$/.test(value) ? { kind: "word", value } : { kind: "name", path: [value] };
  const column = next(c);
  return column?.kind === "quoted" ? { kind: "name", path: [value, column.value] } : unreadable("a column that is not quoted");
}

function quantifier(c: Cursor): Expression {
  for (const expected of ["(", "SELECT"]) take(c, expected);
  const one = next(c);
  if (one?.kind !== "number" || one.value !== "1") unreadable("EXISTS of something else than SELECT 1");
  take(c, "FROM");
  const from = primary(c);
  take(c, "AS");
  const alias = next(c);
  const where = accept(c, "WHERE") ? or(c) : null;
  take(c, ")");
  return alias?.kind === "word" ? { kind: "exists", from, alias: alias.value, where } : unreadable("EXISTS without an alias");
}

function cases(c: Cursor): Expression {
  const parts: Expression[] = [];
  while (accept(c, "WHEN")) {
    parts.push(or(c));
    take(c, "THEN");
    parts.push(or(c));
  }
  if (accept(c, "ELSE")) parts.push(or(c));
  take(c, "END");
  return { kind: "case", parts };
}

function castOf(c: Cursor): Expression {
  take(c, "(");
  const operand = or(c);
  // ClickHouse's CAST(x, 'type')
  if (accept(c, ",")) {
    const type = primary(c);
    take(c, ")");
    return type.kind === "text" ? { kind: "cast", operand, type: type.value } : unreadable("a cast to no type");
  }
  take(c, "AS");
  const type: string[] = [];
  while (!is(c, ")")) type.push((next(c) ?? unreadable("a cast that never ends")).value);
  take(c, ")");
  return { kind: "cast", operand, type: type.join(" ") };
}

/** Every constant in it. */
export function* textsIn(e: Expression): Generator<string> {
  switch (e.kind) {
    case "text":
      yield e.value;
      return;
    case "query":
      yield* e.texts;
      return;
    default:
      for (const child of childrenOf(e)) yield* textsIn(child);
  }
}

export function childrenOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "text":
    case "number":
    case "word":
    case "name":
    case "query":
      return [];
    case "and":
    case "or":
      return e.operands;
    case "not":
    case "is-null":
    case "collate":
    case "cast":
      return [e.operand];
    case "binary":
      return [e.left, e.right];
    case "like":
      return e.escape === null ? [e.value, e.pattern] : [e.value, e.pattern, e.escape];
    case "in":
      return [e.value, ...e.options];
    case "between":
    case "case":
      return e.parts;
    case "call":
      return e.args;
    case "array":
      return e.items;
    case "lambda":
      return [e.body];
    case "exists":
      return e.where === null ? [e.from] : [e.from, e.where];
  }
}
