import type { Instants } from "../eval/new-terms.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";

/**
 * Events that a rule which joins events sees together: all that there are, nothing before and nothing after. In order of arrival, which need not be that of their timestamps.
 * `when`: where the window and the history lie, for new terms; null: every event is in the window. `indicators`: for indicator matches.
 */
export interface Stream {
  readonly events: readonly JsonObject[];
  readonly when: Instants | null;
  readonly indicators: readonly JsonObject[];
}

/**
 * One thing that an artefact finds in a stream. `events`: those that make up the alert, as indices into the stream's events, in order of the stages (a filter, a new term or an
 * indicator match has one). `group`: the values that a count was made for, the count, and the events counted where the engine names them.
 */
export type Found =
  | { readonly kind: "events"; readonly members: readonly number[] }
  | { readonly kind: "group"; readonly key: readonly Value[]; readonly count: number; readonly members?: readonly number[] };
