import { error, warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import { type Field, fieldName } from "../../ir/field.ts";
import type { CompareOp, Scalar } from "../../ir/scalar.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { networkOf } from "../_shared/network.ts";
import { affixField } from "./affix.ts";
import type { Call, Comparison, Expression, FieldName, In, Logic, Match } from "./ast.ts";
import { fits, functionOfCall, wildcardMatching } from "./call.ts";
import { cidrField, networksOf } from "./cidr.ts";
import { coerce, typeWords } from "./coerce.ts";
import { type ConstantOption, flipped, foldable, optionLiterals } from "./compare.ts";
import type { Constant } from "./constant.ts";
import { eqlFunction } from "./function-names.ts";
import {
  any,
  bound,
  exists,
  known,
  type LeafBinds,
  type Lowering,
  literal,
  not,
  open,
  resolve,
  type Term,
  type Truth,
  typeOfTerm,
  valueTypeOfField,
} from "./lowering.ts";
import { matchField, matchingParts } from "./match.ts";
import type { Matching } from "./patterns.ts";
import { scriptLeaf } from "./script-leaf.ts";
import { constantOptions, lowerTerm, matchingOf } from "./term.ts";

/**
 * An expression as a condition. A test of a plain field against constants is answered by the index, any other is one script; what is known at compile time
 * folds in three values, as Elasticsearch's optimiser does it. Null: an error, reported.
 */
export function lowerCondition(lowering: Lowering, e: Expression): Truth | null {
  switch (e.kind) {
    case "and":
    case "or":
      return lowerLogic(lowering, e);
    case "not":
      return lowerNot(lowering, e.operand, e.span);
    case "field":
      return lowerBareField(lowering, e);
    case "comparison":
      return lowerComparison(lowering, e);
    case "in":
      return lowerIn(lowering, e);
    case "match":
      return lowerMatching(lowering, e.value, matchingOf(lowering, e), (m) => ({ ...e, patterns: patternNodes(m) }));
    case "call":
      return lowerCallTest(lowering, e);
    case "boolean":
      return known(e.value);
    case "null":
      return known(null);
    case "string":
    case "number":
    case "unary":
    case "arithmetic":
    case "error":
      return lowerScript(lowering, e);
    default:
      return assertNever(e);
  }
}

/**
 * `true` and `false` go by the rules of logic. A null takes an `and` with it even where the rest might be false, and drops out of an `or`
 * (PruneFilters.foldBinaryLogic): so does `not (?unmapped == "a" and b == "c")` come to null, and match nothing.
 */
function lowerLogic(lowering: Lowering, e: Logic): Truth | null {
  const truths = e.operands.map((operand) => lowerCondition(lowering, operand));
  const operands: Condition[] = [];
  let nulls = 0;
  let decided = false;
  const decisive = e.kind === "or";
  for (const truth of truths) {
    if (truth === null) return null;
    if (truth.kind === "open") operands.push(truth.condition);
    else if (truth.value === null) nulls++;
    else if (truth.value === decisive) decided = true;
  }
  if (decided) return known(decisive);
  const [only] = operands;
  if (only === undefined) return known(nulls > 0 ? null : !decisive);
  if (nulls > 0 && e.kind === "and") return known(null);
  if (operands.length === 1) return open(only);
  return open({ kind: e.kind, id: lowering.ids.node(), span: e.span, operands });
}

/** Elasticsearch adds `== true` to a bare field in `and`, `or` and as the whole condition, not under `not`, where it then has no translation. */
function lowerNot(lowering: Lowering, operand: Expression, span: Span): Truth | null {
  if (operand.kind === "field") {
    const found = resolve(lowering, operand);
    if (found.kind === "field" && valueTypeOfField(found.field) === "boolean") {
      const name = fieldName(found.field);
      lowering.report(
        error("eql/not-bare-field", "`not` needs a test, not a field by itself", operand.span, {
          help: `write \`${name} == false\`, or \`${name} != true\` to match also where the field is missing`,
        }),
      );
      return null;
    }
  }
  const truth = lowerCondition(lowering, operand);
  return truth === null ? null : not(lowering, truth, span);
}

function lowerBareField(lowering: Lowering, e: FieldName): Truth | null {
  const found = resolve(lowering, e);
  if (found.kind === "failed") return null;
  if (found.kind === "unmapped") return known(null);
  const type = valueTypeOfField(found.field);
  if (type === "boolean") return compareField(lowering, found.field, e.span, "==", { type: "boolean", value: true }, e.span, e.span);
  return notBoolean(lowering, e, typeWords[type], "compare the field with a value");
}

function notBoolean(lowering: Lowering, e: Expression, found: string, help: string): null {
  lowering.report(error("eql/not-boolean", `a condition is expected, not ${found}`, e.span, { label: found, help }));
  return null;
}

/** A plain field that is mapped; null for any other expression. An unmapped one is a constant. */
function plainField(lowering: Lowering, e: Expression): Field | null {
  if (e.kind !== "field") return null;
  const found = resolve(lowering, e);
  return found.kind === "field" ? found.field : null;
}

function lowerComparison(lowering: Lowering, e: Comparison): Truth | null {
  if (e.op === "!=") {
    const equal = lowerEquality(lowering, { ...e, op: "==" });
    return equal === null ? null : not(lowering, equal, e.span);
  }
  return e.op === "==" ? lowerEquality(lowering, e) : lowerOrder(lowering, e, e.op);
}

/** `test == true` is the test, `test == false` its negation: both two-valued (BooleanFunctionEqualsElimination). */
function lowerEquality(lowering: Lowering, e: Comparison): Truth | null {
  if (!isTest(e.left) && !isTest(e.right)) return lowerOrder(lowering, e, "==");
  for (const [test, other] of [
    [e.left, e.right],
    [e.right, e.left],
  ] as const) {
    if (!isTest(test) || isTest(other) || other.kind === "field") continue;
    const term = lowerTerm(lowering, other, { binds: [] });
    if (term === null) return null;
    if (term.kind !== "constant" || typeof term.constant.value !== "boolean") break;
    const truth = lowerCondition(lowering, test);
    if (truth === null || (truth.kind === "known" && truth.value === null)) return truth;
    return term.constant.value ? truth : not(lowering, truth, e.span);
  }
  return lowerOrder(lowering, e, "==");
}

/** Is the expression a test rather than a value? */
function isTest(e: Expression): boolean {
  switch (e.kind) {
    case "and":
    case "or":
    case "not":
    case "comparison":
    case "in":
    case "match":
      return true;
    case "call": {
      const meaning = eqlFunction(e.name)?.meaning.kind;
      return meaning === "affix" || meaning === "wildcard" || meaning === "cidr";
    }
    default:
      return false;
  }
}

/** A comparison that is not `!=`. */
function lowerOrder(lowering: Lowering, e: Comparison, op: CompareOp): Truth | null {
  const left = plainField(lowering, e.left);
  const right = plainField(lowering, e.right);
  if ((left === null) === (right === null)) return lowerScript(lowering, e);
  const [field, at, other] = left !== null ? [left, e.left, e.right] : [right, e.right, e.left];
  const term = lowerTerm(lowering, other, { binds: [] });
  if (term === null || field === null) return null;
  if (term.kind === "scalar") return lowerScript(lowering, e);
  return compareField(lowering, field, at.span, left !== null ? op : flipped[op], term.constant, other.span, e.span);
}

function compareField(
  lowering: Lowering,
  field: Field,
  at: Span,
  op: CompareOp,
  constant: Constant,
  constantSpan: Span,
  span: Span,
): Truth | null {
  if (constant.value === null) return op === "==" ? not(lowering, open(exists(lowering, field, span)), span) : known(null);
  const type = valueTypeOfField(field);
  const network =
    type === "ip" && op === "==" && typeof constant.value === "string" && constant.value.includes("/") ? constant.value : null;
  if (network !== null) {
    // a term query on an address takes networks, so that `==` is a cidrMatch
    const networks = networksOf(lowering, [{ kind: "constant", constant, span: constantSpan }]);
    return networks === null ? null : cidrField(lowering, field, at, networks, span);
  }
  if (type === "string" && op === "==" && typeof constant.value === "string" && constant.value.includes("*"))
    lowering.report(
      warning("eql/literal-wildcard", "`==` and `!=` take `*` literally", constantSpan, {
        help: "for a pattern write `:` or `like`; if the star is meant, `in (…)` says so without this warning",
      }),
    );
  const coerced = coerce(type, constant, constantSpan);
  if (!coerced.ok) {
    lowering.report(coerced.problem);
    return null;
  }
  return leafOf(lowering, field, at, (left) => {
    const right = literal(lowering, coerced.type, coerced.value, constantSpan);
    return { kind: "compare", id: lowering.ids.node(), span, type: "boolean", op, left, right, fold: "none" };
  });
}

/** One test of one field, answered by the index. */
function leafOf(lowering: Lowering, field: Field, at: Span, make: (value: Scalar) => Scalar): Truth {
  const leaf: LeafBinds = { binds: [] };
  return open(any(lowering, leaf, make(bound(lowering, field, "index", at, leaf))));
}

function lowerIn(lowering: Lowering, e: In): Truth | null {
  const truth = lowerPositiveIn(lowering, e);
  return truth === null || !e.negated ? truth : not(lowering, truth, e.span);
}

function lowerPositiveIn(lowering: Lowering, e: In): Truth | null {
  const field = plainField(lowering, e.value);
  const options = constantOptions(lowering, e);
  if (options === null) return null;
  const value = field === null ? lowerTerm(lowering, e.value, { binds: [] }) : null;
  if (field === null && value === null) return null;
  if (options.every((o) => o.constant.value === null) && value?.kind !== "constant") {
    lowering.report(
      warning("eql/only-null", "a list of nulls alone matches nothing", e.span, {
        help: "to ask for a missing field write `field == null`",
      }),
    );
    return known(false);
  }
  if (field === null) return lowerScript(lowering, { ...e, negated: false });
  return inField(lowering, field, e, options);
}

function inField(lowering: Lowering, field: Field, e: In, options: readonly ConstantOption[]): Truth | null {
  const type = valueTypeOfField(field);
  const at = e.value.span;
  if (!foldable(lowering, type, e.insensitive, at)) return null;
  if (type === "ip" && options.some((o) => typeof o.constant.value === "string" && o.constant.value.includes("/"))) {
    const networks = options.map((o) => (typeof o.constant.value === "string" ? networkOf(o.constant.value, o.span) : null));
    if (networks.every((n) => n !== null)) return cidrField(lowering, field, at, networks, e.span);
  }
  const literals = optionLiterals(lowering, type, options);
  if (literals === null) return null;
  return leafOf(lowering, field, at, (value) => ({
    kind: "in-set",
    id: lowering.ids.node(),
    span: e.span,
    type: "boolean",
    value,
    options: literals,
    fold: e.insensitive ? "ascii" : "none",
  }));
}

const patternNodes = (matching: Matching): Match["patterns"] =>
  matching.patterns.map((p) => ({ kind: "string", value: p.text, span: p.span }));

/** `:`, `like`, `regex`, `wildcard()`. `part` makes an expression of a part of the patterns, for a script. */
function lowerMatching(lowering: Lowering, value: Expression, matching: Matching | null, part: (m: Matching) => Expression): Truth | null {
  if (matching === null) return null;
  if (matching.patterns.length === 0) return known(null);
  const field = plainField(lowering, value);
  if (field !== null) return matchField(lowering, field, value.span, matching);
  const truths = matchingParts(matching).map((m) => lowerScript(lowering, part(m)));
  const [first, second] = truths;
  if (first === undefined || second === undefined || first === null || second === null)
    return truths.includes(null) ? null : (first ?? null);
  if (first.kind === "known" || second.kind === "known") return first.kind === "known" && first.value !== true ? second : first;
  return open({ kind: "or", id: lowering.ids.node(), span: matching.span, operands: [first.condition, second.condition] });
}

/** A call as a condition: on a plain field and constants the index answers, if it can. */
function lowerCallTest(lowering: Lowering, e: Call): Truth | null {
  const meaning = eqlFunction(e.name)?.meaning;
  const [first, ...rest] = e.args;
  if (first?.kind === "field") resolve(lowering, first, e.span);
  const field = first === undefined ? null : plainField(lowering, first);
  if (meaning === undefined || first === undefined || meaning.kind === "call" || meaning.kind === "arithmetic")
    return lowerScript(lowering, e);
  if (field === null && meaning.kind !== "wildcard") return lowerScript(lowering, e);
  const fn = functionOfCall(lowering, e);
  if (fn === null) return null;
  const terms = rest.map((arg) => lowerTerm(lowering, arg, { binds: [] }));
  const constants: Extract<Term, { kind: "constant" }>[] = [];
  for (const [i, term] of terms.entries()) {
    if (term === null) return null;
    if (!fits(lowering, e, fn, i + 1, typeOfTerm(term), term.kind === "constant")) return null;
    if (term.kind === "constant") constants.push(term);
  }
  if (constants.length < terms.length) return lowerScript(lowering, e);
  if (meaning.kind === "wildcard")
    return lowerMatching(lowering, first, wildcardMatching(fn, e, constants), (m) => ({ ...e, args: [first, ...patternNodes(m)] }));
  if (field === null || !fits(lowering, e, fn, 0, valueTypeOfField(field), false)) return null;
  if (meaning.kind === "cidr") {
    const networks = networksOf(lowering, constants);
    return networks === null ? null : cidrField(lowering, field, first.span, networks, e.span);
  }
  const [needle] = constants;
  return needle === undefined ? null : affixField(lowering, meaning.where, field, first.span, needle, e.insensitive, e.span);
}

/** Everything else: one leaf whose value is computed from doc values. */
function lowerScript(lowering: Lowering, e: Expression): Truth | null {
  const leaf: LeafBinds = { binds: [] };
  const term = lowerTerm(lowering, e, leaf);
  if (term === null) return null;
  const type = typeOfTerm(term);
  if (type !== "boolean" && type !== "null") return notBoolean(lowering, e, typeWords[type], "compare it with a value");
  if (term.kind === "scalar") return open(scriptLeaf(lowering, leaf, term.scalar, e.span));
  const { value } = term.constant;
  return known(typeof value === "boolean" ? value : null);
}
