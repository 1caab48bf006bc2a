import type { Fold } from "../../../src/ir/fold.ts";
import { type Network, plainText, type Regex, type WildcardPart, type WildcardPattern } from "../../../src/ir/pattern.ts";
import {
  type Arithmetic,
  comparisonsOf,
  type InSet,
  type IsNull,
  type Negate,
  type RegexMatch,
  type Scalar,
  type Wildcard,
} from "../../../src/ir/scalar.ts";
import { scalarChildren, scalarsOf } from "../../../src/ir/walk.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import { remember } from "../../../src/source/remember.ts";
import type { Span } from "../../../src/source/span.ts";
import { foldRegex } from "../../../src/target/folding.ts";
import { networkBounds } from "./address.ts";
import { lowerAffix } from "./affix.ts";
import { always, lowerCompare, lowerComparison } from "./comparison.ts";
import { type Context, deviate, freshName, refuse } from "./context.ts";
import { foldedWildcard, rootLower, rootLowered, rootProblem } from "./fold.ts";
import { lowerCall } from "./function.ts";
import { checkText, lowerLiteral } from "./literal.ts";
import { boundValue, type Environment, type Lowered, refused } from "./lowered.ts";
import { declareNul, isComparedWithNul, isNever } from "./nul.ts";
import { among, and, between, boolean, integer, isNull, or, real, type Sql, text } from "./tree.ts";

/** A test on plain values: null, and nothing else, where a value is null. */
export function isStrict(test: Scalar): boolean {
  switch (test.kind) {
    case "compare":
    case "in-set":
    case "in-range":
    case "wildcard":
    case "regex":
    case "cidr":
    case "affix":
      return scalarChildren(test).every((s) => s.kind === "literal" || s.kind === "bound");
    default:
      return false;
  }
}

/** The test of an `any` as SQL; null counts as false where it stands. */
export function lowerTest(context: Context, test: Scalar, environment: Environment): Sql {
  const lowered = lowerScalar(context, test, environment);
  return lowered === null ? boolean(false) : and(...lowered.guards, lowered.sql);
}

/** A scalar as SQL; null is the rule's null, known at compile time. What cannot be said is refused, and something harmless comes back. */
export function lowerScalar(context: Context, scalar: Scalar, environment: Environment): Lowered | null {
  switch (scalar.kind) {
    case "literal":
      return lowerLiteral(context, scalar);
    case "bound": {
      const sql = boundValue(environment, scalar.variable);
      return sql === null ? null : { sql, guards: [], nullable: false };
    }
    case "compare":
      return lowerCompare(context, scalar, environment);
    case "in-set":
      return lowerInSet(context, scalar, environment);
    case "in-range": {
      const [low, high] = comparisonsOf(scalar).map((c) => lowerCompare(context, c, environment));
      if (low === undefined || high === undefined || low === null || high === null) return null;
      return { sql: and(low.sql, high.sql), guards: [...low.guards, ...high.guards], nullable: low.nullable || high.nullable };
    }
    case "wildcard":
      return lowerWildcard(context, scalar, environment);
    case "regex":
      return lowerRegex(context, scalar, environment);
    case "affix":
      return lowerAffix(context, scalar, environment);
    case "cidr": {
      const value = lowerScalar(context, scalar.value, environment);
      if (value === null) return null;
      const ranges = scalar.networks.map(boundsOf);
      return { ...value, sql: or(...ranges.map((r) => between(value.sql, text(r.low), text(r.high)))) };
    }
    case "is-null":
      return lowerIsNull(context, scalar, environment);
    case "arithmetic":
      return lowerArithmetic(context, scalar, environment);
    case "negate":
      return lowerNegate(context, scalar, environment);
    case "call":
      return lowerCall(context, scalar, environment);
    default:
      return assertNever(scalar);
  }
}

/** The same for every dialect. */
const boundsOf = remember(({ bytes, prefix }: Network) => networkBounds(bytes, prefix));

function lowerIsNull(context: Context, { operand }: IsNull, environment: Environment): Lowered | null {
  const lowered = lowerScalar(context, operand, environment);
  if (lowered === null) return { sql: boolean(true), guards: [], nullable: false };
  return { sql: lowered.nullable ? isNull(lowered.sql) : boolean(false), guards: lowered.guards, nullable: false };
}

/** Constants of the value's own type are one IN; others are compared one by one. */
function lowerInSet(context: Context, set: InSet, environment: Environment): Lowered | null {
  const value = lowerScalar(context, set.value, environment);
  if (value === null) return null;
  const options = set.value.type === "string" ? set.options.filter((o) => !isNever(context, o)) : set.options;
  if (options.length === 0) return { ...value, sql: always(false, value.sql) };
  const texts = set.value.type === "string" ? options.map((o) => o.value).filter((v) => typeof v === "string") : [];
  if (texts.length === options.length) {
    for (const { value: option, span } of options)
      if (typeof option === "string" && !isComparedWithNul(context.dialect, option, set.fold)) checkText(context, option, span);
    return { ...value, sql: textTest(context, set, value.sql, texts, set.fold) };
  }
  if (set.value.type === "long" && options.every((o) => typeof o.value === "bigint")) {
    const constants = options.flatMap((o) => lowerLiteral(context, o)?.sql ?? []);
    return { ...value, sql: among(value.sql, constants) };
  }
  const tests = options.map((option) =>
    lowerComparison(
      context,
      { kind: "compare", id: set.id, span: option.span, type: "boolean", op: "==", left: set.value, right: option, fold: set.fold },
      value.sql,
      null,
    ),
  );
  return { ...value, sql: or(...tests) };
}

/** Is the value one of the texts? */
export function textTest(context: Context, scalar: Pick<Scalar, "span">, value: Sql, texts: readonly string[], fold: Fold): Sql {
  switch (fold) {
    case "ascii":
      return context.dialect.ascii.equal(value, texts);
    case "java-root": {
      const problem = rootProblem(texts);
      if (problem !== null) refuse(context, "sql/folding", scalar.span, problem);
      return among(rootLowered(context.dialect, value, texts), [...new Set(texts.map(rootLower))].map(text));
    }
    // `lucene-10` is for the characters of a regex
    case "none":
    case "lucene-10":
      return among(value, texts.map(text));
    default:
      return assertNever(fold);
  }
}

/** Does the pattern ask for a text that no value has? */
const asksForNever = (context: Context, { parts, span }: WildcardPattern): boolean =>
  parts.some((part) => part.kind === "text" && isNever(context, { value: part.text, span }));

/** Patterns without wildcards become one comparison with a set. */
function lowerWildcard(context: Context, wildcard: Wildcard, environment: Environment): Lowered | null {
  const value = lowerScalar(context, wildcard.value, environment);
  if (value === null) return null;
  const texts: string[] = [];
  const patterns: WildcardPattern[] = [];
  for (const pattern of wildcard.patterns) {
    if (asksForNever(context, pattern)) continue;
    for (const part of pattern.parts) if (part.kind === "text") checkText(context, part.text, pattern.span);
    const plain = plainText(pattern.parts);
    if (plain === null) patterns.push(pattern);
    else texts.push(plain);
  }
  if (wildcard.patterns.length > 0 && texts.length + patterns.length === 0) return { ...value, sql: always(false, value.sql) };
  return {
    ...value,
    sql: or(
      ...(texts.length === 0 ? [] : [textTest(context, wildcard, value.sql, texts, wildcard.fold)]),
      ...patterns.map((p) => patternTest(context, wildcard, value.sql, p)),
    ),
  };
}

function patternTest(context: Context, { fold, lines, span }: Wildcard, value: Sql, pattern: WildcardPattern): Sql {
  const { dialect } = context;
  if (fold === "java-root") {
    const constants = pattern.parts.flatMap((p) => (p.kind === "text" ? [p.text] : []));
    const problem = rootProblem(constants);
    if (problem !== null) refuse(context, "sql/folding", pattern.span, problem);
    const lowered = pattern.parts.map((p): WildcardPart => (p.kind === "text" ? { kind: "text", text: rootLower(p.text) } : p));
    return patternText(context, { fold: "none", lines, span }, rootLowered(dialect, value, constants), { ...pattern, parts: lowered });
  }
  return patternText(context, { fold, lines, span }, value, pattern);
}

function patternText(
  context: Context,
  { fold, lines, span }: { readonly fold: Exclude<Fold, "java-root">; readonly lines: Wildcard["lines"]; readonly span: Span },
  value: Sql,
  pattern: WildcardPattern,
): Sql {
  if (lines === "stop") return regexTest(context, { span }, value, foldedWildcard(pattern, fold, lines));
  return fold === "ascii" ? context.dialect.ascii.like(value, pattern) : context.dialect.wildcard(value, pattern);
}

/** With its folding written out: the same for every dialect. */
const folded = remember((match: RegexMatch): Regex => foldRegex(match.pattern, match.fold));

/** `regex` has its folding written out. */
export function regexTest(context: Context, scalar: Pick<Scalar, "span">, value: Sql, regex: Regex): Sql {
  const test = context.dialect.regex(value, regex, freshName(context, "r"));
  if (test !== null) return test;
  refuse(context, "sql/regex", scalar.span, `${context.dialect.title} has no expression of reasonable size for this pattern`);
  return boolean(false);
}

function lowerRegex(context: Context, match: RegexMatch, environment: Environment): Lowered | null {
  const value = lowerScalar(context, match.value, environment);
  if (value === null) return null;
  declareNul(context, match);
  return { ...value, sql: regexTest(context, match, value.sql, folded(match)) };
}

function lowerArithmetic(context: Context, arithmetic: Arithmetic, environment: Environment): Lowered | null {
  const left = lowerScalar(context, arithmetic.left, environment);
  const right = lowerScalar(context, arithmetic.right, environment);
  if (left === null || right === null) return null;
  if (isDynamic(arithmetic.left) || isDynamic(arithmetic.right)) {
    refuse(
      context,
      "sql/scalar",
      arithmetic.span,
      "whether number() gives a whole number shows only at run time, and decides how it is computed with",
    );
    return refused;
  }
  return compute(context, arithmetic, { sql: left.sql, type: arithmetic.left.type }, { sql: right.sql, type: arithmetic.right.type }, [
    left,
    right,
  ]);
}

/** number() is a long or a double by what the text is. */
const isDynamic = (scalar: Scalar): boolean => [...scalarsOf(scalar)].some((s) => s.kind === "call" && s.fn === "number");

interface Operand {
  readonly sql: Sql;
  readonly type: string;
}

function compute(
  context: Context,
  { op, span }: Pick<Arithmetic, "op" | "span">,
  left: Operand,
  right: Operand,
  operands: readonly Lowered[],
): Lowered {
  const { arithmetic } = context.dialect;
  const nullable = operands.some((o) => o.nullable);
  const guards = operands.flatMap((o) => o.guards);
  const guarded = (guard: Sql | null): readonly Sql[] =>
    guard === null ? guards : [...guards, nullable ? or(guard, ...operands.filter((o) => o.nullable).map((o) => isNull(o.sql))) : guard];
  if (left.type === "long" && right.type === "long") {
    const { sql, guard } = arithmetic.long(op, left.sql, right.sql);
    return { sql, guards: guarded(guard), nullable };
  }
  const wide = (o: Operand): Sql => (o.type === "long" ? arithmetic.toDouble(o.sql) : o.sql);
  const computed = arithmetic.double(op, wide(left), wide(right));
  if (computed === null) {
    refuse(context, "sql/scalar", span, `${context.dialect.title} has no exact \`${op}\` on floating numbers`);
    return refused;
  }
  if (computed.inexact !== null) deviate(context, "sql/double-range", "under", span, computed.inexact);
  return { sql: computed.sql, guards: guarded(computed.guard), nullable };
}

function lowerNegate(context: Context, negate: Negate, environment: Environment): Lowered | null {
  const operand = lowerScalar(context, negate.operand, environment);
  if (operand === null) return null;
  if (isDynamic(negate.operand)) {
    refuse(context, "sql/scalar", negate.span, "whether number() gives a whole number shows only at run time");
    return refused;
  }
  const { type } = negate.operand;
  const value = { sql: operand.sql, type };
  // 0 - x fails where -x does not fit; times -1.0 keeps the sign of zero
  if (type === "long") return compute(context, { op: "-", span: negate.span }, { sql: integer(0), type }, value, [operand]);
  return compute(context, { op: "*", span: negate.span }, value, { sql: real(-1), type }, [operand]);
}
