/** One test of one field, which EQL answers from the index: case is ignored as Lucene does it, and patterns are Lucene's. */
import type { Any, Bind } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Affix, Compare, InSet, RegexMatch, Scalar, Wildcard } from "../../src/ir/scalar.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Query } from "./dsl.ts";
import { type EqlContext, eqlField, isWritable, unsayable } from "./eql-context.ts";
import { likePatterns, literalExpression, wildcardsAsRegex } from "./eql-literal.ts";
import {
  affixCall,
  cidrExpression,
  type EqlLeaf,
  flipped,
  inExpression,
  insensitiveEquals,
  isDynamic,
  scalarExpression,
  wrongFold,
} from "./eql-scalar.ts";
import type { EqlExpression } from "./eql-tree.ts";
import { indexQuery } from "./leaf.ts";
import { regexpQuery } from "./regexp.ts";

/** A leaf as a condition; null: refused, and recorded. */
export function leafExpression(condition: Any, context: EqlContext): EqlExpression | null {
  const binds = new Map(condition.binds.map((b) => [b.variable, b]));
  const test = literalRight(condition.test, binds);
  const field = plainField(test, binds);
  if (field !== null) {
    const used = { ...condition, test, binds: [field] };
    return accepted(used, context) ? fieldTest(test, field, context) : null;
  }
  return rootTest(test, { binds, mentioned: new Set(), context });
}

/** The constant to the right, where EQL puts it. */
function literalRight(test: Scalar, binds: EqlLeaf["binds"]): Scalar {
  if (test.kind !== "compare" || isDynamic(test.left, binds) || !isDynamic(test.right, binds)) return test;
  return { ...test, op: flipped[test.op], left: test.right, right: test.left };
}

/** The field that is tested as it is against constants; null where something is computed. */
function plainField(test: Scalar, binds: EqlLeaf["binds"]): Bind | null {
  const of = (value: Scalar): Bind | null => {
    const bind = value.kind === "bound" ? binds.get(value.variable) : undefined;
    return bind?.field.mapped === true ? bind : null;
  };
  switch (test.kind) {
    case "bound":
      return of(test);
    case "compare":
      if (test.left.kind === "is-null") return isNotNull(test) ? of(test.left.operand) : null;
      return test.right.kind === "literal" ? of(test.left) : null;
    case "in-set":
    case "in-range":
    case "wildcard":
    case "regex":
    case "cidr":
      return of(test.value);
    case "affix":
      return test.needle.kind === "literal" ? of(test.value) : null;
    case "is-null":
      return of(test.operand);
    case "literal":
    case "arithmetic":
    case "negate":
    case "call":
      return null;
  }
}

/** Each comparison of EQL is a query of its own. */
const twoBounds = "EQL does not ask whether one value lies between two bounds: each of them may hold for another value";

const isNotNull = (test: Compare): boolean => test.op === "==" && test.right.kind === "literal" && test.right.value === false;

/** The limits of a search are those of EQL, which becomes one: what the index does not take is recorded. EQL finds the keyword beside analysed text by itself. */
function accepted(leaf: Any, context: EqlContext): boolean {
  const before = context.refusals.length;
  const analysed = leaf.binds.some((b) => b.field.type === "text" || b.field.type === "match_only_text");
  if (leaf.test.kind !== "regex" && !analysed) indexQuery(leaf, context);
  return context.refusals.length === before;
}

function fieldTest(test: Scalar, { field }: Bind, context: EqlContext): EqlExpression | null {
  const value = eqlField(field, valueSpan(test), context);
  if (value === null) return null;
  const family = familyOf(field.type);
  const text = (): boolean =>
    family === "string" || unsayable(context, test.span, `EQL tests \`${fieldName(field)}\` as ${family}, not as a string`) !== null;
  switch (test.kind) {
    case "bound":
      return { kind: "comparison", op: "==", left: value, right: { kind: "boolean", value: true } };
    case "compare":
      return test.left.kind === "is-null"
        ? { kind: "comparison", op: "!=", left: value, right: { kind: "null" } }
        : compareField(test, value, context);
    case "in-set":
      return setOfField(test, value, context);
    case "in-range":
      return unsayable(context, test.span, twoBounds);
    case "wildcard":
      return text() ? wildcardField(test, value, context) : null;
    case "regex":
      return text() ? regexField(test, value, field, context) : null;
    case "cidr": {
      const variable = test.value.kind === "bound" ? test.value.variable : 0;
      return cidrExpression(test, { binds: new Map([[variable, { variable, field, view: "index" }]]), mentioned: new Set(), context });
    }
    case "affix":
      return text() ? affixField(test, value, context) : null;
    case "is-null":
      return { kind: "comparison", op: "==", left: value, right: { kind: "null" } };
    case "literal":
    case "arithmetic":
    case "negate":
    case "call":
      return unsayable(context, test.span, "not a test of a field");
  }
}

/** Where the field stands in the text of the rule. */
function valueSpan(test: Scalar): Scalar["span"] {
  switch (test.kind) {
    case "compare":
      return test.left.kind === "is-null" ? test.left.operand.span : test.left.span;
    case "in-set":
    case "wildcard":
    case "regex":
    case "cidr":
    case "affix":
      return test.value.span;
    case "is-null":
      return test.operand.span;
    default:
      return test.span;
  }
}

function compareField(test: Compare, left: EqlExpression, context: EqlContext): EqlExpression | null {
  const { right: other } = test;
  if (other.kind !== "literal" || other.value === null)
    return unsayable(context, test.span, "a comparison with null asks for the missing field in EQL");
  const { type } = test.left;
  const textual = type === "string" || type === "ip" || type === "date";
  const fits =
    type === "boolean" ? typeof other.value === "boolean" : textual ? typeof other.value === "string" : typeof other.value !== "string";
  const milliseconds = type === "date" && typeof other.value === "bigint";
  if (!fits && !milliseconds) return unsayable(context, test.span, `EQL does not compare ${type} with this value`);
  if (test.fold === "none") {
    const right = literalExpression(other, context);
    return right === null ? null : { kind: "comparison", op: test.op, left, right };
  }
  if (test.fold !== "ascii" || typeof other.value !== "string") return wrongFold(test, context);
  return insensitiveEquals(left, other.value, test, context);
}

const setOfField = (test: InSet, value: EqlExpression, context: EqlContext): EqlExpression | null =>
  test.fold === "none" || test.fold === "ascii" ? inExpression(test, value, context) : wrongFold(test, context);

function wildcardField(test: Wildcard, value: EqlExpression, context: EqlContext): EqlExpression | null {
  if (test.fold !== "none" && test.fold !== "ascii") return wrongFold(test, context);
  if (test.lines === "stop") return unsayable(context, test.span, "on a field `*` and `?` of EQL match line terminators too");
  const patterns = likePatterns(test.patterns);
  const texts = patterns ?? [wildcardsAsRegex(test.patterns, test.fold === "ascii")];
  if (!texts.every((t) => isWritable(t, test.span, context))) return null;
  if (patterns !== null) return { kind: "match", op: test.fold === "ascii" ? ":" : "like", value, patterns };
  // a literal `*` or `?`, which only a regular expression can escape
  return texts.every((t) => t.length <= 1_000)
    ? { kind: "match", op: "regex", value, patterns: texts }
    : unsayable(
        context,
        test.span,
        "`like` cannot escape a literal `*`, and as a regular expression the pattern is longer than a search takes",
      );
}

/** As the search writes it: what this server does not fold as the rule wants is written out. */
function regexField(test: RegexMatch, value: EqlExpression, field: Bind["field"], context: EqlContext): EqlExpression | null {
  if (test.dialect !== "lucene") return unsayable(context, test.span, "on a field EQL reads regular expressions as Lucene does");
  if (field.type === "flattened") return unsayable(context, test.span, "keys of a flattened field take no regular expressions");
  if (!isWritable(test.source, test.span, context)) return null;
  const query = regexpQuery(test, field, context);
  const parts = (query.kind === "bool" ? query.should : [query]).map((q) => regexTest(q, value));
  const [only] = parts;
  if (only === undefined || parts.includes(null)) return unsayable(context, test.span, "the regular expression has no form in EQL");
  return parts.length === 1 ? only : { kind: "or", operands: parts.filter((p) => p !== null) };
}

const regexTest = (query: Query, value: EqlExpression): EqlExpression | null =>
  query.kind === "regexp" ? { kind: "match", op: query.caseInsensitive ? "regex~" : "regex", value, patterns: [query.value] } : null;

function affixField(test: Affix, value: EqlExpression, context: EqlContext): EqlExpression | null {
  if (test.fold !== "none" && test.fold !== "ascii") return wrongFold(test, context);
  if (test.needle.kind !== "literal" || typeof test.needle.value !== "string") return unsayable(context, test.span, "the string is null");
  const needle = literalExpression(test.needle, context);
  return needle === null ? null : affixCall(test, [value, needle]);
}

/**
 * A computed test as a whole condition. EQL takes `test == false` there for `not test`, which also holds where the test is null or true for one value and false for another;
 * only "is not null" has another form.
 */
function rootTest(test: Scalar, leaf: EqlLeaf): EqlExpression | null {
  const { context } = leaf;
  if (test.kind === "literal")
    return typeof test.value === "boolean" || test.value === null ? { kind: "boolean", value: test.value === true } : null;
  if (test.kind !== "compare" || test.op !== "==" || test.right.kind !== "literal" || typeof test.right.value !== "boolean")
    return scalarExpression(test, leaf);
  if (test.right.value) return scalarExpression(test.left, leaf);
  if (test.left.kind === "is-null" && test.left.operand.type === "string") {
    const value = scalarExpression(test.left.operand, leaf);
    return value === null ? null : { kind: "match", op: "like", value, patterns: ["*"] };
  }
  return unsayable(context, test.span, "as a condition EQL takes a comparison with false for `not`, which is true of more events");
}
