import { randomFrom } from "../automata/random.ts";
import type { Aggregate } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { familyOf } from "../schema/es-type.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import { at, type KeyValues, keysFor, nearlyKey, roleOf, start, withValues } from "./stream-roles.ts";

interface Counted {
  readonly key: KeyValues;
  /** For each cardinality, which of its values. */
  readonly values: readonly (number | null)[];
  readonly near?: boolean;
  readonly template?: number;
}

/** Of more events in a group nothing more is learnt. */
const mostCounted = 300;

/** n-1, n and n+1 events and different values around the threshold, groups beside each other, missing and several values; then at random. */
export function* aggregateScenes(rule: Rule, detection: Aggregate, seed: number): Generator<Scene> {
  const by = detection.by.map((field) => ({ field, optional: false, span: detection.span }));
  const role = roleOf(rule, detection.source, by, seed);
  const keys = keysFor(rule, [{ source: detection.source, role }]);
  const counted = detection.cardinality.map((c) => c.field);
  const play = (purpose: string, events: readonly Counted[]): Scene => ({
    purpose,
    events: events.flatMap(({ key, values, near, template = 0 }, i): readonly JsonObject[] => {
      const templates = near === true ? role.near : role.fitting;
      const event = templates[template % Math.max(1, templates.length)];
      if (event === undefined) return [];
      const valued = withValues(
        event,
        counted,
        values.map((n, f) => (n === null ? undefined : distinct(counted[f], n))),
      );
      return [at(withValues(valued, detection.by, key), detection.order, start + i * 100, i)];
    }),
  });
  const n = Math.min(Math.max(detection.count, ...detection.cardinality.map((c) => c.atLeast), 1), mostCounted);
  /** As many events of a group, with as many different values in each counted field. */
  const group = (
    count: number,
    key: KeyValues,
    different = (f: number): number => detection.cardinality[f]?.atLeast ?? 1,
  ): readonly Counted[] =>
    Array.from({ length: Math.max(0, count) }, (_, i) => ({ key, values: counted.map((_f, f) => i % Math.max(1, different(f))) }));
  for (const off of [0, -1, 1]) yield play(`${n + off} events of a group`, group(n + off, keys.of(1)));
  for (const [f, c] of detection.cardinality.entries())
    for (const off of [-1, 1])
      yield play(
        `${c.atLeast + off} different values`,
        group(n + 1, keys.of(1), (g) => (detection.cardinality[g]?.atLeast ?? 1) + (f === g ? off : 0)),
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
        key: keys.of(random.below(3)),
        values: counted.map(() => (random.below(8) === 0 ? null : random.below(n + 1))),
        template: random.below(4),
        near: random.below(8) === 0,
      })),
    );
}

function distinct(field: Field | undefined, n: number): Json {
  switch (field === undefined ? "string" : familyOf(field.type)) {
    case "long":
    case "double":
      return 100 + n;
    case "boolean":
      return n % 2 === 0;
    case "ip":
      return `198.51.100.${n % 250}`;
    case "date":
      return new Date(Date.UTC(2026, 1, 1) + n * 1_000).toISOString();
    default:
      return `${field === undefined ? "value" : fieldName(field)}-${n}`;
  }
}
