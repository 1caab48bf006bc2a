import type { Field } from "../ir/field.ts";
import type { FilterRule, Limit, Order } from "../ir/rule.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";
import { instantOf } from "./date.ts";
import { type EvaluateOptions, evaluate } from "./evaluate.ts";
import { compareCodePoints } from "./fold-case.ts";
import { readField } from "./read-field.ts";

/**
 * The indices of the events that the rule selects, in its order: by timestamp, tiebreaker, arrival, what lacks one of them last. The limit is applied; what it keeps stays
 * ascending. Events whose verdict is `error` are not selected.
 */
export function select(rule: FilterRule, events: readonly JsonObject[], options: EvaluateOptions = {}): readonly number[] {
  const { order, limit } = rule.detection;
  const matches = events.flatMap((event, index) =>
    evaluate(rule, event, options) === "match" ? [{ index, key: keyOf(event, order) }] : [],
  );
  // Array.sort is stable: arrival decides last
  matches.sort((a, b) => compareKeys(a.key, b.key));
  return limited(
    matches.map((m) => m.index),
    limit,
  );
}

export function limited<T>(ordered: readonly T[], limit: Limit | null): readonly T[] {
  if (limit === null) return ordered;
  if (limit.side === "head") return ordered.slice(limit.offset, limit.offset + limit.count);
  const end = Math.max(0, ordered.length - limit.offset);
  return ordered.slice(Math.max(0, end - limit.count), end);
}

interface Key {
  readonly timestamp: Value;
  readonly tiebreaker: Value;
}

function keyOf(event: JsonObject, order: Order): Key {
  const first = (field: Field | null): Value => (field === null ? null : (readField(event, field)[0] ?? null));
  const timestamp = first(order.timestamp);
  const instant = typeof timestamp === "boolean" || timestamp === null ? null : instantOf(timestamp);
  return { timestamp: instant, tiebreaker: first(order.tiebreaker) };
}

const compareKeys = (a: Key, b: Key): number => ascending(a.timestamp, b.timestamp) || ascending(a.tiebreaker, b.tiebreaker);

/** What is missing comes last. */
export function ascending(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return compareCodePoints(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
