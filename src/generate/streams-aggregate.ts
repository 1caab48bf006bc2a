import { randomFrom } from "../automata/random.ts";
import type { Aggregate } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { differentValues, type Numbered } from "./counted-values.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import type { Play, Staging } from "./stream-leaves.ts";
import { at, type Keys, type KeyValues, keyings, keysFor, nearlyKey, roleOf, someKey, start, withValues } from "./stream-roles.ts";

interface Counted {
  readonly key: KeyValues;
  /** For each cardinality, which of its values. */
  readonly values: readonly (number | readonly number[] | null)[];
  readonly near?: boolean;
  readonly template?: number;
  /** This one, and none of the role's; it keeps what it has of the counted fields. */
  readonly event?: JsonObject;
}

interface Cast {
  readonly detection: Aggregate;
  readonly keys: Keys;
  /** How many events a group needs. */
  readonly needed: number;
  readonly play: (purpose: string, events: readonly Counted[]) => Scene;
  /** As many events of a group, with as many different values in each counted field. */
  readonly group: (count: number, key: KeyValues, different?: (f: number) => number) => readonly Counted[];
}

/** Of more events in a group nothing more is learnt. */
const mostCounted = 300;

/** An event that makes a group large enough, or does not. */
export function aggregatePlay(rule: Rule, detection: Aggregate, seed: number): Play {
  const by = detection.by.map((field) => ({ field, optional: false, span: detection.span }));
  const role = roleOf(rule, detection.source, by, seed);
  const keys = keysFor(rule, [{ source: detection.source, role }]);
  const counted = detection.cardinality.map((c) => c.field);
  const [template] = role.fitting;
  const where = rule.sources[detection.source]?.where;
  const different = template === undefined || where === undefined ? [] : counted.map((field) => differentValues(field, template, where));
  const play = (purpose: string, events: readonly Counted[]): Scene => ({
    purpose,
    events: events.flatMap(({ key, values, near, template = 0, event: given }, i): readonly JsonObject[] => {
      const templates = near === true ? role.near : role.fitting;
      const event = given ?? templates[template % Math.max(1, templates.length)];
      if (event === undefined) return [];
      const valued = withValues(
        event,
        counted,
        values.map((n, f) => own(given, counted[f]) ?? countedValue(n, different[f])),
      );
      return [at(withValues(valued, detection.by, key), detection.order, start + i * 100, i)];
    }),
  });
  const needed = Math.min(Math.max(detection.count, ...detection.cardinality.map((c) => c.atLeast), 1), mostCounted);
  const group: Cast["group"] = (count, key, different = (f) => detection.cardinality[f]?.atLeast ?? 1) =>
    Array.from({ length: Math.max(0, count) }, (_, i) => ({ key, values: counted.map((_f, f) => i % Math.max(1, different(f))) }));
  const stagings = keyings.flatMap((keyed) =>
    [false, true].map(
      (bare): Staging =>
        (purpose, event, match) => {
          const { own: key, others } = keyed(event, match, by, keys.of(1));
          // where there are enough different values without it, the event need have none
          const [first, ...rest] = bare ? [...group(1, others), ...group(needed - 1, others)] : group(needed, others);
          const values = bare ? counted.map(() => null) : (first?.values ?? []);
          return play(purpose, [{ key, values, event }, ...rest]);
        },
    ),
  );
  return {
    parts: [{ source: detection.source, effects: role.effects, stagings }],
    scenes: aggregateScenes({ detection, keys, needed, play, group }, seed),
  };
}

const countedValue = (n: Counted["values"][number], different: Numbered = (of) => of): Json | undefined =>
  n === null ? undefined : typeof n === "number" ? different(n) : n.map(different);

const own = (event: JsonObject | undefined, field: Field | undefined): Json | undefined =>
  event === undefined || field === undefined ? undefined : event[fieldName(field)];

/** n-1, n and n+1 events and different values around the threshold, groups beside each other, missing and several values; then at random. */
function* aggregateScenes({ detection, keys, needed: n, play, group }: Cast, seed: number): Generator<Scene> {
  const counted = detection.cardinality.map((c) => c.field);
  for (const off of [0, -1, 1]) yield play(`${n + off} events of a group`, group(n + off, keys.of(1)));
  for (const [f, c] of detection.cardinality.entries())
    for (const off of [-1, 1])
      yield play(
        `${c.atLeast + off} different values`,
        group(n + 1, keys.of(1), (g) => (detection.cardinality[g]?.atLeast ?? 1) + (f === g ? off : 0)),
      );
  // who counts an event once for each of its values counts too many
  const all = detection.cardinality.map((c) => [...Array(Math.min(c.atLeast, mostCounted)).keys()]);
  const needing = Math.min(detection.count, mostCounted);
  if (counted.length > 0)
    for (const off of [-1, 0])
      yield play(
        `${needing + off} events, all different values in each`,
        group(needing + off, keys.of(1)).map((c) => ({ ...c, values: all })),
      );
  if (counted.length > 0)
    yield play("some without the counted field", [
      ...group(n - 1, keys.of(1)),
      { key: keys.of(1), values: counted.map(() => null) },
      { key: keys.of(1), values: counted.map(() => null) },
    ]);
  yield play("two groups", [...group(n, keys.of(1)), ...group(n + 2, keys.of(2))]);
  yield play("two groups, one too small, interleaved", [...group(n - 1, keys.of(1)), ...group(n, keys.of(2))].toReversed());
  yield play("one event that does not fit", [...group(n - 1, keys.of(1)), ...group(1, keys.of(1)).map((c) => ({ ...c, near: true }))]);
  const last = (key: KeyValues): readonly Counted[] => [...group(n - 1, keys.of(1)), ...group(1, key)];
  for (const key of nearlyKey(detection.by, keys.of(1))) yield play("one with nearly the key", last(key));
  yield play("one without the key", last(keys.of(1).map(() => undefined)));
  yield play("one with two values for a key", last(keys.of(1).map((v, f) => [keys.of(2)[f] ?? null, v ?? null].flat())));
  yield play(
    "all with two values for a key",
    group(
      n,
      keys.of(1).map((v, f) => [v ?? null, keys.of(2)[f] ?? null].flat()),
    ),
  );
  const random = randomFrom(seed);
  for (let round = 0; round < 10_000; round++)
    yield play(
      randomPurpose,
      Array.from({ length: 1 + random.below(Math.min(3 * n + 2, 60)) }, () => ({
        key: someKey(keys, random, [0, 1, 2]),
        values: counted.map(() => (random.below(8) === 0 ? null : random.below(n + 1))),
        template: random.below(4),
        near: random.below(8) === 0,
      })),
    );
}
