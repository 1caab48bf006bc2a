// Samples: distinct events with equal keys, one a stage, in any order.

import { type Key, type KeyValue, keyText } from "./keys.ts";
import { recencyOf, renewed } from "./recency.ts";
import { keysByStage, type Stage } from "./sequence.ts";
import type { Bounds, Counts, Machine } from "./stream.ts";

export interface SampleAlert {
  readonly events: readonly unknown[];
  readonly key: readonly KeyValue[];
}

/** An event and the stages at which it may stand. */
export interface Guest {
  readonly event: unknown;
  readonly stages: readonly number[];
}

/**
 * One sample for each key, as soon as there is an event for every stage. An event for which there is no place, however the others move, is not remembered: it would not find one later
 * either. So a key never holds more events than there are stages; one that has had its sample holds none (null).
 */
export function sampleMachine(
  { stages }: { readonly stages: readonly Stage[] },
  bounds: Bounds,
  counts: Counts,
): Machine<Key[][], SampleAlert> {
  const seats = recencyOf<{ places: (Guest | null)[] | null }>();
  return {
    ordered: false,
    role: (event, now) => keysByStage(stages, event, now, counts),
    take({ event, role }, found) {
      const keys = new Map(role.flat().map((key) => [key.text, key]));
      for (const key of keys.values()) {
        const table = renewed(seats, key.text, () => ({ places: stages.map(() => null) }), bounds, counts);
        if (table.places === null) continue;
        const suited = [...stages.keys()].filter((s) => role[s]?.some((k) => k.text === key.text));
        seat(table.places, { event, stages: suited }, new Set());
        if (table.places.includes(null)) continue;
        found.push({ events: table.places.map((guest) => guest?.event), key: key.values });
        table.places = null;
      }
    },
    pass() {},
    end: () => seats.clear(),
    size: () => ({ keys: seats.size(), waiting: 0 }),
  };
}

/** Finds the guest a place, where those who are seated may move to others that suit them. */
export function seat(places: (Guest | null)[], guest: Guest, tried: Set<number>): boolean {
  for (const s of guest.stages) {
    if (tried.has(s)) continue;
    tried.add(s);
    const other = places[s] ?? null;
    if (other !== null && !seat(places, other, tried)) continue;
    places[s] = guest;
    return true;
  }
  return false;
}

/** The machine with all its alerts at the end, in ascending order of the text of their keys. */
export function byKeyAtEnd<Role, Alert extends { readonly key: readonly KeyValue[] }>(machine: Machine<Role, Alert>): Machine<Role, Alert> {
  const all: Alert[] = [];
  return {
    ...machine,
    take: (moment) => machine.take(moment, all),
    pass: (time) => machine.pass(time, all),
    end(found) {
      machine.end(all);
      const texts = all.splice(0).map((alert) => ({ alert, text: keyText(alert.key) }));
      texts.sort((a, b) => (a.text < b.text ? -1 : 1));
      for (const { alert } of texts) found.push(alert);
    },
    size() {
      const { keys, waiting } = machine.size();
      return { keys, waiting: waiting + all.length };
    },
  };
}
