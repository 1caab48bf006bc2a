import type { Any, Condition, Constant, Exists } from "../../ir/condition.ts";
import type { Field } from "../../ir/field.ts";
import type { Literal, Scalar } from "../../ir/scalar.ts";
import type { Value, ValueType } from "../../ir/value.ts";
import { familyOf } from "../../schema/es-type.ts";
import type { Span } from "../../source/span.ts";
import type { NodeIds } from "./node-ids.ts";

/** IR nodes for languages whose tests are each of one field, answered by the index. */

/** The type of a field's values. Only for fields that a resolver gave: the others have none. */
export function valueTypeOf(field: Field): ValueType {
  const family = familyOf(field.type);
  return family === "none" ? "string" : family;
}

export const literalNode = (ids: NodeIds, type: ValueType, value: Value, span: Span): Literal => ({
  kind: "literal",
  id: ids.node(),
  span,
  type,
  value,
});

/** A test of the values of one field; `at` is where the query names it. */
export function fieldTest(ids: NodeIds, field: Field, at: Span, make: (value: Scalar) => Scalar): Any {
  const variable = ids.variable();
  const value: Scalar = { kind: "bound", id: ids.node(), span: at, type: valueTypeOf(field), variable };
  const test = make(value);
  return { kind: "any", id: ids.node(), span: test.span, binds: [{ variable, field, view: "index" }], test };
}

export const existsNode = (ids: NodeIds, field: Field, span: Span): Exists => ({ kind: "exists", id: ids.node(), span, field });

export const constantNode = (ids: NodeIds, value: boolean, span: Span): Constant => ({ kind: "constant", id: ids.node(), span, value });

/** The complement. Conditions are two-valued, so that a double negation is none. */
export const notNode = (ids: NodeIds, operand: Condition, span: Span): Condition =>
  operand.kind === "not" ? operand.operand : { kind: "not", id: ids.node(), span, operand };

/** All, or some, of the operands: of none, `and` holds and `or` does not; one stands for itself. */
export function logicNode(ids: NodeIds, kind: "and" | "or", operands: readonly Condition[], span: Span): Condition {
  const [first] = operands;
  if (first === undefined) return constantNode(ids, kind === "and", span);
  return operands.length === 1 ? first : { kind, id: ids.node(), span, operands };
}
