/**
 * How large an automaton may get, and how much work its making may take, before it gives up. A construction never hangs and never throws: what is too large
 * is a value that says so.
 */
export interface Limits {
  /** States of any one automaton, those in between included. */
  readonly states: number;
  /** Elementary steps of one construction; ten million take about a second. */
  readonly steps: number;
}

export const usualLimits: Limits = { states: 10_000, steps: 10_000_000 };

export type Made<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** What is left of the limits during one construction. Running out throws, and `making` catches it: that is never seen outside of src/automata. */
export interface Budget {
  /** There are this many states now. */
  states(count: number): void;
  spend(steps: number): void;
}

class TooLarge extends Error {}

export function making<T>(limits: Limits, make: (budget: Budget) => T): Made<T> {
  let left = limits.steps;
  const budget: Budget = {
    states(count) {
      if (count > limits.states) throw new TooLarge(`more than ${limits.states} states`);
    },
    spend(steps) {
      left -= steps;
      if (left < 0) throw new TooLarge(`more than ${limits.steps} steps`);
    },
  };
  try {
    return { ok: true, value: make(budget) };
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, reason: error.message };
    throw error;
  }
}
