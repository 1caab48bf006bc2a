import { arrow, binary, boolean, helper, type Js, name, nothing } from "./js-tree.ts";
import type { Form } from "./module.ts";

/**
 * What a scalar's expression gives in JavaScript.
 * - `text` in a form of letter case, `boolean`, `double`: just that. `date`: milliseconds. `address`: 32 hexadecimal digits. `null`: nothing else.
 * - integers: `safe` is a number that is always exact; `whole` is a number, or a bigint where a number would not be exact; `long` is always a bigint.
 * - `numeric`: a bigint for a long, a number for a double, as it comes.
 */
export type Kind = "text" | "boolean" | "safe" | "whole" | "long" | "double" | "numeric" | "date" | "address" | "null";

export interface Computed {
  readonly js: Js;
  readonly kind: Kind;
  /** May be null. */
  readonly nullable: boolean;
  /** May be undefined: it failed. */
  readonly fails: boolean;
  /** Of text: what has been done to its letters. */
  readonly form: Form;
  /** Of `safe`: the least and the greatest value. */
  readonly range: readonly [number, number];
}

const anything: readonly [number, number] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

export const computed = (
  kind: Kind,
  js: Js,
  { nullable = false, fails = false, form = "plain", range = anything }: Partial<Omit<Computed, "kind" | "js">> = {},
): Computed => ({ js, kind, nullable, fails, form, range });

export const missing: Computed = computed("null", nothing, { nullable: true });
export const isSure = (c: Computed): boolean => !c.nullable && !c.fails;

/** The flags of what is made of these. */
export const propagated = (...of: readonly Computed[]): { readonly nullable: boolean; readonly fails: boolean } => ({
  nullable: of.some((c) => c.nullable),
  fails: of.some((c) => c.fails),
});

/** A test on operands: written out if they are sure to be there, else guarded, so that null and failure stay what they are. */
export function applied(operands: readonly Computed[], test: (...operands: readonly Js[]) => Js): Computed {
  if (operands.every(isSure)) return computed("boolean", test(...operands.map((c) => c.js)));
  const parameters = operands.length === 1 ? ["x"] : operands.map((_, i) => `x${i + 1}`);
  return computed(
    "boolean",
    helper("lift", arrow(parameters, test(...parameters.map(name))), ...operands.map((c) => c.js)),
    propagated(...operands),
  );
}

/** Is it true? Null and failure are not. */
export const isTrue = (c: Computed): Js => (isSure(c) ? c.js : binary("===", c.js, boolean(true)));
