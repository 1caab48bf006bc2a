import type { Code } from "../../src/diagnostics/diagnostic.ts";
import type { Direction } from "../../src/target/fidelity.ts";
import { always, and, type FalcoCondition, never, not, or } from "./condition.ts";

/** A departure from the rule, for the condition as it stands: a `not` around it turns its direction. */
export interface Approximation {
  readonly code: Code;
  readonly direction: Direction;
  readonly reason: string;
}

/** How Falco says a leaf, or why it cannot. */
export type Saying =
  | { readonly ok: true; readonly condition: FalcoCondition; readonly approximations: readonly Approximation[] }
  | { readonly ok: false; readonly code: Code; readonly reason: string; readonly help: string | null };

export const say = (condition: FalcoCondition, approximations: readonly Approximation[] = []): Saying => ({
  ok: true,
  condition,
  approximations,
});
export const cannot = (code: Code, reason: string, help: string | null = null): Saying => ({ ok: false, code, reason, help });

export const sayTrue = say(always);
export const sayFalse = say(never);

const combine = (sayings: readonly Saying[], join: (conditions: readonly FalcoCondition[]) => FalcoCondition): Saying => {
  const conditions: FalcoCondition[] = [];
  const approximations: Approximation[] = [];
  for (const saying of sayings) {
    if (!saying.ok) return saying;
    conditions.push(saying.condition);
    approximations.push(...saying.approximations);
  }
  return say(join(conditions), approximations);
};

/** Both combine what is monotone: directions stay. The first refusal wins. */
export const sayAny = (sayings: readonly Saying[]): Saying => combine(sayings, or);
export const sayAll = (sayings: readonly Saying[]): Saying => combine(sayings, and);

export function sayNot(saying: Saying): Saying {
  if (!saying.ok) return saying;
  const turned = { over: "under", under: "over", incomparable: "incomparable" } as const;
  return say(
    not(saying.condition),
    saying.approximations.map((a) => ({ ...a, direction: turned[a.direction] })),
  );
}

export const guarded = (saying: Saying, guard: FalcoCondition): Saying =>
  saying.ok ? say(and([saying.condition, guard]), saying.approximations) : saying;

export const approximately = (saying: Saying, approximation: Approximation): Saying =>
  saying.ok ? say(saying.condition, [...saying.approximations, approximation]) : saying;
