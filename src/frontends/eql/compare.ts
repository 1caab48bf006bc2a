import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import type { CompareOp, Literal, Scalar } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";
import type { Span } from "../../source/span.ts";
import { type Coerced, coerce, typeWords } from "./coerce.ts";
import { booleanConstant, type Constant, compareConstants, nullConstant, nullOf, valueTypeOf } from "./constant.ts";
import { constantTerm, type Lowering, literal, scalarTerm, type Term } from "./lowering.ts";

export const flipped: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Elasticsearch compares with constants alone; where its check fails it blames the right side. */
export function fieldsCompared(offender: Span, other: Span): Diagnostic {
  return error("eql/field-comparison", "comparisons between fields are not supported", offender, {
    label: "this depends on the event",
    secondary: [{ span: other, text: "and so does this" }],
    help: "compare each with a constant; inside of one function or sum several fields are fine",
  });
}

/** The constant as Elasticsearch's scripts compare it: a computed value takes its own type alone, a field's value what the field takes. */
function coerceFor(scalar: Scalar, constant: Constant, span: Span): Coerced {
  if (scalar.kind === "bound") return coerce(scalar.type, constant, span);
  return sameKind(scalar.type, valueTypeOf(constant.type))
    ? coerce(scalar.type, constant, span)
    : { ok: false, problem: mismatch(scalar.type, constant, span) };
}

/** Numbers compare with numbers; dates and addresses are written as strings. */
export function sameKind(left: ValueType, right: ValueType): boolean {
  const kind = (t: ValueType): ValueType => (t === "double" ? "long" : t);
  return (
    kind(left) === kind(right) || ((left === "date" || left === "ip") && right === "string") || (left === "date" && kind(right) === "long")
  );
}

export function mismatch(left: ValueType, constant: Constant, span: Span): Diagnostic {
  return error("eql/type-mismatch", `${typeWords[left]} is compared with ${typeWords[valueTypeOf(constant.type)]}`, span, {
    help:
      left === "string"
        ? "write the value in double quotes"
        : "convert with `string()` or `number()`, or compare with a value of the same type",
  });
}

/** `left op right` as a scalar. Null: an error, reported. `==` with null asks for null; every other comparison with null is null. */
export function compareTerms(lowering: Lowering, op: CompareOp, left: Term, right: Term, span: Span): Term | null {
  if (left.kind === "constant" && right.kind === "constant") return constantTerm(fold(op, left.constant, right.constant), span);
  if (left.kind === "scalar" && right.kind === "scalar") {
    lowering.report(fieldsCompared(right.span, left.span));
    return null;
  }
  if (left.kind === "constant" || right.kind === "scalar") return compareTerms(lowering, flipped[op], right, left, span);
  if (right.constant.value === null) return op === "==" ? isNull(lowering, left.scalar, span) : constantTerm(nullConstant, span);
  const coerced = coerceFor(left.scalar, right.constant, right.span);
  if (!coerced.ok) {
    lowering.report(coerced.problem);
    return null;
  }
  const other = literal(lowering, coerced.type, coerced.value, right.span);
  return scalarTerm({ kind: "compare", id: lowering.ids.node(), span, type: "boolean", op, left: left.scalar, right: other, fold: "none" });
}

function fold(op: CompareOp, left: Constant, right: Constant): Constant {
  if (op === "==" && left.value === null && right.value === null) return booleanConstant(true);
  const missing = left.type === "unmapped" || right.type === "unmapped";
  if (op === "==" && !missing && (left.value === null || right.value === null)) return booleanConstant(false);
  if (left.value === null || right.value === null) return nullOf(left, right);
  return booleanConstant(compareConstants(op, left, right));
}

function isNull(lowering: Lowering, operand: Scalar, span: Span): Term {
  if (operand.kind === "is-null") return constantTerm(booleanConstant(false), span);
  return scalarTerm({ kind: "is-null", id: lowering.ids.node(), span, type: "boolean", operand });
}

/** `value in (options)` as a scalar; the options are constants. Nulls among the options of a computed value never match. */
export function inTerms(
  lowering: Lowering,
  value: Term,
  options: readonly ConstantOption[],
  insensitive: boolean,
  span: Span,
): Term | null {
  if (value.kind === "constant") return constantTerm(foldIn(value.constant, options, insensitive), span);
  const literals = optionLiterals(lowering, value.scalar.type, options);
  if (literals === null || !foldable(lowering, value.scalar.type, insensitive, value.span)) return null;
  if (literals.length === 0) return constantTerm(nullConstant, span);
  const node: Scalar = {
    kind: "in-set",
    id: lowering.ids.node(),
    span,
    type: "boolean",
    value: value.scalar,
    options: literals,
    fold: insensitive ? "java-root" : "none",
  };
  return scalarTerm(node);
}

export interface ConstantOption {
  readonly constant: Constant;
  readonly span: Span;
}

/** The options that are not null as literals of the type. Elasticsearch rejects lists of another type than the value. */
export function optionLiterals(lowering: Lowering, type: ValueType, options: readonly ConstantOption[]): readonly Literal[] | null {
  const literals: Literal[] = [];
  let failed = false;
  for (const { constant, span } of options) {
    if (constant.value === null) continue;
    const coerced: Coerced = sameKind(type, valueTypeOf(constant.type))
      ? coerce(type, constant, span)
      : { ok: false, problem: mismatch(type, constant, span) };
    if (coerced.ok) literals.push(literal(lowering, coerced.type, coerced.value, span));
    else {
      lowering.report(coerced.problem);
      failed = true;
    }
  }
  return failed ? null : literals;
}

/** Only strings have letter case. */
export function foldable(lowering: Lowering, type: ValueType, insensitive: boolean, at: Span): boolean {
  if (!insensitive || type === "string") return true;
  lowering.report(error("eql/argument-type", `\`in~\` tests strings, not ${typeWords[type]}`, at, { help: "write `in`" }));
  return false;
}

function foldIn(value: Constant, options: readonly ConstantOption[], insensitive: boolean): Constant {
  if (value.value === null) return nullOf(value);
  if (options.some((o) => compareConstants("==", value, o.constant, insensitive) === true)) return booleanConstant(true);
  return options.some((o) => o.constant.value === null) ? nullConstant : booleanConstant(false);
}
