import { error } from "../../diagnostics/diagnostic.ts";
import type { Field } from "../../ir/field.ts";
import type { Fold } from "../../ir/fold.ts";
import type { Literal, Scalar } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { typeWords } from "./coerce.ts";
import { booleanConstant, type Constant, nullConstant } from "./constant.ts";
import {
  any,
  bound,
  constantTerm,
  exists,
  type LeafBinds,
  type Lowering,
  literal,
  open,
  scalarTerm,
  type Term,
  type Truth,
  typeOfTerm,
  valueTypeOfField,
} from "./lowering.ts";
import { isExact, isTotalWildcard, type Matching, regexMeaning, wildcardMatches, wildcardPattern } from "./patterns.ts";

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

/** The same on a value that is computed: Java's regular expressions do the work, except that what is no pattern is compared as a string. */
export function matchTerm(lowering: Lowering, value: Term, matching: Matching): Term | null {
  if (value.kind === "constant" && value.constant.value === null) return constantTerm(nullConstant, matching.span);
  if (!isString(lowering, typeOfTerm(value), value.span, matching)) return null;
  if (value.kind === "constant") return matchConstant(lowering, value.constant, matching);
  const { scalar } = value;
  const root: Fold = matching.insensitive ? "java-root" : "none";
  if (matching.kind === "regex") {
    const meaning = regexMeaning(lowering, matching, "java");
    if (meaning === null) return null;
    if (meaning.kind === "total") return scalarTerm(isNotNull(lowering, scalar, matching.span));
    if (meaning.kind === "exact") return scalarTerm(equals(lowering, scalar, meaning.text, root, matching.span));
    const { pattern, source } = meaning;
    return scalarTerm(regexNode(lowering, matching, scalar, { pattern, source, dialect: "java" }));
  }
  if (matching.patterns.some(isTotalWildcard)) return scalarTerm(isNotNull(lowering, scalar, matching.span));
  const exact = matching.patterns.filter(isExact);
  const [only] = exact;
  if (only !== undefined && matching.patterns.length === 1) return scalarTerm(equals(lowering, scalar, only.text, root, matching.span));
  if (exact.length === matching.patterns.length) {
    const options = exact.map((p): Literal => literal(lowering, "string", p.text, p.span));
    return scalarTerm({
      kind: "in-set",
      id: lowering.ids.node(),
      span: matching.span,
      type: "boolean",
      value: scalar,
      options,
      fold: root,
    });
  }
  if (exact.length > 0 && matching.insensitive) return mixed(lowering, matching);
  return scalarTerm(wildcardNode(lowering, matching, scalar, matching.insensitive ? "ascii" : "none", "stop"));
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

function matchConstant(lowering: Lowering, constant: Constant, matching: Matching): Term | null {
  const { value } = constant;
  if (typeof value !== "string") return constantTerm(nullConstant, matching.span);
  if (matching.kind === "wildcard") {
    const fold = (text: string): string => (matching.insensitive ? text.toLowerCase() : text);
    const matches = matching.patterns.some((p) =>
      isExact(p) ? fold(p.text) === fold(value) : isTotalWildcard(p) || wildcardMatches(p.text, value, matching.insensitive),
    );
    return constantTerm(booleanConstant(matches), matching.span);
  }
  const meaning = regexMeaning(lowering, matching, "java");
  if (meaning === null) return null;
  switch (meaning.kind) {
    case "total":
      return constantTerm(booleanConstant(true), matching.span);
    case "exact": {
      const equal = matching.insensitive ? meaning.text.toLowerCase() === value.toLowerCase() : meaning.text === value;
      return constantTerm(booleanConstant(equal), matching.span);
    }
    case "regex":
      lowering.report(
        error("eql/unsupported", "a regular expression tests a constant", matching.span, { help: "write `true` or `false` in its place" }),
      );
      return null;
    default:
      return assertNever(meaning);
  }
}

function equals(lowering: Lowering, left: Scalar, text: string, fold: Fold, span: Span): Scalar {
  const right = literal(lowering, "string", text, span);
  return { kind: "compare", id: lowering.ids.node(), span, type: "boolean", op: "==", left, right, fold };
}

/** There is no `not` among scalars: "is null" is compared with false. */
export function isNotNull(lowering: Lowering, operand: Scalar, span: Span): Scalar {
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
