import type { Regex } from "../ir/pattern.ts";
import { determinise } from "./determinise.ts";
import type { Dfa } from "./dfa.ts";
import { type Limits, type Made, making, usualLimits } from "./limits.ts";
import { nfaOf } from "./nfa.ts";
import * as operations from "./operations.ts";

/**
 * The door to the library. An automaton stands for a set of texts; every construction is bounded by `Limits` and gives up with a value. Patterns come
 * with their folding written out: automata compare code points.
 */
export type { Dfa } from "./dfa.ts";
export { accepts } from "./dfa.ts";
export { type Limits, type Made, usualLimits } from "./limits.ts";
export { complement, isEmpty, isTotal, minimise } from "./operations.ts";

/** The texts that match the pattern as a whole. */
export const ofRegex = (regex: Regex, limits: Limits = usualLimits): Made<Dfa> =>
  making(limits, (budget) => determinise(nfaOf(regex, budget), budget));

/** The texts that are in both. */
export const intersection = (a: Dfa, b: Dfa, limits: Limits = usualLimits): Made<Dfa> =>
  making(limits, (budget) => operations.intersect(a, b, budget));

/** The texts that are in one of the two at least. */
export const unionOf = (a: Dfa, b: Dfa, limits: Limits = usualLimits): Made<Dfa> =>
  making(limits, (budget) => operations.product(a, b, (x, y) => x || y, budget));

/** The texts that are in `a` and not in `b`. */
export const difference = (a: Dfa, b: Dfa, limits: Limits = usualLimits): Made<Dfa> =>
  making(limits, (budget) => operations.product(a, b, (x, y) => x && !y, budget));

/** Is every text of `a` in `b`? */
export function isSubset(a: Dfa, b: Dfa, limits: Limits = usualLimits): Made<boolean> {
  const outside = difference(a, b, limits);
  return outside.ok ? { ok: true, value: operations.isEmpty(outside.value) } : outside;
}
