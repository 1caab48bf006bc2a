import { type Random, randomFrom } from "../automata/random.ts";
import type { Sequence, SourceId } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { randomPurpose, type Scene } from "./scene.ts";
import {
  at,
  type Keys,
  type KeyValues,
  keysFor,
  nearlyKey,
  oneOther,
  type Role,
  roleOf,
  someKey,
  start,
  withValues,
} from "./stream-roles.ts";

/** One event of a stream: what it is to the rule, with which key, when (milliseconds from the start). */
export interface Beat {
  readonly role: Role;
  readonly key: KeyValues;
  readonly time: number;
  /** Which of the role's events. */
  readonly template?: number;
  /** One that does not fit. */
  readonly near?: boolean;
  /** This one, and none of the role's. */
  readonly event?: JsonObject;
}

/** What a sequence's streams are made of. */
export interface Cast {
  /** The roles with the sources that they stand for, `until` last. */
  readonly parts: readonly { readonly source: SourceId; readonly role: Role }[];
  readonly positive: readonly Role[];
  readonly missing: readonly { readonly role: Role; readonly after: number }[];
  readonly until: Role | null;
  readonly keys: Keys;
  readonly all: readonly Role[];
  /** A gap between neighbours with which a whole sequence lies well within `maxspan`. */
  readonly gap: number;
  /** `maxspan`, or what stands for it where there is none. */
  readonly span: number;
  readonly play: (purpose: string, beats: readonly Beat[]) => Scene;
}

/** Where there is no `maxspan`, streams are stretched to this. */
const longSpan = 86_400_000;

/** Order, gaps at `maxspan`, keys, `until`, missing stages, repeats; then as many streams at random as are asked for. */
export function* sequenceScenes(cast: Cast, detection: Sequence, seed: number): Generator<Scene> {
  yield* orderScenes(cast);
  yield* spanScenes(cast, detection);
  yield* keyScenes(cast);
  yield* untilScenes(cast);
  yield* missingScenes(cast);
  yield* repeatScenes(cast);
  yield* conditionScenes(cast);
  yield* randomScenes(cast, randomFrom(seed));
}

export function castOf(rule: Rule, detection: Sequence, seed: number): Cast {
  const roles = detection.stages.map((stage, i) => ({ source: stage.source, role: roleOf(rule, stage.source, stage.by, seed + i), stage }));
  const positive = roles.filter((r) => !r.stage.missing).map((r) => r.role);
  const missing = roles.flatMap(({ role, stage }, i) =>
    stage.missing ? [{ role, after: roles.slice(0, i).filter((r) => !r.stage.missing).length - 1 }] : [],
  );
  const until = detection.until === null ? null : roleOf(rule, detection.until.source, detection.until.by, seed);
  const span = detection.maxspan ?? longSpan;
  return {
    parts: [...roles, ...(until === null || detection.until === null ? [] : [{ source: detection.until.source, role: until }])],
    positive,
    missing,
    until,
    keys: keysFor(rule, roles),
    all: [...roles.map((r) => r.role), ...(until === null ? [] : [until])],
    gap: Math.max(1, Math.min(1_000, Math.floor(span / (roles.length * 4 + 1)))),
    span,
    play: (purpose, beats) => ({
      purpose,
      events: beats.flatMap((beat, i): readonly JsonObject[] => {
        const templates = beat.near === true ? beat.role.near : beat.role.fitting;
        const template = beat.event ?? templates[(beat.template ?? 0) % Math.max(1, templates.length)];
        if (template === undefined) return [];
        const fields = beat.role.by.map((k) => k.field);
        return [at(withValues(template, fields, beat.key), detection.order, start + beat.time, i)];
      }),
    }),
  };
}

/** The whole sequence of one key, from a time on. */
export const whole = (cast: Cast, key: number, from: number, gap = cast.gap): readonly Beat[] =>
  cast.positive.map((role, i) => ({ role, key: cast.keys.of(key), time: from + i * gap }));

export const inTime = (beats: readonly Beat[]): readonly Beat[] => [...beats].sort((a, b) => a.time - b.time);

function* orderScenes(cast: Cast): Generator<Scene> {
  const { play } = cast;
  const plain = whole(cast, 1, 0);
  yield play("the sequence, and nothing else", plain);
  for (const i of plain.keys()) yield play(`without stage ${i + 1}`, [...plain.slice(0, i), ...plain.slice(i + 1)]);
  const times = plain.map((b) => b.time);
  yield play(
    "stages in the wrong order",
    plain.toReversed().map((b, i) => ({ ...b, time: times[i] ?? 0 })),
  );
  for (let i = 0; i + 1 < plain.length; i++)
    yield play(
      `stages ${i + 1} and ${i + 2} in the wrong order`,
      plain.map((b, j) => ({ ...b, role: plain[j === i ? i + 1 : j === i + 1 ? i : j]?.role ?? b.role })),
    );
  yield play("events arrive in another order than that of their times", plain.toReversed());
  yield play(
    "all at the same time, in order of arrival",
    plain.map((b) => ({ ...b, time: 0 })),
  );
  yield play(
    "all at the same time, the wrong order of arrival",
    plain.toReversed().map((b) => ({ ...b, time: 0 })),
  );
}

function* spanScenes(cast: Cast, detection: Sequence): Generator<Scene> {
  const last = cast.positive.length - 1;
  if (last === 0) return;
  for (const off of [-1, 0, 1]) {
    const beats = whole(cast, 1, 0).map((b, i) => (i === last ? { ...b, time: cast.span + off } : b));
    yield cast.play(detection.maxspan === null ? "far apart" : `last event at maxspan ${off < 0 ? "-1" : `+${off}`} ms`, beats);
  }
  for (let i = 1; i < last; i++)
    yield cast.play(
      `the longest gap after stage ${i}`,
      whole(cast, 1, 0).map((b, j) => ({ ...b, time: j < i ? j : cast.span - last + j })),
    );
  const beats = whole(cast, 1, 0).map((b, i) => (i === last ? { ...b, time: cast.span } : b));
  const [first] = cast.positive;
  if (first === undefined) return;
  yield cast.play("the first event once more, within maxspan", inTime([...beats, { role: first, key: cast.keys.of(1), time: 1 }]));
  yield cast.play(
    "an older first event out of maxspan's reach",
    inTime([{ role: first, key: cast.keys.of(1), time: -cast.span - 5 }, ...beats]),
  );
}

function* keyScenes(cast: Cast): Generator<Scene> {
  const { play, keys } = cast;
  const plain = whole(cast, 1, 0);
  yield play("two keys one after the other", [...plain, ...whole(cast, 2, plain.length * cast.gap)]);
  yield play("two keys interleaved", inTime([...plain, ...whole(cast, 2, Math.floor(cast.gap / 2))]));
  yield play(
    "two keys interleaved the other way round at the end",
    plain.flatMap((b, i) => [
      { ...b, key: keys.of(i % 2), time: b.time },
      { ...b, key: keys.of(1 - (i % 2)), time: b.time },
    ]),
  );
  const fields = cast.positive[0]?.by.map((k) => k.field) ?? [];
  for (const i of plain.keys()) {
    const put = (purpose: string, key: KeyValues): Scene =>
      play(
        `stage ${i + 1}: ${purpose}`,
        plain.map((b, j) => (i === j ? { ...b, key } : b)),
      );
    if (keys.differ) yield put("another key", keys.of(2));
    for (const key of oneOther(keys)) yield put("one other value in the key", key);
    for (const [f] of fields.entries())
      yield put(
        "a key is missing",
        keys.of(1).map((v, g) => (f === g ? undefined : v)),
      );
    yield put(
      "two values for a key, the right one last",
      keys.of(1).map((v, f) => [keys.of(2)[f] ?? null, v ?? null].flat()),
    );
    for (const [n, key] of nearlyKey(fields, keys.of(1)).entries()) yield put(`nearly the key, ${n + 1}`, key);
  }
  yield play(
    "no keys at all",
    plain.map((b) => ({ ...b, key: b.key.map(() => undefined) })),
  );
  yield play(
    "two values for a key everywhere",
    plain.map((b) => ({ ...b, key: b.key.map((v, f) => [v ?? null, keys.of(2)[f] ?? null].flat()) })),
  );
}

function* untilScenes(cast: Cast): Generator<Scene> {
  const { until, play, keys } = cast;
  if (until === null) return;
  const plain = whole(cast, 1, 0);
  for (let i = 0; i <= plain.length; i++) {
    const time = i === 0 ? -1 : (plain[i - 1]?.time ?? 0) + Math.max(0, Math.floor(cast.gap / 2));
    const ending = (key: KeyValues, when = time): Beat => ({ role: until, key, time: when });
    yield play(`until after stage ${i}`, [...plain.slice(0, i), ending(keys.of(1)), ...plain.slice(i)]);
    yield play(`until of another key after stage ${i}`, [...plain.slice(0, i), ending(keys.of(2)), ...plain.slice(i)]);
    const same = plain[i]?.time;
    if (same === undefined) continue;
    yield play(`until at the time of stage ${i + 1}, before it`, [...plain.slice(0, i), ending(keys.of(1), same), ...plain.slice(i)]);
    yield play(`until at the time of stage ${i + 1}, after it`, [
      ...plain.slice(0, i + 1),
      ending(keys.of(1), same),
      ...plain.slice(i + 1),
    ]);
  }
}

function* missingScenes(cast: Cast): Generator<Scene> {
  const { play, keys, span } = cast;
  const plain = whole(cast, 1, 0);
  const end = plain.at(-1)?.time ?? 0;
  for (const { role, after } of cast.missing) {
    const before = plain[after]?.time;
    const next = plain[after + 1]?.time;
    // at the neighbours' own times, beside them, and where the window just reaches or just does not
    const times = new Set<number>();
    for (const t of [before, next]) if (t !== undefined) for (const d of [-1, 0, 1]) times.add(t + d);
    if (before === undefined) for (const d of [-1, 0, 1]) times.add(end - span + d);
    if (next === undefined) for (const d of [-1, 0, 1]) times.add(span + d);
    if (before !== undefined && next !== undefined) times.add(Math.floor((before + next) / 2));
    for (const time of times) {
      yield play(`a missing stage's event at ${time} ms`, inTime([...plain, { role, key: keys.of(1), time }]));
      yield play(`a missing stage's event of another key at ${time} ms`, inTime([...plain, { role, key: keys.of(2), time }]));
    }
  }
}

function* repeatScenes(cast: Cast): Generator<Scene> {
  const { play } = cast;
  const plain = whole(cast, 1, 0);
  for (const [i, beat] of plain.entries())
    yield play(`stage ${i + 1} twice`, [
      ...plain.slice(0, i + 1),
      { ...beat, time: beat.time + Math.floor(cast.gap / 2), template: 1 },
      ...plain.slice(i + 1),
    ]);
  yield play("the sequence twice", [...plain, ...whole(cast, 1, plain.length * cast.gap)]);
  yield play(
    "each stage twice",
    plain.flatMap((b) => [b, { ...b, time: b.time + Math.floor(cast.gap / 2) }]),
  );
  yield play(
    "many sequences, of many keys",
    [0, 1, 2, 3, 4, 5].flatMap((n) => whole(cast, n % 4, n * plain.length * cast.gap)),
  );
}

/** What fits and what nearly fits a stage's own condition. */
function* conditionScenes(cast: Cast): Generator<Scene> {
  const plain = whole(cast, 1, 0);
  for (const [i, role] of cast.positive.entries()) {
    const put = (purpose: string, change: Partial<Beat>): Scene =>
      cast.play(
        purpose,
        plain.map((b, j) => (i === j ? { ...b, ...change } : b)),
      );
    for (let n = 1; n < Math.min(4, role.fitting.length); n++) yield put(`stage ${i + 1}: another event that fits`, { template: n });
    for (let n = 0; n < Math.min(4, role.near.length); n++)
      yield put(`stage ${i + 1}: an event that does not fit`, { template: n, near: true });
  }
}

/** Without end: the caller stops. */
function* randomScenes(cast: Cast, random: Random): Generator<Scene> {
  for (let n = 0; n < 10_000; n++) yield cast.play(randomPurpose, randomBeats(cast, random));
}

function randomBeats(cast: Cast, random: Random): readonly Beat[] {
  const steps = [0, 0, 1, cast.gap, cast.gap, Math.floor(cast.span / 2), cast.span - 1, cast.span, cast.span + 1];
  const beats: Beat[] = [];
  let time = 0;
  for (let n = 4 + random.below(11); n > 0; n--) {
    const role = cast.all[random.below(cast.all.length)];
    if (role === undefined) break;
    const key = someKey(cast.keys, random, [1, 1, 2]);
    const odd = random.below(12);
    const shaped =
      odd === 0 ? key.map(() => undefined) : odd === 1 ? key.map((v, f) => [v ?? null, cast.keys.of(2)[f] ?? null].flat()) : key;
    beats.push({ role, key: shaped, time, template: random.below(4), near: random.below(10) === 0 });
    time += steps[random.below(steps.length)] ?? 0;
  }
  if (random.below(4) > 0 || beats.length < 2) return beats;
  const from = random.below(beats.length);
  const moved = beats[from];
  // one that arrives late
  return moved === undefined ? beats : [...beats.slice(0, from), ...beats.slice(from + 1), moved];
}
