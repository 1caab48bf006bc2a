import type { Entry, IndicatorJoin } from "../ir/detection.ts";
import type { JsonObject } from "../source/json.ts";
import { type Alert, alertOf } from "./alert.ts";
import type { Takes } from "./holds.ts";
import { joinValues, keyText } from "./keys.ts";
import { timeline } from "./timeline.ts";

/** Events with an indicator that satisfies every entry of some group, in order of time. An entry whose event field or indicator field is missing is false, negated or not. */
export function indicatorMatches(
  takes: Takes,
  detection: IndicatorJoin,
  events: readonly JsonObject[],
  indicators: readonly JsonObject[],
): readonly Alert[] {
  const active = indicators.filter((indicator) => takes(detection.indicators, indicator));
  return timeline(events, detection.order)
    .filter(({ event }) => takes(detection.source, event))
    .filter(({ event }) =>
      active.some((indicator) => detection.groups.some((group) => group.every((entry) => satisfies(entry, event, indicator)))),
    )
    .map(({ at }) => alertOf([at]));
}

function satisfies(entry: Entry, event: JsonObject, indicator: JsonObject): boolean {
  const values = joinValues(event, entry.field).map((v) => keyText([v]));
  const wanted = joinValues(indicator, entry.indicator).map((v) => keyText([v]));
  if (values.length === 0 || wanted.length === 0) return false;
  return values.some((v) => wanted.includes(v)) !== entry.negate;
}
