import type { Fold } from "../ir/fold.ts";
import type { Value, ValueType } from "../ir/value.ts";

/** One parameter. `types`: what a value may be (null is always allowed, and what it does is `nulls` or the function's own affair). */
export interface Parameter {
  readonly name: string;
  readonly types: readonly ValueType[];
  readonly optional: boolean;
  /** Only a constant of the rule. */
  readonly constant: boolean;
}

/** What `evaluate` gives: a value, or the run-time failure that makes the verdict `error`. */
export type Outcome = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

export const value = (v: Value): Outcome => ({ ok: true, value: v });
export const failure = (error: string): Outcome => ({ ok: false, error });

export interface Example {
  /** An EQL constant expression. */
  readonly expression: string;
  readonly value: Value;
}

/**
 * A function of the IR (`call` nodes), declared once: docs/functions.md, type checking, constant folding and the oracle all come from here.
 * `evaluate` gets exactly as many arguments as parameters, a missing optional one as null.
 */
export interface FunctionDefinition {
  /** The name in the IR: `substring`, `index-of`. */
  readonly name: string;
  /** Surface names by language; `~` marks that the insensitive form exists. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** The last parameter may repeat. */
  readonly variadic: boolean;
  readonly result: ValueType | ((args: readonly ValueType[]) => ValueType);
  /** Has an insensitive form. */
  readonly folds: boolean;
  /** Can fail at run time on some event. */
  readonly canFail: boolean;
  evaluate(args: readonly Value[], fold: Fold): Outcome;
  readonly examples: readonly Example[];
}
