import type { Condition } from "../ir/condition.ts";
import { assertNever } from "../source/assert-never.ts";

/**
 * What is asked of the leaves: by node id, the truth that the leaf must have. A leaf that is not named may have either.
 * Two leaves over one field can still contradict each other: that is for `solve.ts` to find out.
 */
export type Requirement = ReadonlyMap<number, boolean>;

export const nothing: Requirement = new Map();

/** Both requirements at once, or null where they contradict each other. */
export function both(a: Requirement, b: Requirement): Requirement | null {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [leaf, truth] of b) {
    const known = result.get(leaf);
    if (known !== undefined && known !== truth) return null;
    result.set(leaf, truth);
  }
  return result;
}

/**
 * The ways to make the condition true (or false), the simplest first: a disjunction gives one way for each operand. Lazy, since there may be very many.
 * For every way, whatever the leaves that it does not name do, the condition has the wanted truth.
 */
export function* ways(condition: Condition, wanted: boolean): Generator<Requirement> {
  switch (condition.kind) {
    case "constant":
      if (condition.value === wanted) yield nothing;
      return;
    case "exists":
    case "any":
      yield new Map([[condition.id, wanted]]);
      return;
    case "not":
      yield* ways(condition.operand, !wanted);
      return;
    case "nested":
      yield* ways(condition.where, wanted);
      return;
    case "and":
    case "or":
      if ((condition.kind === "and") === wanted) yield* allWays(condition.operands, wanted, 0, nothing);
      else for (const operand of condition.operands) yield* ways(operand, wanted);
      return;
    default:
      assertNever(condition);
  }
}

function* allWays(operands: readonly Condition[], wanted: boolean, at: number, sofar: Requirement): Generator<Requirement> {
  const operand = operands[at];
  if (operand === undefined) {
    yield sofar;
    return;
  }
  for (const way of ways(operand, wanted)) {
    const joined = both(sofar, way);
    if (joined !== null) yield* allWays(operands, wanted, at + 1, joined);
  }
}

/**
 * The ways in which the leaf with this id decides the condition: with every way, the condition is true exactly when the leaf has the truth
 * `decides(true)`. The leaf itself is not named. Nothing is yielded where the leaf is not in the condition.
 */
export function* decisive(condition: Condition, leaf: number): Generator<Requirement> {
  switch (condition.kind) {
    case "constant":
      return;
    case "exists":
    case "any":
      if (condition.id === leaf) yield nothing;
      return;
    case "not":
      yield* decisive(condition.operand, leaf);
      return;
    case "nested":
      yield* decisive(condition.where, leaf);
      return;
    case "and":
    case "or": {
      const neutral = condition.kind === "and";
      for (const [at, operand] of condition.operands.entries()) {
        if (!contains(operand, leaf)) continue;
        const others = condition.operands.filter((_, i) => i !== at);
        for (const inner of decisive(operand, leaf)) {
          for (const outer of allWays(others, neutral, 0, inner)) if (!outer.has(leaf)) yield outer;
        }
      }
      return;
    }
    default:
      assertNever(condition);
  }
}

export function contains(condition: Condition, leaf: number): boolean {
  switch (condition.kind) {
    case "constant":
      return false;
    case "exists":
    case "any":
      return condition.id === leaf;
    case "not":
      return contains(condition.operand, leaf);
    case "nested":
      return contains(condition.where, leaf);
    case "and":
    case "or":
      return condition.operands.some((c) => contains(c, leaf));
    default:
      return assertNever(condition);
  }
}
