import type { Value } from "../ir/value.ts";

/**
 * What a detection finds: the events that make it up, as indices into the events given, and the values that join them. A sequence has one member for each positive stage,
 * in order; a filter one; an aggregate all events of the group. `slots` places the members of a sequence with missing stages: null for a stage that must be empty.
 */
export interface Alert {
  readonly members: readonly number[];
  readonly slots: readonly (number | null)[];
  readonly key: readonly Value[];
}

export const alertOf = (members: readonly number[], key: readonly Value[] = []): Alert => ({ members, slots: members, key });
