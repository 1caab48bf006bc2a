/**
 * A Painless script as a tree. Text of a rule is never in it: constants are parameters, fields are named by parameters, and the functions called are those
 * of painless-library.ts. painless-print.ts makes the source.
 */
import type { Data } from "./json-text.ts";

export type PainlessExpression =
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "variable"; readonly index: number }
  | { readonly kind: "call"; readonly function: string; readonly args: readonly PainlessExpression[] };

/** True for a document when the test is true for some combination of the fields' values; a missing field is null, once. */
export interface PainlessScript {
  /** Names of parameters that hold field names, in the order of the variables. */
  readonly fields: readonly string[];
  readonly test: PainlessExpression;
  readonly parameters: { readonly [name: string]: Data };
}
