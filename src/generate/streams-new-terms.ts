import { randomFrom } from "../automata/random.ts";
import type { NewTerms } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import type { Play, Staging } from "./stream-leaves.ts";
import { at, type Keys, type KeyValues, keyings, keysFor, nearlyKey, roleOf, someKey, start, withValues } from "./stream-roles.ts";

interface Term {
  readonly key: KeyValues;
  readonly time: number;
  readonly near?: boolean;
  readonly template?: number;
  /** This one, and none of the role's. */
  readonly event?: JsonObject;
}

interface Cast {
  readonly fields: readonly Field[];
  readonly keys: Keys;
  readonly play: (purpose: string, terms: readonly Term[]) => Scene;
}

const day = 86_400_000;
/** The history is ten days, the window five minutes. */
const when = { history: start - 10 * day, from: start, to: start + 300_000 };

/** An event alone in the window. */
export function newTermsPlay(rule: Rule, detection: NewTerms, seed: number): Play {
  const by = detection.fields.map((field) => ({ field, optional: false, span: detection.span }));
  const role = roleOf(rule, detection.source, by, seed);
  const keys = keysFor(rule, [{ source: detection.source, role }]);
  const play = (purpose: string, terms: readonly Term[]): Scene => ({
    purpose,
    when,
    events: terms.flatMap(({ key, time, near, template = 0, event: given }, i): readonly JsonObject[] => {
      const templates = near === true ? role.near : role.fitting;
      const event = given ?? templates[template % Math.max(1, templates.length)];
      return event === undefined ? [] : [at(withValues(event, detection.fields, key), detection.order, time, i)];
    }),
  });
  const stagings = keyings.map(
    (keyed): Staging =>
      (purpose, event, match) =>
        play(purpose, [{ ...seen(keyed(event, match, by, keys.of(1)).own), event }]),
  );
  return {
    parts: [{ source: detection.source, effects: role.effects, stagings }],
    scenes: newTermsScenes({ fields: detection.fields, keys, play }, seed),
  };
}

const seen = (key: KeyValues, time = when.from + 1_000): Term => ({ key, time });

/** A value in the history or not, at the edges of both; repeats, missing and several values; then at random. */
function* newTermsScenes({ fields, keys, play }: Cast, seed: number): Generator<Scene> {
  const [one, two] = [keys.of(1), keys.of(2)];
  yield play("a new value", [seen(one)]);
  for (const [purpose, time] of [
    ["before the history", when.history - 1],
    ["when the history begins", when.history],
    ["in the history", when.from - day],
    ["just before the window", when.from - 1],
    ["when the window begins", when.from],
  ] as const)
    yield play(`the value was there ${purpose}`, [seen(one, time), seen(one)]);
  for (const [purpose, time] of [
    ["just before the window", when.from - 1],
    ["when the window begins", when.from],
    ["when the window ends", when.to],
    ["just after the window", when.to + 1],
  ] as const)
    yield play(`a new value ${purpose}`, [seen(one, time)]);
  yield play("a new value twice", [seen(one), seen(one, when.from + 2_000)]);
  yield play("a new value twice, the later one arrives first", [seen(one, when.from + 2_000), seen(one)]);
  yield play("two new values", [seen(one), seen(two, when.from + 2_000)]);
  yield play("another value in the history", [seen(two, when.from - day), seen(one)]);
  yield play("in the history only as an event that does not fit", [{ ...seen(one, when.from - day), near: true }, seen(one)]);
  yield play("an event that does not fit", [{ ...seen(one), near: true }]);
  const several = one.map((v, f) => [two[f] ?? null, v ?? null].flat());
  yield play("two values at once, one of them known", [seen(two, when.from - day), seen(several)]);
  yield play("two values at once in the history", [seen(several, when.from - day), seen(one), seen(two, when.from + 2_000)]);
  for (const [f] of fields.entries()) {
    const without = one.map((v, g) => (f === g ? undefined : v));
    yield play("a field is missing", [seen(without)]);
    yield play("a field was missing in the history", [seen(without, when.from - day), seen(one)]);
    yield play("one field new, the others known", [
      seen(
        one.map((v, g) => (f === g ? two[g] : v)),
        when.from - day,
      ),
      seen(one),
    ]);
  }
  for (const key of nearlyKey(fields, one)) yield play("nearly the value in the history", [seen(key, when.from - day), seen(one)]);
  const random = randomFrom(seed);
  const times = [when.history - 1, when.history, when.from - day, when.from - 1, when.from, when.from + 1_000, when.to, when.to + 1];
  for (let n = 0; n < 10_000; n++)
    yield play(
      randomPurpose,
      Array.from({ length: 1 + random.below(10) }, () => ({
        key: someKey(keys, random, [0, 1, 2, 3]),
        time: times[random.below(times.length)] ?? when.from,
        template: random.below(4),
        near: random.below(8) === 0,
      })),
    );
}
