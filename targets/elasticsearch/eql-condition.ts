/** Conditions as EQL. Both are two-valued, with the negation outside of the test. */
import type { Condition, Leaf } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type EqlContext, eqlField, unsayable } from "./eql-context.ts";
import { leafExpression } from "./eql-leaf.ts";
import type { EqlEvent, EqlExpression } from "./eql-tree.ts";

/** The events of a source: the category apart, where the condition starts with one. Null: EQL cannot say it, which is recorded. */
export function eqlEvent(where: Condition, context: EqlContext): EqlEvent | null {
  const operands = where.kind === "and" ? where.operands : [where];
  const [first, ...rest] = operands;
  const category = first === undefined ? null : categoryOf(first, context);
  const inner = category === null ? operands : rest;
  const parts: EqlExpression[] = [];
  for (const operand of inner) {
    const part = conditionExpression(operand, context);
    if (part === null) return null;
    parts.push(part);
  }
  const [only] = parts;
  if (only === undefined) return { category, where: { kind: "boolean", value: true } };
  return { category, where: parts.length === 1 ? only : { kind: "and", operands: parts } };
}

/** `event.category == "process"`, which `process where` says. Not where the rule writes the field as optional: then it may be missing from the index. */
function categoryOf(condition: Condition, context: EqlContext): string | null {
  if (condition.kind !== "any" || condition.binds.length !== 1) return null;
  const { test, binds } = condition;
  const [bind] = binds;
  if (bind === undefined || test.kind !== "compare" || test.op !== "==" || test.fold !== "none") return null;
  if (test.left.kind !== "bound" || test.right.kind !== "literal" || typeof test.right.value !== "string") return null;
  if (fieldName(bind.field) !== context.categoryField || /\p{Surrogate}/u.test(test.right.value)) return null;
  return eqlField(bind.field, test.left.span, context)?.optional === false ? test.right.value : null;
}

function conditionExpression(condition: Condition, context: EqlContext): EqlExpression | null {
  switch (condition.kind) {
    case "constant":
      return { kind: "boolean", value: condition.value };
    case "and":
    case "or": {
      const operands: EqlExpression[] = [];
      for (const operand of condition.operands) {
        const expression = conditionExpression(operand, context);
        if (expression === null) return null;
        operands.push(expression);
      }
      return { kind: condition.kind, operands };
    }
    case "not": {
      const inner = conditionExpression(condition.operand, { ...context, negated: !context.negated });
      return inner === null ? null : negated(inner);
    }
    case "exists":
    case "any":
      return testExpression(condition, context);
    case "nested":
      return unsayable(context, condition.span, "EQL does not look into fields of type nested");
    default:
      return assertNever(condition);
  }
}

function testExpression(leaf: Leaf, context: EqlContext): EqlExpression | null {
  if (leaf.kind === "any") return leafExpression(leaf, context);
  // no index has it, so that no event does
  if (!leaf.field.mapped) return { kind: "boolean", value: false };
  const field = eqlField(leaf.field, leaf.span, context);
  return field === null ? null : { kind: "comparison", op: "!=", left: field, right: { kind: "null" } };
}

/** `!=` and `not in` are the negations of `==` and `in`, from outside. */
function negated(inner: EqlExpression): EqlExpression {
  if (inner.kind === "comparison" && inner.op === "==") return { ...inner, op: "!=" };
  if (inner.kind === "comparison" && inner.op === "!=" && inner.right.kind === "null") return { ...inner, op: "==" };
  if (inner.kind === "in" && !inner.negated) return { ...inner, negated: true };
  return { kind: "not", operand: inner };
}
