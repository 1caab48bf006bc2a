import { error } from "../../diagnostics/diagnostic.ts";
import type { Scalar } from "../../ir/scalar.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { arithmetic, signed } from "./arithmetic.ts";
import type { Arithmetic, Comparison, Expression, In, Logic, Match } from "./ast.ts";
import { lowerCall } from "./call.ts";
import { typeWords } from "./coerce.ts";
import { type ConstantOption, compareTerms, fieldsCompared, inTerms } from "./compare.ts";
import { booleanConstant, type Constant, constantOfNode, unmappedConstant } from "./constant.ts";
import { bound, constantTerm, type LeafBinds, type Lowering, literal, resolve, scalarTerm, type Term, typeOfTerm } from "./lowering.ts";
import { matchTerm } from "./match.ts";
import type { Matching, PatternText } from "./patterns.ts";

/**
 * An expression as a value computed from doc values, as Elasticsearch's scripts do it: null-propagating, constants folded on the way. Each field that occurs is
 * bound anew in `leaf`. Null: an error, reported.
 */
export function lowerTerm(lowering: Lowering, e: Expression, leaf: LeafBinds): Term | null {
  switch (e.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return constantTerm(constantOfNode(e), e.span);
    case "field": {
      const found = resolve(lowering, e);
      if (found.kind === "failed") return null;
      if (found.kind === "unmapped") return constantTerm(unmappedConstant, e.span);
      return scalarTerm(bound(lowering, found.field, "doc-values", e.span, leaf));
    }
    case "unary":
      return signed(lowering, lowerTerm(lowering, e.operand, leaf), e.op, e.span);
    case "arithmetic":
      return lowerArithmetic(lowering, e, leaf);
    case "comparison":
      return lowerComparison(lowering, e, leaf);
    case "in":
      return lowerIn(lowering, e, leaf);
    case "match":
      return lowerMatch(lowering, e, leaf);
    case "not":
      return negated(lowering, lowerTerm(lowering, e.operand, leaf), e.span);
    case "and":
    case "or":
      return lowerLogic(lowering, e, leaf);
    case "call":
      return lowerCall(lowering, e, (arg) => lowerTerm(lowering, arg, leaf));
    case "error":
      return null;
    default:
      return assertNever(e);
  }
}

function lowerArithmetic(lowering: Lowering, e: Arithmetic, leaf: LeafBinds): Term | null {
  const left = lowerTerm(lowering, e.left, leaf);
  const right = lowerTerm(lowering, e.right, leaf);
  return left === null || right === null ? null : arithmetic(lowering, e.op, left, right, e.span);
}

function lowerComparison(lowering: Lowering, e: Comparison, leaf: LeafBinds): Term | null {
  const left = lowerTerm(lowering, e.left, leaf);
  const right = lowerTerm(lowering, e.right, leaf);
  if (left === null || right === null) return null;
  if (e.op !== "!=") return compareTerms(lowering, e.op, left, right, e.span);
  return negated(lowering, compareTerms(lowering, "==", left, right, e.span), e.span);
}

/** The options of a list as constants. Null: one depends on the event or is wrong, and that is reported. */
export function constantOptions(lowering: Lowering, e: In): readonly ConstantOption[] | null {
  const options: ConstantOption[] = [];
  let failed = false;
  for (const option of e.options) {
    const term = lowerTerm(lowering, option, { binds: [] });
    if (term?.kind === "constant") options.push({ constant: term.constant, span: option.span });
    else {
      failed = true;
      if (term !== null) lowering.report(fieldsCompared(option.span, e.value.span));
    }
  }
  return failed ? null : options;
}

function lowerIn(lowering: Lowering, e: In, leaf: LeafBinds): Term | null {
  const value = lowerTerm(lowering, e.value, leaf);
  const options = constantOptions(lowering, e);
  if (value === null || options === null) return null;
  const term = inTerms(lowering, value, options, e.insensitive, e.span);
  return e.negated ? negated(lowering, term, e.span) : term;
}

/** The patterns of `:`, `like` and `regex`; null when one is no string, which is reported. */
export function matchingOf(lowering: Lowering, e: Match): Matching | null {
  const patterns: PatternText[] = [];
  let failed = false;
  for (const pattern of e.patterns) {
    if (pattern.kind === "string") {
      patterns.push({ text: pattern.value, span: pattern.span });
      continue;
    }
    failed = true;
    const help = pattern.kind === "null" ? "to ask for a missing field write `field == null`" : "write `==`, or the value in double quotes";
    lowering.report(error("eql/argument-type", `\`${e.op}\` takes strings on its right`, pattern.span, { help }));
  }
  if (failed) return null;
  const kind = e.op === "regex" || e.op === "regex~" ? "regex" : "wildcard";
  return { kind, name: e.op, insensitive: e.op === ":" || e.op.endsWith("~"), patterns, span: e.span };
}

function lowerMatch(lowering: Lowering, e: Match, leaf: LeafBinds): Term | null {
  const value = lowerTerm(lowering, e.value, leaf);
  const matching = matchingOf(lowering, e);
  return value === null || matching === null ? null : matchTerm(lowering, value, matching);
}

/** There is no `not` among scalars: a test is compared with false, which is null where the test is. */
function negated(lowering: Lowering, operand: Term | null, span: Span): Term | null {
  if (operand === null || !wantsBoolean(lowering, operand)) return null;
  if (operand.kind === "constant") {
    const { value } = operand.constant;
    return constantTerm(booleanConstant(typeof value === "boolean" ? !value : null), span);
  }
  const right = literal(lowering, "boolean", false, span);
  const node: Scalar = {
    kind: "compare",
    id: lowering.ids.node(),
    span,
    type: "boolean",
    op: "==",
    left: operand.scalar,
    right,
    fold: "none",
  };
  return scalarTerm(node);
}

function wantsBoolean(lowering: Lowering, term: Term): boolean {
  const type = typeOfTerm(term);
  if (type === "boolean" || type === "null") return true;
  lowering.report(error("eql/not-boolean", `a condition is expected, not ${typeWords[type]}`, term.span));
  return false;
}

/** `and` and `or` as a value: only what folds. Elasticsearch declares them unsupported inside of functions. */
function lowerLogic(lowering: Lowering, e: Logic, leaf: LeafBinds): Term | null {
  const terms = e.operands.map((operand) => lowerTerm(lowering, operand, leaf));
  const values: Constant[] = [];
  for (const term of terms) {
    if (term === null || !wantsBoolean(lowering, term)) return null;
    if (term.kind === "constant") values.push(term.constant);
  }
  const decisive = e.kind === "or";
  if (values.some((v) => v.value === decisive)) return constantTerm(booleanConstant(decisive), e.span);
  if (values.length === terms.length) {
    const result = values.some((v) => v.value === null) ? null : !decisive;
    return constantTerm(booleanConstant(result), e.span);
  }
  lowering.report(
    error("eql/unsupported", `\`${e.kind}\` cannot be used as a value`, e.span, {
      help: "Elasticsearch does not run it: write separate conditions",
    }),
  );
  return null;
}
