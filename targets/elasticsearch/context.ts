import type { Code } from "../../src/diagnostics/diagnostic.ts";
import type { Span } from "../../src/source/span.ts";
import { type Deviation, type Direction, flip, type Refusal } from "../../src/target/fidelity.ts";

/** What an emission gathers on its way. `negated` is true under an odd number of `not`s. */
export interface Context {
  readonly version: Version;
  readonly negated: boolean;
  readonly deviations: Deviation[];
  readonly refusals: Refusal[];
}

export const versions = ["8.14", "8.19", "9.4"] as const;
export const latest = "9.4";
export type Version = (typeof versions)[number];

export const negate = (context: Context): Context => ({ ...context, negated: !context.negated });

/** `direction` is the leaf's own; what is recorded is the rule's. */
export function deviate(context: Context, code: Code, direction: Direction, span: Span, reason: string): void {
  context.deviations.push({ code, direction: context.negated ? flip(direction) : direction, span, reason });
}

export function refuse(context: Context, code: Code, span: Span, reason: string, help: string | null = null): void {
  context.refusals.push({ code, span, reason, help });
}
