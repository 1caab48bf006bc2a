import { randomFrom } from "../automata/random.ts";
import type { Entry, IndicatorJoin, Key, SourceId } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import type { Play, Staging } from "./stream-leaves.ts";
import { at, type Keys, keyings, keysFor, nearlyKey, type Role, roleOf, somePresent, start, withValues } from "./stream-roles.ts";

/** Values of the entries' fields, by entry; undefined leaves the field out. */
type Values = readonly (Json | undefined)[];

interface Cast {
  readonly detection: IndicatorJoin;
  /** Those of the events and of the indicators: by position, the entries of all groups. */
  readonly role: Role;
  readonly other: Role;
  readonly keys: Keys;
}

/** Both sides: an event beside an indicator that fits it, and an indicator beside such an event. */
export function indicatorPlay(rule: Rule, detection: IndicatorJoin, seed: number): Play {
  const entries = detection.groups.flat();
  const keyOf = (field: Field): Key => ({ field, optional: false, span: detection.span });
  const roleOn = (source: SourceId, side: "field" | "indicator"): Role =>
    roleOf(
      rule,
      source,
      entries.map((entry) => keyOf(entry[side])),
      seed,
      somePresent(detection.groups.map((group) => group.map((entry) => entry[side]))),
    );
  const role = roleOn(detection.source, "field");
  const other = roleOn(detection.indicators, "indicator");
  const cast: Cast = { detection, role, other, keys: keysFor(rule, [{ source: detection.source, role }]) };
  return {
    parts: [
      { source: detection.source, effects: role.effects, stagings: stagingsOf(cast, "event") },
      { source: detection.indicators, effects: other.effects, stagings: stagingsOf(cast, "indicator") },
    ],
    scenes: indicatorScenes(cast, seed),
  };
}

/** How many events of the other side are tried. */
const mostTemplates = 3;

/** One event and one indicator that satisfy the entries of one group; the one in question is the given one. */
function stagingsOf({ detection, role, other, keys }: Cast, side: "event" | "indicator"): readonly Staging[] {
  const stagings: Staging[] = [];
  for (const group of detection.groups)
    for (let template = 0; template < mostTemplates; template++)
      for (const keyed of keyings)
        stagings.push((purpose, given, match) => {
          const from = detection.groups.slice(0, detection.groups.indexOf(group)).flat().length;
          const [mine, theirs] = side === "event" ? [role, other] : [other, role];
          const by = mine.by.slice(from, from + group.length);
          const values = keyed(given, match, by, keys.of(1).slice(from, from + group.length));
          const differing = values.others.map((value, i) => (group[i]?.negate === true ? keys.of(2)[from + i] : value));
          const fields = (of: Role): readonly Field[] => of.by.slice(from, from + group.length).map((key) => key.field);
          const one = withValues(given, fields(mine), values.own);
          const fitting = withValues(theirs.fitting[template % Math.max(1, theirs.fitting.length)] ?? {}, fields(theirs), differing);
          const [event, indicator] = side === "event" ? [one, fitting] : [fitting, one];
          return { purpose, events: [at(event, detection.order, start, 0)], indicators: [indicator] };
        });
  return stagings;
}

/** Indicators that share the entries' values or not, missing and several values, inactive indicators; then at random. */
function* indicatorScenes({ detection, role, other, keys }: Cast, seed: number): Generator<Scene> {
  const entries: readonly Entry[] = detection.groups.flat();
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
