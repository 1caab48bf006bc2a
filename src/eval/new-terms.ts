import type { NewTerms } from "../ir/detection.ts";
import type { JsonObject } from "../source/json.ts";
import { plainKeys } from "./aggregate.ts";
import { type Alert, alertOf } from "./alert.ts";
import type { Takes } from "./holds.ts";
import { keysOf, keyText } from "./keys.ts";
import { timeline } from "./timeline.ts";

/** Epoch milliseconds: events count as new in [from, to] and as history in [history, from). */
export interface Instants {
  readonly history: number;
  readonly from: number;
  readonly to: number;
}

/** One alert for each new combination of values: its first event. In order of time. */
export function newTerms(takes: Takes, detection: NewTerms, events: readonly JsonObject[], when: Instants): readonly Alert[] {
  const seen = new Set<string>();
  const found: Alert[] = [];
  for (const moment of timeline(events, detection.order)) {
    if (moment.time < when.history || moment.time > when.to) continue;
    if (!takes(detection.source, moment.event)) continue;
    for (const key of keysOf(moment.event, plainKeys(detection.fields, detection))) {
      const text = keyText(key);
      if (seen.has(text)) continue;
      seen.add(text);
      if (moment.time >= when.from) found.push(alertOf([moment.at], key));
    }
  }
  return found;
}
