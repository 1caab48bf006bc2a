/**
 * Computed values as EQL has them: null-propagating, case ignored as scripts do it, each mention of a field a variable of its own. What EQL would fold, reorder or read in another
 * way is refused: nothing here is nearly the same.
 */
import { functionOf } from "../../src/functions/index.ts";
import type { Bind } from "../../src/ir/condition.ts";
import type { Affix, Call, Compare, CompareOp, InSet, Literal, RegexMatch, Scalar, Wildcard } from "../../src/ir/scalar.ts";
import type { ValueType } from "../../src/ir/value.ts";
import { scalarsOf } from "../../src/ir/walk.ts";
import { exactText, isTotal } from "../../src/regex/facts.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type EqlContext, eqlField, isWritable, unsayable } from "./eql-context.ts";
import { hasWildcards, likePatterns, literalExpression, regexOfText } from "./eql-literal.ts";
import type { EqlExpression, EqlMatchOp } from "./eql-tree.ts";

/** One leaf: its binds, and which of them have been mentioned. */
export interface EqlLeaf {
  readonly binds: ReadonlyMap<number, Bind>;
  readonly mentioned: Set<number>;
  readonly context: EqlContext;
}

export const flipped: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Does it hang on the event? A field that no index has is a null of the rule. */
export function isDynamic(scalar: Scalar, binds: EqlLeaf["binds"]): boolean {
  for (const s of scalarsOf(scalar)) if (s.kind === "bound" && binds.get(s.variable)?.field.mapped === true) return true;
  return false;
}

/** The value as an expression, or null: refused, and recorded. */
export function scalarExpression(scalar: Scalar, leaf: EqlLeaf): EqlExpression | null {
  const { context } = leaf;
  if (scalar.kind === "literal") return literalExpression(scalar, context);
  if (!isDynamic(scalar, leaf.binds)) {
    if (scalar.kind === "bound") return { kind: "null" };
    return unsayable(context, scalar.span, "EQL would compute this constant by other rules, when it reads the query");
  }
  switch (scalar.kind) {
    case "bound":
      return boundExpression(scalar.variable, scalar, leaf);
    case "compare": {
      const contains = containsTest(scalar, leaf);
      return contains === null ? compareExpression(scalar, leaf) : affixExpression(contains, leaf, true);
    }
    case "in-set":
      return setExpression(scalar, leaf);
    case "in-range":
      return unsayable(context, scalar.span, "EQL does not ask whether one value lies between two bounds");
    case "wildcard":
      return wildcardExpression(scalar, leaf);
    case "regex":
      return regexExpression(scalar, leaf);
    case "cidr":
      return cidrExpression(scalar, leaf);
    case "affix":
      return affixExpression(scalar, leaf);
    case "is-null": {
      if (scalar.operand.kind === "is-null") return unsayable(context, scalar.span, "EQL does not even compute what is never null");
      const left = scalarExpression(scalar.operand, leaf);
      return left === null ? null : { kind: "comparison", op: "==", left, right: { kind: "null" } };
    }
    case "arithmetic": {
      const left = operand(scalar.left, leaf);
      const right = operand(scalar.right, leaf);
      return left === null || right === null ? null : { kind: "arithmetic", op: scalar.op, left, right };
    }
    case "negate": {
      const inner = scalarExpression(scalar.operand, leaf);
      return inner === null ? null : { kind: "negative", operand: inner };
    }
    case "call":
      return callExpression(scalar, leaf);
    default:
      return assertNever(scalar);
  }
}

function boundExpression(variable: number, at: Scalar, leaf: EqlLeaf): EqlExpression | null {
  const bind = leaf.binds.get(variable);
  if (bind === undefined) return { kind: "null" };
  if (leaf.mentioned.has(variable))
    return unsayable(leaf.context, at.span, "each mention of a field in EQL runs over its values by itself, and this is one value twice");
  leaf.mentioned.add(variable);
  return eqlField(bind.field, at.span, leaf.context);
}

/** Whole numbers beyond a long are no operands in EQL. */
function operand(scalar: Scalar, leaf: EqlLeaf): EqlExpression | null {
  if (scalar.kind === "literal" && typeof scalar.value === "bigint" && scalar.value >= 2n ** 63n)
    return unsayable(leaf.context, scalar.span, `${scalar.value} does not fit 64 bits`);
  return scalarExpression(scalar, leaf);
}

/** EQL compares what hangs on the event with constants alone. */
function compareExpression(test: Compare, leaf: EqlLeaf): EqlExpression | null {
  const { context, binds } = leaf;
  const [value, other, op] = isDynamic(test.left, binds)
    ? ([test.left, test.right, test.op] as const)
    : ([test.right, test.left, flipped[test.op]] as const);
  if (other.kind !== "literal")
    return unsayable(
      context,
      test.span,
      isDynamic(other, binds) ? "EQL has no comparison of two fields" : "one side is a constant to compute",
    );
  if (!agrees(value, other)) return unsayable(context, test.span, `EQL does not compare ${value.type} with ${other.type}`);
  if (value.type === "ip" && typeof other.value === "string" && other.value.includes("/"))
    return unsayable(context, other.span, "inside of a computation EQL compares addresses with addresses alone");
  const left = scalarExpression(value, leaf);
  if (left === null) return null;
  if (test.fold === "none") {
    const right = literalExpression(other, context);
    return right === null ? null : { kind: "comparison", op, left, right };
  }
  if (test.fold !== "java-root") return wrongFold(test, context);
  return typeof other.value === "string" ? insensitiveEquals(left, other.value, test, context) : null;
}

/** `:` where the text has no wildcards, else the text as a regular expression, which EQL takes for the one string that it is. */
export function insensitiveEquals(value: EqlExpression, text: string, at: Scalar, context: EqlContext): EqlExpression | null {
  if (!isWritable(text, at.span, context)) return null;
  const [op, pattern]: readonly [EqlMatchOp, string] = hasWildcards(text) ? ["regex~", regexOfText(text)] : [":", text];
  return { kind: "match", op, value, patterns: [pattern] };
}

export const wrongFold = (test: { readonly fold: string; readonly span: Scalar["span"] }, context: EqlContext): null =>
  unsayable(context, test.span, `EQL does not ignore case in this way here (${test.fold})`);

/** A null literal is another question, and texts are numbers only for fields. */
function agrees(value: Scalar, other: Literal): boolean {
  if (other.value === null) return false;
  const kind = (t: ValueType): ValueType => (t === "double" ? "long" : t);
  if (kind(value.type) === kind(other.type)) return value.type !== "date" || typeof other.value !== "number";
  return value.kind === "bound" && value.type === "date" && (typeof other.value === "bigint" || typeof other.value === "string");
}

function setExpression(test: InSet, leaf: EqlLeaf): EqlExpression | null {
  if (test.fold !== "none" && test.fold !== "java-root") return wrongFold(test, leaf.context);
  const value = scalarExpression(test.value, leaf);
  return value === null ? null : inExpression(test, value, leaf.context);
}

/** `in` with these options; the folding is the caller's affair. */
export function inExpression(test: InSet, value: EqlExpression, context: EqlContext): EqlExpression | null {
  const options: EqlExpression[] = [];
  for (const option of test.options) {
    const typed = test.value.type === "ip" || test.value.type === "date" ? test.value.type : option.type;
    if (!agrees(test.value, { ...option, type: typed }))
      return unsayable(context, option.span, `EQL does not compare ${test.value.type} with ${option.type}`);
    const expression = literalExpression(option, context);
    if (expression === null) return null;
    options.push(expression);
  }
  return { kind: "in", negated: false, insensitive: test.fold !== "none", value, options };
}

/** Java's regular expressions do this in a script: `*` stops at the end of a line, and a list under `~` folds its strings and its patterns differently. */
function wildcardExpression(test: Wildcard, leaf: EqlLeaf): EqlExpression | null {
  const { context } = leaf;
  const patterns = likePatterns(test.patterns);
  if (patterns === null) return unsayable(context, test.span, "`like` has no way to write a `*` or `?` that is meant literally");
  const total = patterns.some((p) => /^\*+$/.test(p));
  if (test.lines === "cross" || total)
    return unsayable(context, test.span, "in a computed value `*` and `?` of EQL match no line terminator");
  if (test.fold !== "none" && test.fold !== "ascii") return wrongFold(test, context);
  if (test.fold === "ascii" && !patterns.every(hasWildcards)) return wrongFold(test, context);
  if (!patterns.every((p) => isWritable(p, test.span, context))) return null;
  const value = scalarExpression(test.value, leaf);
  return value === null ? null : { kind: "match", op: test.fold === "none" ? "like" : ":", value, patterns };
}

/** Of Java's dialect, except that a pattern which Lucene takes for one string, or for every string, is no pattern to EQL. */
function regexExpression(test: RegexMatch, leaf: EqlLeaf): EqlExpression | null {
  const { context } = leaf;
  if (test.dialect !== "java") return unsayable(context, test.span, "in a computed value EQL reads regular expressions as Java does");
  if (test.fold !== "none" && test.fold !== "ascii") return wrongFold(test, context);
  const lucene = parseLucene(test.source);
  if (!lucene.ok || exactText(lucene.regex) !== null || isTotal(lucene.regex))
    return unsayable(context, test.span, "EQL does not take this for a regular expression of Java");
  if (!isWritable(test.source, test.span, context)) return null;
  const value = scalarExpression(test.value, leaf);
  return value === null ? null : { kind: "match", op: test.fold === "none" ? "regex" : "regex~", value, patterns: [test.source] };
}

export function cidrExpression(test: Extract<Scalar, { kind: "cidr" }>, leaf: EqlLeaf): EqlExpression | null {
  const address = scalarExpression(test.value, leaf);
  if (address === null) return null;
  const networks = test.networks.map((n): EqlExpression => ({ kind: "string", value: n.text }));
  return { kind: "call", name: "cidrMatch", insensitive: false, args: [address, ...networks] };
}

const affixNames = { starts: "startsWith", ends: "endsWith", contains: "stringContains" } as const;

export const affixCall = (test: Affix, args: readonly EqlExpression[]): EqlExpression => ({
  kind: "call",
  name: affixNames[test.where],
  insensitive: test.fold !== "none",
  args,
});

function affixExpression(test: Affix, leaf: EqlLeaf, emptyIsFalse = false): EqlExpression | null {
  const { context } = leaf;
  if (test.fold !== "none" && test.fold !== "java-root") return wrongFold(test, context);
  const constants = [test.value, test.needle].filter((s) => !isDynamic(s, leaf.binds));
  if (constants.some((s) => s.kind !== "literal" || s.value === null)) return unsayable(context, test.span, "one of the strings is null");
  // nothing contains "" in EQL's scripts, and "" contains nothing
  const empty = constants.some((s) => s.kind === "literal" && s.value === "") || (isDynamic(test.needle, leaf.binds) && !emptyIsFalse);
  if (test.where === "contains" && empty) return unsayable(context, test.span, "in EQL no string contains an empty one");
  const value = scalarExpression(test.value, leaf);
  const needle = scalarExpression(test.needle, leaf);
  return value === null || needle === null ? null : affixCall(test, [value, needle]);
}

/** `contains == (length(needle) > 0)`: what a `stringContains` with a computed needle is. Null where the comparison is another. */
function containsTest(test: Compare, leaf: EqlLeaf): Affix | null {
  const { left, right } = test;
  if (test.op !== "==" || left.kind !== "affix" || left.where !== "contains" || !isDynamic(left.needle, leaf.binds)) return null;
  if (right.kind !== "compare" || right.op !== ">" || right.left.kind !== "call" || right.left.fn !== "length") return null;
  const [again] = right.left.args;
  const same = again !== undefined && right.right.kind === "literal" && right.right.value === 0n && sameScalar(again, left.needle);
  return same ? left : null;
}

/** Equal but for ids and spans. */
const sameScalar = (a: Scalar, b: Scalar): boolean => shape(a) === shape(b);
const shape = (scalar: Scalar): string =>
  JSON.stringify(scalar, (key, value: unknown) =>
    key === "id" || key === "span" ? undefined : typeof value === "bigint" ? `${value}n` : value,
  );

function callExpression(call: Call, leaf: EqlLeaf): EqlExpression | null {
  const { context } = leaf;
  const definition = functionOf(call.fn);
  const [name] = definition?.names["eql"] ?? [];
  if (definition === null || name === undefined) return unsayable(context, call.span, `EQL has no function for \`${call.fn}\``);
  if (call.fold !== "none" && call.fold !== "java-root") return wrongFold(call, context);
  const given = [...call.args];
  // what the reader puts in for an argument that is left out
  for (let i = given.length - 1; i > 0 && !definition.variadic; i--) {
    const last = given[i];
    const parameter = definition.parameters[i];
    const omitted = parameter?.types.includes("boolean") === true ? false : null;
    if (parameter?.optional !== true || last?.kind !== "literal" || last.value !== omitted) break;
    given.pop();
  }
  const args: EqlExpression[] = [];
  for (const arg of given) {
    const expression = scalarExpression(arg, leaf);
    if (expression === null) return null;
    args.push(expression);
  }
  return { kind: "call", name, insensitive: call.fold !== "none", args };
}
