import { error } from "../../diagnostics/diagnostic.ts";
import type { ArithmeticOp, Scalar } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";
import type { Span } from "../../source/span.ts";
import { typeWords } from "./coerce.ts";
import { compute, negate } from "./constant.ts";
import { constantTerm, type Lowering, scalarOf, scalarTerm, type Term, typeOfTerm } from "./lowering.ts";

const isNumber = (type: ValueType): boolean => type === "long" || type === "double" || type === "null";

function wantsNumber(lowering: Lowering, term: Term, op: string): boolean {
  const type = typeOfTerm(term);
  if (isNumber(type)) return true;
  const isTest = type === "boolean" && term.kind === "scalar" && term.scalar.kind !== "bound";
  lowering.report(
    error("eql/argument-type", `\`${op}\` calculates with numbers, not with ${typeWords[type]}`, term.span, {
      help: isTest
        ? "`in`, `:`, `like` and `regex` bind tighter than arithmetic: put the sum in brackets"
        : "`number()` makes a number of a string",
    }),
  );
  return false;
}

/** A sign in front of a number. */
export function signed(lowering: Lowering, operand: Term | null, op: "+" | "-", span: Span): Term | null {
  if (operand === null || !wantsNumber(lowering, operand, op)) return null;
  if (op === "+") return { ...operand, span };
  if (operand.kind === "constant") {
    const result = negate(operand.constant);
    return result.ok ? constantTerm(result.constant, span) : uncomputable(lowering, result.error, span);
  }
  return scalarTerm({ kind: "negate", id: lowering.ids.node(), span, type: operand.scalar.type, operand: operand.scalar });
}

/** Both operators and functions (`add(a, b)`) end here. */
export function arithmetic(lowering: Lowering, op: ArithmeticOp, left: Term, right: Term, span: Span): Term | null {
  if (!wantsNumber(lowering, left, op) || !wantsNumber(lowering, right, op)) return null;
  if (left.kind === "constant" && right.kind === "constant") {
    const result = compute(op, left.constant, right.constant);
    return result.ok ? constantTerm(result.constant, span) : uncomputable(lowering, result.error, span);
  }
  for (const term of [left, right])
    if (term.kind === "constant" && term.constant.type === "unsigned-long")
      return uncomputable(lowering, "the number does not fit 64 bits, and is no operand of arithmetic with a field", term.span);
  const type = [typeOfTerm(left), typeOfTerm(right)].includes("double") ? "double" : "long";
  const node: Scalar = {
    kind: "arithmetic",
    id: lowering.ids.node(),
    span,
    type,
    op,
    left: scalarOf(lowering, left),
    right: scalarOf(lowering, right),
  };
  return scalarTerm(node);
}

function uncomputable(lowering: Lowering, message: string, span: Span): null {
  lowering.report(error("eql/constant-arithmetic", message, span, { help: "Elasticsearch fails on this whatever the event" }));
  return null;
}
