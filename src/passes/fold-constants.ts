import { evaluateScalar } from "../eval/evaluate-scalar.ts";
import type { Any, Condition } from "../ir/condition.ts";
import { scalarsOf } from "../ir/walk.ts";
import { conditionPass, type Pass } from "./pass.ts";

/**
 * Leaves that no event changes become constants: tests without a bound value, and those whose fields are all unmapped and so always null.
 * A test that fails, or that would need the clock, stays: its failure is the event's verdict.
 */
export const foldConstants: Pass = conditionPass("fold-constants", fold);

function fold(condition: Condition): Condition {
  if (condition.kind === "exists" && !condition.field.mapped)
    return { kind: "constant", id: condition.id, span: condition.span, value: false };
  return condition.kind === "any" && isFixed(condition) ? folded(condition) : condition;
}

function isFixed(any: Any): boolean {
  if (any.binds.some((b) => b.field.mapped)) return false;
  return scalarsOf(any.test).every((s) => s.kind !== "literal" || !usesClock(s.value));
}

const usesClock = (value: unknown): boolean => typeof value === "string" && value.startsWith("now");

function folded(any: Any): Condition {
  const outcome = evaluateScalar(any.test, { bound: new Map(), now: null });
  return outcome.ok ? { kind: "constant", id: any.id, span: any.span, value: outcome.value === true } : any;
}
