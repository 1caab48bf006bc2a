import { ts } from "ts-morph";
import {
  allOf,
  anyOf,
  asciiLower,
  type Claim,
  computed,
  constant,
  exists,
  matches,
  not,
  type Pattern,
  type Piece,
  unreadable,
} from "./meaning.ts";
import { ecma, readRegex } from "./regex-reader.ts";

/** A rule's module, taken apart with TypeScript's own parser. */
export interface Module {
  /** What `export const rule` holds. */
  readonly rule: unknown;
  readonly match: Claim;
}

const parsed = (source: string): ts.SourceFile => ts.createSourceFile("rule.mjs", source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);

export function readModule(source: string): Module {
  if (/\p{Surrogate}/u.test(source)) unreadable("half a surrogate pair has no UTF-8");
  const file = parsed(source);
  // the parser's own list of what it could not read: not in the declarations of its type
  const errors = (file as unknown as { readonly parseDiagnostics: readonly { readonly messageText: unknown }[] }).parseDiagnostics;
  if (errors.length > 0) unreadable(`JavaScript: ${JSON.stringify(errors[0]?.messageText)}`);
  const scope = new Map<string, ts.Expression>();
  let rule: unknown;
  let match: ts.FunctionDeclaration | null = null;
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined) return unreadable("a variable without a value");
        if (name.text === "rule") rule = dataOf(initializer);
        else scope.set(name.text, initializer);
      }
    } else if (!ts.isFunctionDeclaration(statement)) return unreadable(`a ${ts.SyntaxKind[statement.kind]} in a module`);
    else if (statement.name?.text === "match") match = statement;
  }
  if (match?.body === undefined || rule === undefined) return unreadable("no `rule` or no `match`");
  return { rule, match: readBody(match.body, scope) };
}

/** Every token but comments and blanks, without those of `export const rule`. */
export function codeOf(source: string): readonly string[] {
  const file = parsed(source);
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableStatement(node) && node.declarationList.declarations.some((d) => ts.isIdentifier(d.name) && d.name.text === "rule"))
      return;
    if (node.getChildCount(file) === 0) tokens.push(node.getText(file));
    else for (const child of node.getChildren(file)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(file);
  return tokens;
}

/** The value of an expression that is nothing but data; `[...].join("\n")` too. */
function dataOf(e: ts.Expression): unknown {
  if (ts.isStringLiteral(e)) return e.text;
  if (ts.isNumericLiteral(e)) return Number(e.text);
  if (e.kind === ts.SyntaxKind.TrueKeyword || e.kind === ts.SyntaxKind.FalseKeyword) return e.kind === ts.SyntaxKind.TrueKeyword;
  if (e.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(e)) return e.elements.map(dataOf);
  if (ts.isObjectLiteralExpression(e)) {
    const members = e.properties.map((p): readonly [string, unknown] => {
      if (!ts.isPropertyAssignment(p) || !(ts.isIdentifier(p.name) || ts.isStringLiteral(p.name)))
        return unreadable("a member that is no key and value");
      return [p.name.text, dataOf(p.initializer)];
    });
    return Object.fromEntries(members);
  }
  if (ts.isCallExpression(e) && ts.isPropertyAccessExpression(e.expression) && e.expression.name.text === "join") {
    const [items, separator] = [dataOf(e.expression.expression), e.arguments[0] === undefined ? null : dataOf(e.arguments[0])];
    if (Array.isArray(items) && typeof separator === "string") return items.join(separator);
  }
  return unreadable(`no data: ${e.getText().slice(0, 80)}`);
}

/** A list of a field's values, as they are or in lower case. */
interface Values {
  readonly kind: "values";
  readonly field: string;
  readonly fold: "none" | "ascii";
}
type Meaning = Values | { readonly kind: "path"; readonly field: string } | { readonly kind: "claim"; readonly claim: Claim };
/** What names stand for: constants of the module, and what `match` has read. */
type Scope = ReadonlyMap<string, ts.Expression>;
interface Value {
  readonly name: string;
  readonly field: string;
  readonly fold: "none" | "ascii";
}

function readBody(body: ts.Block, module: Scope): Claim {
  const scope = new Map(module);
  const required: Claim[] = [];
  for (const statement of body.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer !== undefined) scope.set(name.text, initializer);
    } else if (ts.isIfStatement(statement)) {
      if (returned(statement.thenStatement)?.kind !== ts.SyntaxKind.FalseKeyword || statement.elseStatement !== undefined)
        return unreadable("an if that does more than return false");
      required.push(not(claimOf(statement.expression, scope)));
    } else if (ts.isReturnStatement(statement) && statement.expression !== undefined) required.push(claimOf(statement.expression, scope));
    else return unreadable(`a ${ts.SyntaxKind[statement.kind]} in match`);
  }
  return allOf(required);
}

function returned(statement: ts.Statement): ts.Expression | undefined {
  const [only] = ts.isBlock(statement) ? statement.statements : [statement];
  return only !== undefined && ts.isReturnStatement(only) ? only.expression : undefined;
}

function claimOf(e: ts.Expression, scope: Scope): Claim {
  const meaning = meaningOf(e, scope);
  return meaning?.kind === "claim" ? meaning.claim : unreadable(`no condition: ${e.getText().slice(0, 200)}`);
}

function meaningOf(e: ts.Expression, scope: Scope): Meaning | null {
  const claim = (c: Claim): Meaning => ({ kind: "claim", claim: c });
  const inside = unwrapped(e);
  if (inside.kind === ts.SyntaxKind.TrueKeyword || inside.kind === ts.SyntaxKind.FalseKeyword)
    return claim(constant(inside.kind === ts.SyntaxKind.TrueKeyword));
  if (ts.isPrefixUnaryExpression(inside) && inside.operator === ts.SyntaxKind.ExclamationToken)
    return claim(not(claimOf(inside.operand, scope)));
  if (ts.isBinaryExpression(inside)) {
    const { left, right, operatorToken } = inside;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return claim(allOf([claimOf(left, scope), claimOf(right, scope)]));
    if (operatorToken.kind === ts.SyntaxKind.BarBarToken) return claim(anyOf([claimOf(left, scope), claimOf(right, scope)]));
    return claim(lengthClaim(left, operatorToken.kind, right, scope));
  }
  if (ts.isIdentifier(inside)) {
    const bound = scope.get(inside.text);
    return bound === undefined ? null : meaningOf(bound, scope);
  }
  return ts.isCallExpression(inside) ? callMeaning(inside, scope) : null;
}

const unwrapped = (e: ts.Expression): ts.Expression => (ts.isParenthesizedExpression(e) ? unwrapped(e.expression) : e);

/** `values.length > 0` and `values.length === 0`. */
function lengthClaim(left: ts.Expression, operator: ts.SyntaxKind, right: ts.Expression, scope: Scope): Claim {
  const values = ts.isPropertyAccessExpression(left) && left.name.text === "length" ? meaningOf(left.expression, scope) : null;
  if (values?.kind !== "values" || !ts.isNumericLiteral(right) || right.text !== "0") return unreadable("a comparison of no length");
  if (operator === ts.SyntaxKind.GreaterThanToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken) return exists(values.field);
  return operator === ts.SyntaxKind.EqualsEqualsEqualsToken ? not(exists(values.field)) : unreadable("another comparison of a length");
}

function callMeaning(e: ts.CallExpression, scope: Scope): Meaning | null {
  const { expression: callee, arguments: args } = e;
  const [first, second] = args;
  if (ts.isIdentifier(callee)) {
    if (callee.text === "isEvent") return { kind: "claim", claim: constant(true) };
    if (callee.text === "path" && first !== undefined) return { kind: "path", field: String(dataOf(first)) };
    const path = callee.text === "texts" && second !== undefined ? meaningOf(second, scope) : null;
    return path?.kind === "path" ? { kind: "values", field: path.field, fold: "none" } : null;
  }
  if (!ts.isPropertyAccessExpression(callee) || first === undefined) return null;
  const values = meaningOf(callee.expression, scope);
  if (values?.kind !== "values") return null;
  if (callee.name.text === "map")
    return ts.isIdentifier(first) && first.text === "asciiLower" && values.fold === "none" ? { ...values, fold: "ascii" } : null;
  if (callee.name.text === "includes") return { kind: "claim", claim: match(values, [{ text: textOf(first) }]) };
  if (callee.name.text !== "some" || !ts.isArrowFunction(first)) return null;
  const [parameter] = first.parameters;
  if (parameter === undefined || !ts.isIdentifier(parameter.name) || ts.isBlock(first.body)) return null;
  return { kind: "claim", claim: testClaim(first.body, { name: parameter.name.text, field: values.field, fold: values.fold }, scope) };
}

const match = (value: { readonly field: string; readonly fold: "none" | "ascii" }, pattern: Pattern): Claim => {
  const upper = value.fold === "ascii" ? pattern.find((p) => typeof p === "object" && p.text !== asciiLower(p.text)) : undefined;
  return upper === undefined ? matches(value.field, pattern, value.fold) : unreadable(`a lowered value never has ${JSON.stringify(upper)}`);
};

const textOf = (e: ts.Expression | undefined): string => {
  const data = e === undefined ? null : dataOf(e);
  return typeof data === "string" ? data : unreadable("no constant text");
};

/** A test on one value. What is not one of the known forms is computed: its constants are kept. */
function testClaim(e: ts.Expression, value: Value, scope: Scope): Claim {
  const inside = unwrapped(e);
  const other = (): Claim => computed(value.field, [...textsIn(inside, scope)]);
  const isValue = (x: ts.Expression | undefined): boolean => x !== undefined && ts.isIdentifier(x) && x.text === value.name;
  if (ts.isPrefixUnaryExpression(inside) && inside.operator === ts.SyntaxKind.ExclamationToken)
    return not(testClaim(inside.operand, value, scope));
  if (ts.isBinaryExpression(inside)) {
    const { left, right, operatorToken } = inside;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return allOf([testClaim(left, value, scope), testClaim(right, value, scope)]);
    if (operatorToken.kind === ts.SyntaxKind.BarBarToken) return anyOf([testClaim(left, value, scope), testClaim(right, value, scope)]);
    const equal = operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken && isValue(left) && ts.isStringLiteral(right);
    return equal ? match(value, [{ text: right.text }]) : other();
  }
  if (!ts.isCallExpression(inside)) return other();
  const { expression: callee, arguments: args } = inside;
  const [first, second] = args;
  if (ts.isIdentifier(callee)) {
    if ((callee.text !== "inOrder" && callee.text !== "like") || !isValue(first) || second === undefined) return other();
    return match(value, between(dataOf(second), callee.text === "like"));
  }
  if (!ts.isPropertyAccessExpression(callee)) return other();
  const { name, expression: subject } = callee;
  if (isValue(subject) && first !== undefined && ts.isStringLiteral(first)) {
    if (name.text === "startsWith") return match(value, [{ text: first.text }, "many"]);
    if (name.text === "endsWith") return match(value, ["many", { text: first.text }]);
    if (name.text === "includes") return match(value, ["many", { text: first.text }, "many"]);
  }
  const constant = ts.isIdentifier(subject) ? scope.get(subject.text) : subject;
  if (constant === undefined) return other();
  if (name.text === "has" && isValue(first) && ts.isNewExpression(constant)) {
    const texts = constant.arguments?.[0] === undefined ? null : dataOf(constant.arguments[0]);
    return Array.isArray(texts) ? anyOf(texts.map((t) => match(value, [{ text: String(t) }]))) : other();
  }
  if (name.text === "test" && isValue(first) && ts.isRegularExpressionLiteral(constant)) return regexClaim(constant.text, value);
  if (name.text === "some" && ts.isArrayLiteralExpression(constant) && constant.elements.every(ts.isRegularExpressionLiteral))
    return anyOf(constant.elements.map((r) => regexClaim(r.getText(), value)));
  return other();
}

/** Texts with any run between each two; in `like`, `?` is any one character. */
function between(pieces: unknown, like: boolean): Pattern {
  if (!Array.isArray(pieces)) return unreadable("no list of pieces");
  return pieces.flatMap((piece: unknown, i): readonly Piece[] => {
    const parts = like
      ? String(piece)
          .split(/(\?)/)
          .map((t): Piece => (t === "?" ? "one" : { text: t }))
      : [{ text: String(piece) }];
    return i === 0 ? parts : ["many", ...parts];
  });
}

/** `test` looks anywhere in the text: what is not anchored may have anything before or behind it. */
function regexClaim(literal: string, value: Value): Claim {
  const found = /^\/([\s\S]*)\/([a-z]*)$/.exec(literal);
  if (found?.[1] === undefined || found[2] !== "su") return unreadable(`the expression ${literal}`);
  const [start, end] = [found[1].startsWith("^"), /(?<!\\)(?:\\\\)*\$$/.test(found[1])];
  const body = found[1].slice(start ? 1 : 0, end ? -1 : undefined);
  const read = readRegex(body, ecma);
  const pattern: Pattern = [...(start ? [] : ["many" as const]), ...read.pattern, ...(end ? [] : ["many" as const])];
  if (value.fold === "none") return matches(value.field, pattern, read.fold);
  return read.fold === "none" ? match(value, pattern) : unreadable("folded twice");
}

function* textsIn(node: ts.Node, scope: Scope): Generator<string> {
  if (ts.isStringLiteral(node)) yield node.text;
  const bound = ts.isIdentifier(node) ? scope.get(node.text) : undefined;
  if (bound !== undefined) yield* textsIn(bound, scope);
  for (const child of node.getChildren()) yield* textsIn(child, scope);
}
