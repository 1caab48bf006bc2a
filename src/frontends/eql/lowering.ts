import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Any, Bind, Condition, Exists } from "../../ir/condition.ts";
import type { Field } from "../../ir/field.ts";
import type { Bound, Literal, Scalar } from "../../ir/scalar.ts";
import type { Value, ValueType } from "../../ir/value.ts";
import { familyOf } from "../../schema/es-type.ts";
import type { Span } from "../../source/span.ts";
import type { FieldResolver, Resolution } from "../_shared/field-resolver.ts";
import type { NodeIds } from "../_shared/node-ids.ts";
import type { FieldName } from "./ast.ts";
import { type Constant, valueTypeOf } from "./constant.ts";
import { pathOf } from "./field-uses.ts";

/** What every function of the lowering is given. */
export interface Lowering {
  readonly ids: NodeIds;
  readonly fields: FieldResolver;
  readonly report: (d: Diagnostic) => void;
}

/** The binds of one leaf, filled as its scalars are made: each occurrence of a field is a variable of its own. */
export interface LeafBinds {
  readonly binds: Bind[];
}

/** A value that may depend on the event. */
export type Term =
  | { readonly kind: "constant"; readonly constant: Constant; readonly span: Span }
  | { readonly kind: "scalar"; readonly scalar: Scalar; readonly span: Span };

/** What a part of the condition comes to: known at compile time (three-valued), or a condition. Null stands for "failed, and reported". */
export type Truth = { readonly kind: "known"; readonly value: boolean | null } | { readonly kind: "open"; readonly condition: Condition };

export const known = (value: boolean | null): Truth => ({ kind: "known", value });
export const open = (condition: Condition): Truth => ({ kind: "open", condition });

/** `within`: the call whose argument the field is. */
export const resolve = (lowering: Lowering, field: FieldName, within: Span = field.span): Resolution =>
  lowering.fields.resolve(pathOf(field.segments), field.optional, field.span, within);

export function literal(lowering: Lowering, type: ValueType, value: Value, span: Span): Literal {
  return { kind: "literal", id: lowering.ids.node(), span, type, value };
}

export const literalOf = (lowering: Lowering, constant: Constant, span: Span): Literal =>
  literal(lowering, valueTypeOf(constant.type), constant.value, span);

export const scalarOf = (lowering: Lowering, term: Term): Scalar =>
  term.kind === "scalar" ? term.scalar : literalOf(lowering, term.constant, term.span);

export const typeOfTerm = (term: Term): ValueType => (term.kind === "scalar" ? term.scalar.type : valueTypeOf(term.constant.type));

export const constantTerm = (constant: Constant, span: Span): Term => ({ kind: "constant", constant, span });
export const scalarTerm = (scalar: Scalar): Term => ({ kind: "scalar", scalar, span: scalar.span });

/** The type of a field's values. Fields of other families never get here (field-resolver.ts). */
export function valueTypeOfField(field: Field): ValueType {
  const family = familyOf(field.type);
  return family === "none" ? "string" : family;
}

export function bound(lowering: Lowering, field: Field, view: Bind["view"], span: Span, leaf: LeafBinds): Bound {
  const variable = lowering.ids.variable();
  leaf.binds.push({ variable, field, view });
  return { kind: "bound", id: lowering.ids.node(), span, type: valueTypeOfField(field), variable };
}

export function any(lowering: Lowering, leaf: LeafBinds, test: Scalar): Any {
  return { kind: "any", id: lowering.ids.node(), span: test.span, binds: leaf.binds, test };
}

export function exists(lowering: Lowering, field: Field, span: Span): Exists {
  return { kind: "exists", id: lowering.ids.node(), span, field };
}

export function not(lowering: Lowering, truth: Truth, span: Span): Truth {
  if (truth.kind === "known") return known(truth.value === null ? null : !truth.value);
  // two-valued, so a double negation is none
  if (truth.condition.kind === "not") return open(truth.condition.operand);
  return open({ kind: "not", id: lowering.ids.node(), span, operand: truth.condition });
}
