/**
 * A Painless script as a tree. Text of a rule is never in it: constants are parameters, fields are named by parameters, and the functions called are those
 * of painless-library.ts. painless-print.ts makes the source.
 */
import type { Data } from "./json-text.ts";
import type { LibraryFunction } from "./painless-library.ts";

export type PainlessExpression =
  /** `params.name`: a constant of the rule. */
  | { readonly kind: "parameter"; readonly name: string }
  /** The value of the bind at this place. */
  | { readonly kind: "variable"; readonly index: number }
  /** A switch of a library function, no constant of the rule. */
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "list"; readonly items: readonly PainlessExpression[] }
  | { readonly kind: "call"; readonly function: LibraryFunction; readonly args: readonly PainlessExpression[] };

/** True for a document when the test is true for some combination of the fields' values; a missing field is null, once. */
export interface PainlessScript {
  /** Names of parameters that hold field names; variable 0 runs over the values of the first. */
  readonly fields: readonly string[];
  readonly test: PainlessExpression;
  readonly parameters: { readonly [name: string]: Data };
  /** The test can throw on some values: such a combination counts as false. */
  readonly canFail: boolean;
}
