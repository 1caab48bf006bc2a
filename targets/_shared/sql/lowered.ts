import { boolean, type Sql } from "./tree.ts";

/** What stands for each bound variable: an expression that is not null, or null where the field is missing. */
export type Environment = Binding | null;

interface Binding {
  readonly variable: number;
  readonly value: Sql | null;
  readonly outer: Environment;
}

export function boundValue(environment: Environment, variable: number): Sql | null {
  for (let at = environment; at !== null; at = at.outer) if (at.variable === variable) return at.value;
  return null;
}

/**
 * A scalar as SQL that never fails. `guards`: where one of them is not true, the rule fails at run time and the leaf is false. `nullable`: the
 * expression can be null where the rule's scalar is null, though no field is missing.
 */
export interface Lowered {
  readonly sql: Sql;
  readonly guards: readonly Sql[];
  readonly nullable: boolean;
}

/** Stands in for what was refused; no artefact will be made. */
export const refused: Lowered = { sql: boolean(false), guards: [], nullable: false };
