import type { And, Condition, Or } from "../ir/condition.ts";
import { conditionPass, type Pass } from "./pass.ts";

/**
 * Logic in its shortest form: `and` and `or` hold no others of their kind, no constants and at least two operands; no `not` of a `not` or of a constant.
 * Verdicts stay, errors too: false decides an `and` and true an `or` whatever fails beside them, and everything else fails as before.
 */
export const flattenLogic: Pass = conditionPass("flatten-logic", flatten);

function flatten(condition: Condition): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return junction(condition);
    case "not": {
      const { operand } = condition;
      if (operand.kind === "not") return operand.operand;
      return operand.kind === "constant" ? { ...operand, value: !operand.value } : condition;
    }
    default:
      return condition;
  }
}

function junction(node: And | Or): Condition {
  const neutral = node.kind === "and";
  const flat = node.operands.flatMap((o) => (o.kind === node.kind ? o.operands : [o]));
  const deciding = flat.find((o) => o.kind === "constant" && o.value !== neutral);
  if (deciding !== undefined) return deciding;
  const operands = flat.filter((o) => o.kind !== "constant");
  const [first] = operands;
  if (first === undefined) return { kind: "constant", id: node.id, span: node.span, value: neutral };
  if (operands.length === 1) return first;
  const same = operands.length === node.operands.length && operands.every((o, i) => o === node.operands[i]);
  return same ? node : { ...node, operands };
}
