import { randomFrom } from "../automata/random.ts";
import type { Entry, IndicatorJoin } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import { at, keysFor, nearlyKey, roleOf, start, withValues } from "./stream-roles.ts";

/** Values of the entries' fields, by entry; undefined leaves the field out. */
type Values = readonly (Json | undefined)[];

/** Indicators that share the entries' values or not, missing and several values, inactive indicators; then at random. */
export function* indicatorScenes(rule: Rule, detection: IndicatorJoin, seed: number): Generator<Scene> {
  const entries: readonly Entry[] = detection.groups.flat();
  const key = (field: Field) => ({ field, optional: false, span: detection.span });
  const role = roleOf(
    rule,
    detection.source,
    entries.map((e) => key(e.field)),
    seed,
  );
  const other = roleOf(
    rule,
    detection.indicators,
    entries.map((e) => key(e.indicator)),
    seed,
  );
  const keys = keysFor(rule, [{ source: detection.source, role }]);
  const eventFields = entries.map((e) => e.field);
  const indicatorFields = entries.map((e) => e.indicator);
  const play = (
    purpose: string,
    events: readonly Values[],
    indicators: readonly Values[],
    near: "none" | "events" | "indicators" = "none",
    which = 0,
  ): Scene => {
    const event = (near === "events" ? role.near : role.fitting)[0];
    const indicator = (near === "indicators" ? other.near : other.fitting)[which];
    return {
      purpose,
      events: event === undefined ? [] : events.map((v, i) => at(withValues(event, eventFields, v), detection.order, start + i * 1_000, i)),
      indicators: indicator === undefined ? [] : indicators.map((v): JsonObject => withValues(indicator, indicatorFields, v)),
    };
  };
  const [one, two] = [keys.of(1), keys.of(2)];
  yield play("an indicator of the same values", [one], [one]);
  yield play("no indicator", [one], []);
  yield play("an indicator of other values", [one], [two]);
  yield play("one of several indicators", [one, two], [two, keys.of(3), one]);
  yield play("an event that does not fit", [one], [one], "events");
  for (const indicator of other.near.keys()) yield play("an indicator that does not count", [one], [one], "indicators", indicator);
  for (const indicator of other.fitting.keys()) yield play("an indicator that counts in another way", [one], [one], "none", indicator);
  for (const f of entries.keys()) {
    const change = (values: Values, to: Json | undefined): Values => values.map((v, g) => (f === g ? to : v));
    yield play("one value differs", [one], [change(one, two[f])]);
    yield play("the event lacks a field", [change(one, undefined)], [one]);
    yield play("the indicator lacks a field", [one], [change(one, undefined)]);
    yield play("several values in the event", [change(one, [two[f] ?? null, one[f] ?? null].flat())], [one]);
    yield play("several values in the indicator", [one], [change(one, [two[f] ?? null, one[f] ?? null].flat())]);
  }
  yield play(
    "values of two indicators together",
    [one],
    [one.map((v, f) => (f === 0 ? v : two[f])), one.map((v, f) => (f === 0 ? two[f] : v))],
  );
  for (const values of nearlyKey(indicatorFields, one)) yield play("nearly the values", [one], [values]);
  const random = randomFrom(seed);
  const some = (most: number): readonly Values[] =>
    Array.from({ length: random.below(most) }, () =>
      entries.map((_, f) => (random.below(8) === 0 ? undefined : keys.of(random.below(3))[f])),
    );
  for (let n = 0; n < 10_000; n++) yield play(randomPurpose, some(6), some(5));
}
