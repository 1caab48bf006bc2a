import type { Sequence, Stage } from "../ir/detection.ts";
import type { Value } from "../ir/value.ts";
import type { Takes } from "./holds.ts";
import { keyText } from "./keys.ts";
import { standsFor } from "./sequence.ts";
import type { Moment } from "./timeline.ts";

/**
 * Are the missing stages of a found sequence really missing? Between two positive events: no such event strictly between their times. At the ends: some window of `maxspan`
 * that holds the positive events has none. Times are compared in milliseconds, without tiebreaker: an event of the very same millisecond is no violation.
 * (Elasticsearch's TumblingWindow.doCheckMissingEvents, 8.x.)
 */
export function clean(
  takes: Takes,
  detection: Sequence,
  found: readonly Moment[],
  key: readonly Value[],
  order: readonly Moment[],
): boolean {
  if (detection.stages.every((stage) => !stage.missing)) return true;
  const text = keyText(key);
  const times = (stage: Stage): readonly number[] =>
    order.filter((m) => standsFor(takes, stage, m.event).some((k) => keyText(k) === text)).map((m) => m.time);
  const first = found[0]?.time ?? 0;
  const last = found.at(-1)?.time ?? 0;
  let latestBefore: number | null = null;
  let earliestAfter: number | null = null;
  let next = 0;
  for (const stage of detection.stages) {
    if (!stage.missing) {
      next++;
      continue;
    }
    const from = found[next - 1]?.time;
    const to = found[next]?.time;
    for (const time of times(stage)) {
      if (from !== undefined && to !== undefined) {
        if (time > from && time < to) return false;
      } else if (from === undefined) {
        if (time < first) latestBefore = Math.max(latestBefore ?? time, time);
      } else if (time > last) earliestAfter = Math.min(earliestAfter ?? time, time);
    }
  }
  return roomAround(detection, first, last, latestBefore, earliestAfter);
}

function roomAround(detection: Sequence, first: number, last: number, latestBefore: number | null, earliestAfter: number | null): boolean {
  if (latestBefore === null && earliestAfter === null) return true;
  const maxspan = detection.maxspan ?? Number.POSITIVE_INFINITY;
  const leading = detection.stages[0]?.missing === true;
  const trailing = detection.stages.at(-1)?.missing === true;
  if (leading && trailing) {
    if (latestBefore === null || earliestAfter === null) return true;
    return earliestAfter - latestBefore > maxspan;
  }
  if (latestBefore !== null) return last - latestBefore > maxspan;
  return earliestAfter !== null && earliestAfter - first > maxspan;
}
