// New terms: the first event with values that no earlier event had.

import { type Key, type KeyField, type KeyValue, keysOf } from "./keys.ts";
import { recencyOf, renewed } from "./recency.ts";
import type { Bounds, Counts, Machine } from "./stream.ts";

/** Epoch milliseconds: what comes from `history` until `from` is known, what comes from `from` to `to` may be new. */
export interface Instants {
  readonly history?: number;
  readonly from?: number;
  readonly to?: number;
}

export interface NewTermsAlert {
  readonly events: readonly unknown[];
  readonly key: readonly KeyValue[];
}

/** One alert for each new combination of values. What lies outside of history and window is passed over. */
export function newTermsMachine(
  rule: { where(event: unknown, now: number): boolean; readonly by: readonly KeyField[] },
  options: Instants,
  bounds: Bounds,
  counts: Counts,
): Machine<Key[], NewTermsAlert> {
  const { history = Number.NEGATIVE_INFINITY, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const known = recencyOf<{ isNew: boolean }>();
  return {
    ordered: false,
    role(event, now) {
      const keys = rule.where(event, now) ? keysOf(event, rule.by, counts) : [];
      return keys.length === 0 ? null : keys;
    },
    take({ event, role, time }, found) {
      if (time < history || time > to) return;
      for (const key of role) {
        const term = renewed(known, key.text, () => ({ isNew: true }), bounds, counts);
        if (term.isNew && time >= from) found.push({ events: [event], key: key.values });
        term.isNew = false;
      }
    },
    pass() {},
    end: () => known.clear(),
    size: () => ({ keys: known.size(), waiting: 0 }),
  };
}
