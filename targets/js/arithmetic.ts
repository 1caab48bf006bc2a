import type { ArithmeticOp } from "../../src/ir/scalar.ts";
import { numberLiteral } from "./compare.ts";
import { type Computed, computed, isSure, propagated } from "./computed.ts";
import { type BinaryOp, binary, call, helper, type Js, name } from "./js-tree.ts";
import type { HelperName } from "./runtime.generated.ts";

const helperOf: Readonly<Record<ArithmeticOp, HelperName>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
};
const isInteger = (c: Computed): boolean => c.kind === "safe" || c.kind === "whole" || c.kind === "long";
export const isNumber = (c: Computed): boolean => isInteger(c) || c.kind === "double" || c.kind === "numeric";

/** The value as the helpers compute: longs are bigints. */
export function numericJs(c: Computed): Js {
  if (c.kind !== "safe" && c.kind !== "whole") return c.js;
  if (c.js.kind === "number") return numberLiteral(BigInt(c.js.value));
  if (c.js.kind === "bigint") return c.js;
  return isSure(c) ? call(name("BigInt"), c.js) : helper("long", c.js);
}

/** Both operands are numbers. Small integers stay numbers as long as no result can be inexact. */
export function arithmeticOf(op: ArithmeticOp, left: Computed, right: Computed): Computed {
  if (left.kind === "safe" && right.kind === "safe" && isSure(left) && isSure(right)) {
    const range = rangeOf(op, left.range, right.range);
    if (range !== null) return computed("safe", binary(jsOp(op), left.js, right.js), { range });
  }
  const doubles = left.kind === "double" || right.kind === "double";
  const plain = (c: Computed): boolean => (c.kind === "double" || c.kind === "safe") && isSure(c);
  if (doubles && plain(left) && plain(right)) return computed("double", binary(jsOp(op), left.js, right.js));
  const { nullable, fails } = propagated(left, right);
  const kind = doubles ? "double" : isInteger(left) && isInteger(right) ? "long" : "numeric";
  return computed(kind, helper(helperOf[op], numericJs(left), numericJs(right)), { nullable, fails: fails || kind !== "double" });
}

const jsOp = (op: ArithmeticOp): BinaryOp => op;

/** The least and greatest result of an operation that JavaScript's numbers do exactly as longs; null where they may not. */
function rangeOf(op: ArithmeticOp, [a, b]: readonly [number, number], [c, d]: readonly [number, number]): readonly [number, number] | null {
  const results = { "+": [a + c, b + d], "-": [a - d, b - c], "*": [a * c, a * d, b * c, b * d], "/": [], "%": [] }[op];
  if (results.length === 0) return null;
  const range = [Math.min(...results), Math.max(...results)] as const;
  return range.every(Number.isSafeInteger) ? range : null;
}

export function negateOf(operand: Computed): Computed {
  if (operand.js.kind === "number")
    return { ...operand, js: { kind: "number", value: -operand.js.value }, range: [-operand.range[1], -operand.range[0]] };
  if ((operand.kind === "safe" || operand.kind === "double") && isSure(operand))
    return computed(operand.kind, helper("negate", operand.js), { range: [-operand.range[1], -operand.range[0]] });
  const kind = operand.kind === "double" || operand.kind === "numeric" ? operand.kind : "long";
  return computed(kind, helper("negate", numericJs(operand)), { nullable: operand.nullable, fails: operand.fails || kind !== "double" });
}
