import type { Sample } from "../ir/detection.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";
import { type Alert, alertOf } from "./alert.ts";
import type { Takes } from "./holds.ts";
import { keyText } from "./keys.ts";
import { standsFor } from "./sequence.ts";
import { timeline } from "./timeline.ts";

/**
 * One sample for each key that has distinct events for all stages, keys in ascending order of their text. Elasticsearch does not say which events of a key it takes; this takes the
 * earliest that work, so only the key of a sample is comparable between engines.
 */
export function samples(takes: Takes, detection: Sample, events: readonly JsonObject[]): readonly Alert[] {
  const byKey = new Map<string, { readonly key: readonly Value[]; readonly stages: number[][] }>();
  for (const moment of timeline(events, detection.order)) {
    for (const [s, stage] of detection.stages.entries()) {
      for (const key of standsFor(takes, stage, moment.event)) {
        const text = keyText(key);
        const entry = byKey.get(text) ?? { key, stages: detection.stages.map(() => []) };
        byKey.set(text, entry);
        entry.stages[s]?.push(moment.at);
      }
    }
  }
  const found: Alert[] = [];
  for (const text of [...byKey.keys()].sort()) {
    const entry = byKey.get(text);
    const members = entry === undefined ? null : assign(entry.stages);
    if (entry !== undefined && members !== null) found.push(alertOf(members, entry.key));
  }
  return found;
}

/** A distinct event for every stage, or null: augmenting paths in the bipartite graph of stages and events. */
function assign(stages: readonly (readonly number[])[]): readonly number[] | null {
  const stageOf = new Map<number, number>();
  const take = (stage: number, tried: Set<number>): boolean => {
    for (const event of stages[stage] ?? []) {
      if (tried.has(event)) continue;
      tried.add(event);
      const holder = stageOf.get(event);
      if (holder === undefined || take(holder, tried)) {
        stageOf.set(event, stage);
        return true;
      }
    }
    return false;
  };
  if (!stages.every((_, stage) => take(stage, new Set()))) return null;
  const members: number[] = [];
  for (const [event, stage] of stageOf) members[stage] = event;
  return members;
}
