// Thresholds: groups of events with equal values that are large enough when their window ends.

import { type Key, type KeyField, type KeyValue, keysOf, keyText } from "./keys.ts";
import { recencyOf, renewed } from "./recency.ts";
import type { Bounds, Counts, Machine } from "./stream.ts";

/** `cardinality`: of these values there are at least so many different ones in the group. */
export interface Threshold {
  where(event: unknown, now: number): boolean;
  readonly by: readonly KeyField[];
  readonly count: number;
  readonly cardinality: readonly { read(event: unknown): readonly KeyValue[]; readonly atLeast: number }[];
}

/** `events`: the last of the group, as many as the matcher's option `maxEvents` says. */
export interface ThresholdAlert {
  readonly events: readonly unknown[];
  readonly key: readonly KeyValue[];
  readonly count: number;
}

export interface Group {
  readonly key: Key;
  count: number;
  events: unknown[];
  readonly different: readonly Set<string>[];
}

/** Counts until the stream, that is the window, ends. Of different values it remembers no more than have to be there. */
export function thresholdMachine(
  rule: Threshold,
  options: { readonly maxEvents?: number },
  bounds: Bounds,
  counts: Counts,
): Machine<Key[], ThresholdAlert> {
  const { by, cardinality } = rule;
  const { maxEvents = 100 } = options;
  if (!(maxEvents >= 0)) throw new RangeError("maxEvents is a number, 0 or more");
  const last = (events: unknown[]): unknown[] => (maxEvents < 1 ? [] : events.slice(-maxEvents));
  const groups = recencyOf<Group>();
  const add = (key: Key, event: unknown): void => {
    const empty = (): Group => ({ key, count: 0, events: [], different: cardinality.map(() => new Set()) });
    const group = renewed(groups, key.text, empty, bounds, counts);
    group.count++;
    group.events.push(event);
    if (group.events.length >= 2 * maxEvents) group.events = last(group.events);
    for (const [i, { read, atLeast }] of cardinality.entries()) {
      const different = group.different[i];
      if (different === undefined || different.size >= atLeast) continue;
      for (const value of read(event)) if (different.size < atLeast) different.add(keyText([value]));
    }
  };
  return {
    ordered: false,
    role(event, now) {
      const keys = rule.where(event, now) ? keysOf(event, by, counts) : [];
      return keys.length === 0 ? null : keys;
    },
    take({ event, role }) {
      for (const key of role) add(key, event);
    },
    pass() {},
    end(found) {
      const large = groups
        .entries()
        .filter(
          ({ count, different }) => count >= rule.count && cardinality.every(({ atLeast }, i) => (different[i]?.size ?? 0) >= atLeast),
        );
      large.sort((a, b) => (a.key.text < b.key.text ? -1 : 1));
      for (const { key, count, events } of large) found.push({ events: last(events), key: key.values, count });
      groups.clear();
    },
    size: () => ({ keys: groups.size(), waiting: 0 }),
  };
}
