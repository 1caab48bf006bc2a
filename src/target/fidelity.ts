import type { Code } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/span.ts";

/** How an artefact's matches relate to the rule's: equal, a superset, a subset, or neither. */
export type Fidelity = "exact" | Direction;
export type Direction = "over" | "under" | "incomparable";

/** One place where an artefact departs from the rule. `direction` is for the whole rule: a `not` above has already flipped it. */
export interface Deviation {
  readonly code: Code;
  readonly direction: Direction;
  readonly span: Span;
  /** Lower case, no period: why, in the words of the target's product. */
  readonly reason: string;
}

/** One reason why there is no artefact. */
export interface Refusal {
  readonly code: Code;
  readonly span: Span;
  readonly reason: string;
  readonly help: string | null;
}

export function join(a: Fidelity, b: Fidelity): Fidelity {
  if (a === b || b === "exact") return a;
  return a === "exact" ? b : "incomparable";
}

export function flip(direction: Direction): Direction {
  switch (direction) {
    case "over":
      return "under";
    case "under":
      return "over";
    case "incomparable":
      return "incomparable";
  }
}

export const fidelityOf = (deviations: readonly Deviation[]): Fidelity =>
  deviations.reduce<Fidelity>((f, d) => join(f, d.direction), "exact");
