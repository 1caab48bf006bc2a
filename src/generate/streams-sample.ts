import { randomFrom } from "../automata/random.ts";
import type { Sample } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import type { Part, Play, Staging } from "./stream-leaves.ts";
import {
  at,
  type Keys,
  type KeyValues,
  keyings,
  keysFor,
  nearlyKey,
  oneOther,
  type Role,
  roleOf,
  someKey,
  start,
  withValues,
} from "./stream-roles.ts";

interface Beat {
  readonly role: Role;
  readonly key: KeyValues;
  readonly template?: number;
  readonly near?: boolean;
  /** This one, and none of the role's. */
  readonly event?: JsonObject;
}

interface Cast {
  readonly roles: readonly Role[];
  readonly keys: Keys;
  readonly play: (purpose: string, beats: readonly Beat[]) => Scene;
}

/** Every stage with an event of it among those of the others. */
export function samplePlay(rule: Rule, detection: Sample, seed: number): Play {
  const stages = detection.stages.map((stage, i) => ({ source: stage.source, role: roleOf(rule, stage.source, stage.by, seed + i) }));
  const roles = stages.map((s) => s.role);
  const keys = keysFor(rule, stages);
  const play = (purpose: string, beats: readonly Beat[]): Scene => ({
    purpose,
    events: beats.flatMap(({ role, key, template = 0, near, event: given }, i): readonly JsonObject[] => {
      const templates = near === true ? role.near : role.fitting;
      const event = given ?? templates[template % Math.max(1, templates.length)];
      const fields = role.by.map((k) => k.field);
      return event === undefined ? [] : [at(withValues(event, fields, key), detection.order, start + i * 1_000, i)];
    }),
  });
  const cast: Cast = { roles, keys, play };
  const parts = stages.map(({ source, role }): Part => ({ source, effects: role.effects, stagings: stagingsOf(cast, role) }));
  return { parts, scenes: sampleScenes(cast, seed) };
}

/** How many events of the other stages are tried: one may by chance be what the stage in question is about. */
const mostTemplates = 3;

const stagingsOf = ({ roles, keys, play }: Cast, role: Role): readonly Staging[] =>
  Array.from({ length: mostTemplates }, (_, template) =>
    keyings.map(
      (keyed): Staging =>
        (purpose, event, match) => {
          const { own, others } = keyed(event, match, role.by, keys.of(1));
          return play(
            purpose,
            roles.map((other) => (other === role ? { role, key: own, event } : { role: other, key: others, template })),
          );
        },
    ),
  ).flat();

/** Stages in any order, missing ones, keys, one event for two stages; then at random. */
function* sampleScenes({ roles, keys, play }: Cast, seed: number): Generator<Scene> {
  const whole = (n: number): readonly Beat[] => roles.map((role) => ({ role, key: keys.of(n) }));
  const plain = whole(1);
  yield play("one event for each stage", plain);
  yield play("the stages the other way round", plain.toReversed());
  for (const i of plain.keys()) {
    yield play(`without stage ${i + 1}`, [...plain.slice(0, i), ...plain.slice(i + 1)]);
    const put = (purpose: string, change: Partial<Beat>): Scene =>
      play(
        `stage ${i + 1}: ${purpose}`,
        plain.map((b, j) => (i === j ? { ...b, ...change } : b)),
      );
    if (keys.differ) yield put("another key", { key: keys.of(2) });
    for (const key of oneOther(keys)) yield put("one other value in the key", { key });
    for (const key of nearlyKey(roles[i]?.by.map((k) => k.field) ?? [], keys.of(1))) yield put("nearly the key", { key });
    yield put("no key", { key: keys.of(1).map(() => undefined) });
    yield put("two values for a key", { key: keys.of(1).map((v, f) => [keys.of(2)[f] ?? null, v ?? null].flat()) });
    for (let n = 0; n < 3; n++) yield put("an event that does not fit", { template: n, near: true });
  }
  yield play("two keys", [...plain, ...whole(2)]);
  yield play(
    "two keys interleaved",
    roles.flatMap((role) => [1, 2].map((n) => ({ role, key: keys.of(n) }))),
  );
  yield play("each stage twice", [...plain, ...plain]);
  yield play("five keys", [1, 2, 3, 4, 5].flatMap(whole));
  const random = randomFrom(seed);
  for (let n = 0; n < 10_000; n++)
    yield play(
      randomPurpose,
      Array.from({ length: 2 + random.below(9) }, () => ({
        role: roles[random.below(roles.length)] ?? { by: [], fitting: [], near: [], effects: [] },
        key: someKey(keys, random, [0, 1, 2]),
        template: random.below(4),
        near: random.below(8) === 0,
      })),
    );
}
