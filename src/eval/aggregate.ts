import type { Aggregate } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";
import { type Alert, alertOf } from "./alert.ts";
import type { Takes } from "./holds.ts";
import { joinValues, keysOf, keyText } from "./keys.ts";
import { timeline } from "./timeline.ts";

/**
 * Groups that are large enough, in ascending order of the text of their key; members in order of time. Counts of different values are exact here (Elasticsearch's are, up to its
 * precision threshold of some thousand values).
 */
export function groups(takes: Takes, detection: Aggregate, events: readonly JsonObject[]): readonly Alert[] {
  const members = new Map<string, { readonly key: readonly Value[]; readonly events: number[] }>();
  for (const moment of timeline(events, detection.order)) {
    if (!takes(detection.source, moment.event)) continue;
    for (const key of keysOf(moment.event, plainKeys(detection.by, detection))) {
      const text = keyText(key);
      const group = members.get(text) ?? { key, events: [] };
      members.set(text, group);
      group.events.push(moment.at);
    }
  }
  return [...members.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(
      ([, group]) =>
        group.events.length >= detection.count && detection.cardinality.every((c) => different(group.events, c.field, events) >= c.atLeast),
    )
    .map(([, group]) => alertOf(group.events, group.key));
}

export const plainKeys = (fields: readonly Field[], at: Pick<Aggregate, "span">): Parameters<typeof keysOf>[1] =>
  fields.map((field) => ({ field, optional: false, span: at.span }));

const different = (members: readonly number[], field: Field, events: readonly JsonObject[]): number =>
  new Set(members.flatMap((at) => joinValues(events[at] ?? {}, field).map((v) => keyText([v])))).size;
