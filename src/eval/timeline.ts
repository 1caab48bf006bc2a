import type { Order } from "../ir/detection.ts";
import type { JsonObject } from "../source/json.ts";
import { instantOf } from "./date.ts";
import { readField } from "./read-field.ts";
import { ascending } from "./select.ts";

/** An event in its place: `at` is its index among the events given, `time` epoch milliseconds, `ordinal` its rank (from 0). */
export interface Moment {
  readonly event: JsonObject;
  readonly at: number;
  readonly time: number;
  readonly ordinal: number;
}

/**
 * Events in the total order (timestamp, tiebreaker, arrival). Several timestamps: the earliest counts. What lacks a timestamp or a tiebreaker comes
 * last (so Elasticsearch sorts), an event without a timestamp at no time at all: no span of time holds it.
 */
export function timeline(events: readonly JsonObject[], order: Order): readonly Moment[] {
  const placed = events.map((event, at) => ({
    event,
    at,
    time: timeOf(event, order),
    tiebreaker: order.tiebreaker === null ? null : (readField(event, order.tiebreaker)[0] ?? null),
  }));
  placed.sort((a, b) => (a.time === b.time ? 0 : a.time - b.time) || ascending(a.tiebreaker, b.tiebreaker) || a.at - b.at);
  return placed.map(({ event, at, time }, ordinal) => ({ event, at, time, ordinal }));
}

/** The earliest of the event's timestamps, epoch milliseconds; infinite where it has none. */
export function timeOf(event: JsonObject, order: Pick<Order, "timestamp">): number {
  const times = readField(event, order.timestamp).flatMap((value) => {
    const time = typeof value === "boolean" ? null : instantOf(value);
    return time === null ? [] : [time];
  });
  return times.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...times);
}
