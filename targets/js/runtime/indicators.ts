// Indicator matches: events that share values with a known indicator.

import { type Clock, nowOf } from "./date-math.ts";
import { type KeyValue, keyText } from "./keys.ts";
import type { Machine } from "./stream.ts";

/** A value of the event is one of the indicator's; or, with `negate`, none is. Where one of the two has no value, neither holds. */
export interface Entry {
  event(event: unknown): readonly KeyValue[];
  indicator(indicator: unknown): readonly KeyValue[];
  readonly negate?: boolean;
}

/** Every entry of one of the groups must hold. */
export interface IndicatorJoin {
  where(event: unknown, now: number): boolean;
  /** Which indicators count. */
  indicators(indicator: unknown, now: number): boolean;
  /** Does it depend on the time whether an indicator counts? Then each event asks anew. */
  readonly timed?: boolean;
  readonly groups: readonly (readonly Entry[])[];
}

/** `indicator`: the first one found. */
export interface IndicatorAlert {
  readonly events: readonly unknown[];
  readonly key: readonly KeyValue[];
  readonly indicator: unknown;
}

/** An indicator and the texts of its values, by entry of the group. */
export interface Known {
  readonly indicator: unknown;
  readonly values: readonly ReadonlySet<string>[];
}

/** The indicators are looked up by value: what an event costs does not grow with their number, but for groups whose entries are all negated. */
export function indicatorMachine(
  rule: IndicatorJoin,
  options: { readonly indicators?: Iterable<unknown>; readonly now?: Clock },
): Machine<{ readonly indicator: unknown }, IndicatorAlert> {
  const all = [...(options.indicators ?? [])];
  const started = nowOf(options);
  const active = rule.timed ? all : all.filter((indicator) => rule.indicators(indicator, started));
  const lookups = rule.groups.map((group) => lookupOf(group, active));
  return {
    ordered: false,
    role(event, now) {
      if (!rule.where(event, now)) return null;
      const counts = (indicator: unknown): boolean => !rule.timed || rule.indicators(indicator, now);
      for (const lookup of lookups) {
        const known = lookup(event, counts);
        if (known !== null) return known;
      }
      return null;
    },
    take({ event, role }, found) {
      found.push({ events: [event], key: [], indicator: role.indicator });
    },
    pass() {},
    end() {},
    size: () => ({ keys: 0, waiting: 0 }),
  };
}

/** Finds an indicator that counts and satisfies every entry of a group, for an event. */
export function lookupOf(
  group: readonly Entry[],
  indicators: readonly unknown[],
): (event: unknown, counts: (indicator: unknown) => boolean) => Known | null {
  const textsOf = (values: readonly KeyValue[]): ReadonlySet<string> => new Set(values.map((value) => keyText([value])));
  const known = indicators
    .map((indicator): Known => ({ indicator, values: group.map((entry) => textsOf(entry.indicator(indicator))) }))
    .filter(({ values }) => values.every((of) => of.size > 0));
  const first = group.findIndex((entry) => entry.negate !== true);
  const byValue = new Map<string, Known[]>();
  for (const one of first < 0 ? [] : known)
    for (const text of one.values[first] ?? []) {
      const same = byValue.get(text);
      if (same === undefined) byValue.set(text, [one]);
      else same.push(one);
    }
  return (event, counts) => {
    const values = group.map((entry) => textsOf(entry.event(event)));
    if (values.some((of) => of.size === 0)) return null;
    const shares = (one: Known, e: number): boolean => [...(values[e] ?? [])].some((text) => one.values[e]?.has(text));
    const satisfies = (one: Known): boolean =>
      group.every((entry, e) => shares(one, e) !== (entry.negate === true)) && counts(one.indicator);
    if (first < 0) return known.find(satisfies) ?? null;
    for (const text of values[first] ?? []) {
      const found = byValue.get(text)?.find(satisfies);
      if (found !== undefined) return found;
    }
    return null;
  };
}
