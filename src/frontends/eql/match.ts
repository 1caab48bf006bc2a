import { error } from "../../diagnostics/diagnostic.ts";
import { evaluateScalar } from "../../eval/evaluate-scalar.ts";
import type { Field } from "../../ir/field.ts";
import type { Fold } from "../../ir/fold.ts";
import type { Literal, Scalar } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";
import type { Span } from "../../source/span.ts";
import { typeWords } from "./coerce.ts";
import { booleanConstant, nullConstant, nullOf } from "./constant.ts";
import {
  any,
  bound,
  constantTerm,
  exists,
  type LeafBinds,
  type Lowering,
  literal,
  open,
  scalarOf,
  scalarTerm,
  type Term,
  type Truth,
  typeOfTerm,
  valueTypeOfField,
} from "./lowering.ts";
import { isExact, isTotalWildcard, type Matching, regexMeaning, wildcardPattern } from "./patterns.ts";

/** `:`, `like`, `regex` and `wildcard()` on a plain field: the index answers, and folds in ASCII (a regular expression as Lucene 10 does). */
export function matchField(lowering: Lowering, field: Field, at: Span, matching: Matching): Truth | null {
  if (!isString(lowering, valueTypeOfField(field), at, matching)) return null;
  const leaf: LeafBinds = { binds: [] };
  const insensitive: Fold = matching.insensitive ? "ascii" : "none";
  const test = (make: (value: Scalar) => Scalar): Truth => {
    const value = bound(lowering, field, "index", at, leaf);
    return open(any(lowering, leaf, make(value)));
  };
  if (matching.kind === "regex") {
    const meaning = regexMeaning(lowering, matching, "lucene");
    if (meaning === null) return null;
    if (meaning.kind === "total") return open(exists(lowering, field, matching.span));
    if (meaning.kind === "exact") return test((value) => equals(lowering, value, meaning.text, insensitive, matching.span));
    const { pattern, source } = meaning;
    return test((value) => regexNode(lowering, matching, value, { pattern, source, dialect: "lucene" }));
  }
  const [only] = matching.patterns;
  if (matching.patterns.some(isTotalWildcard)) return open(exists(lowering, field, matching.span));
  if (only !== undefined && matching.patterns.length === 1 && isExact(only))
    return test((value) => equals(lowering, value, only.text, insensitive, matching.span));
  return test((value) => wildcardNode(lowering, matching, value, insensitive, "cross"));
}

/** The same on a value that is computed, or constant. */
export function matchTerm(lowering: Lowering, value: Term, matching: Matching): Term | null {
  if (value.kind === "constant" && value.constant.value === null) return constantTerm(nullOf(value.constant), matching.span);
  if (!isString(lowering, typeOfTerm(value), value.span, matching)) return null;
  if (matching.patterns.length === 0) return constantTerm(nullConstant, matching.span);
  if (value.kind === "constant") return matchConstant(lowering, scalarOf(lowering, value), matching);
  const test = matchScalar(lowering, value.scalar, matching);
  return test === null ? null : scalarTerm(test);
}

/** In a script Java's regular expressions do the work, except that what is no pattern is compared as a string. */
function matchScalar(lowering: Lowering, value: Scalar, matching: Matching): Scalar | null {
  const root: Fold = matching.insensitive ? "java-root" : "none";
  const { patterns, span } = matching;
  if (matching.kind === "regex") {
    const meaning = regexMeaning(lowering, matching, "java");
    if (meaning === null) return null;
    if (meaning.kind === "total") return isNotNull(lowering, value, span);
    if (meaning.kind === "exact") return equals(lowering, value, meaning.text, root, span);
    return regexNode(lowering, matching, value, { pattern: meaning.pattern, source: meaning.source, dialect: "java" });
  }
  if (patterns.some(isTotalWildcard)) return isNotNull(lowering, value, span);
  const exact = patterns.filter(isExact);
  const [only] = exact;
  if (only !== undefined && patterns.length === 1) return equals(lowering, value, only.text, root, span);
  if (exact.length === patterns.length) {
    const options = exact.map((p): Literal => literal(lowering, "string", p.text, p.span));
    return { kind: "in-set", id: lowering.ids.node(), span, type: "boolean", value, options, fold: root };
  }
  if (exact.length > 0 && matching.insensitive) return mixed(lowering, matching);
  return wildcardNode(lowering, matching, value, matching.insensitive ? "ascii" : "none", "stop");
}

/**
 * Under a condition each pattern is a test of its own. Strings and patterns fold differently in a script, so a list of both is two tests; anything else stays one.
 */
export function matchingParts(matching: Matching): readonly Matching[] {
  if (matching.kind === "regex" || !matching.insensitive || matching.patterns.some(isTotalWildcard)) return [matching];
  const parts = [matching.patterns.filter(isExact), matching.patterns.filter((p) => !isExact(p))];
  return parts.filter((patterns) => patterns.length > 0).map((patterns) => ({ ...matching, patterns }));
}

function mixed(lowering: Lowering, matching: Matching): null {
  lowering.report(
    error("eql/unsupported", "a list of strings and patterns cannot be an argument", matching.span, {
      help: "test the strings and the patterns apart, outside of functions",
    }),
  );
  return null;
}

function isString(lowering: Lowering, type: ValueType, at: Span, matching: Matching): boolean {
  if (type === "string") return true;
  const found = typeWords[type];
  lowering.report(
    error("eql/argument-type", `\`${matching.name}\` tests strings, not ${found}`, matching.span, {
      secondary: [{ span: at, text: found }],
      help: "compare it with `==` or `in`",
    }),
  );
  return false;
}

/** Runs the very test that a script would run. */
function matchConstant(lowering: Lowering, value: Scalar, matching: Matching): Term | null {
  let matches = false;
  for (const part of matchingParts(matching)) {
    const test = matchScalar(lowering, value, part);
    if (test === null) return null;
    const outcome = evaluateScalar(test, { bound: new Map(), now: null });
    matches ||= outcome.ok && outcome.value === true;
  }
  return constantTerm(booleanConstant(matches), matching.span);
}

function equals(lowering: Lowering, left: Scalar, text: string, fold: Fold, span: Span): Scalar {
  const right = literal(lowering, "string", text, span);
  return { kind: "compare", id: lowering.ids.node(), span, type: "boolean", op: "==", left, right, fold };
}

/** There is no `not` among scalars: "is null" is compared with false. */
function isNotNull(lowering: Lowering, operand: Scalar, span: Span): Scalar {
  const left: Scalar = { kind: "is-null", id: lowering.ids.node(), span, type: "boolean", operand };
  const right = literal(lowering, "boolean", false, span);
  return { kind: "compare", id: lowering.ids.node(), span, type: "boolean", op: "==", left, right, fold: "none" };
}

function wildcardNode(lowering: Lowering, matching: Matching, value: Scalar, fold: Fold, lines: "cross" | "stop"): Scalar {
  const patterns = matching.patterns.map(wildcardPattern);
  return { kind: "wildcard", id: lowering.ids.node(), span: matching.span, type: "boolean", value, patterns, fold, lines };
}

function regexNode(
  lowering: Lowering,
  matching: Matching,
  value: Scalar,
  regex: Pick<Extract<Scalar, { kind: "regex" }>, "pattern" | "source" | "dialect">,
): Scalar {
  const insensitive: Fold = regex.dialect === "lucene" ? "lucene-10" : "ascii";
  const fold = matching.insensitive ? insensitive : "none";
  return { kind: "regex", id: lowering.ids.node(), span: matching.span, type: "boolean", value, ...regex, fold };
}
