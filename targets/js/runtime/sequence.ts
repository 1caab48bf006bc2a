// Sequences: events in order, one a stage, with equal keys.

import { type Key, type KeyField, type KeyValue, keysOf } from "./keys.ts";
import { recencyOf } from "./recency.ts";
import type { Bounds, Counts, Machine } from "./stream.ts";

/** `missing`: no such event may stand there. */
export interface Stage {
  where(event: unknown, now: number): boolean;
  readonly by: readonly KeyField[];
  readonly missing?: boolean;
}

/** `maxspan`: milliseconds from the first to the last event. `until`: an event that ends the sequences of its key. */
export interface Sequence {
  readonly stages: readonly Stage[];
  readonly until: Stage | null;
  readonly maxspan: number;
}

/** `slots`: the events by stage, null for one that must be missing. */
export interface SequenceAlert {
  readonly events: readonly unknown[];
  readonly slots: readonly unknown[];
  readonly key: readonly KeyValue[];
}

/** A sequence under way. `before`: when the last event stood before it that must be missing there. `broken`: one stood in between. */
export interface Pending {
  readonly events: readonly unknown[];
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly broken: boolean;
}

/** A complete sequence after which some event must be missing, until more than `maxspan` after `from`. `kept` is null as long as that is open. */
export interface Waiting {
  readonly track: Track;
  readonly alert: SequenceAlert;
  readonly from: number;
  readonly last: number;
  kept: boolean | null;
}

/**
 * All about one key. By stage: the sequence whose last event is of that stage (a newer one takes the place of the older, which no event could reach any more), and for a stage that must be
 * missing the times of its latest event and of the latest one before that.
 */
export interface Track {
  readonly key: Key;
  readonly pending: (Pending | null)[];
  readonly seen: (readonly [number, number] | null)[];
  readonly waiting: Set<Waiting>;
  /** When the last sequence began, or the last event came that must be missing. */
  renewed: number;
}

/** For each stage the keys under which the event may stand there, at last those that it ends; null if there are none at all. */
export function keysByStage(stages: readonly Stage[], event: unknown, now: number, counts: Counts): Key[][] | null {
  const found: Key[][] = [];
  let any = false;
  for (const [i, stage] of stages.entries()) {
    // a stage of several runs is asked once
    const keys = stage === stages[i - 1] ? (found[i - 1] ?? []) : stage.where(event, now) ? keysOf(event, stage.by, counts) : [];
    found.push(keys);
    any ||= keys.length > 0;
  }
  return any ? found : null;
}

/**
 * The stages are tried from the last to the first, so that an event never fills two of one sequence. An event takes the newest sequence that waits for it, and that is used up even
 * if it is too old by then. Alerts come in order of their last events; one after which an event must be missing waits, and those behind it too.
 */
export function sequenceMachine(rule: Sequence, bounds: Bounds, counts: Counts): Machine<Key[][], SequenceAlert> {
  const { stages, until, maxspan } = rule;
  const asked = until === null ? stages : [...stages, until];
  const positive = [...stages.keys()].filter((s) => !stages[s]?.missing);
  const final = positive.length - 1;
  /** The stages that must be missing before each positive one, at last those after all. */
  const gaps = [...positive, stages.length].map((end, p) => [...stages.keys()].slice((positive[p - 1] ?? -1) + 1, end));
  const [leading, trailing] = [gaps[0] ?? [], gaps[final + 1] ?? []];
  const tracks = recencyOf<Track>();
  /** Complete sequences, from `settled` on; before it are those that are done with. */
  let queue: Waiting[] = [];
  let settled = 0;

  const renew = (key: Key, time: number): Track => {
    const make = (): Track => ({ key, pending: positive.map(() => null), seen: stages.map(() => null), waiting: new Set(), renewed: time });
    const track = tracks.renew(key.text, make);
    track.renewed = time;
    const oldest = tracks.size() > bounds.maxKeys ? tracks.oldest() : null;
    if (oldest !== null) {
      counts.givenUp++;
      tracks.remove(oldest.key);
      for (const waiting of oldest.entry.waiting) waiting.kept = false;
    }
    return track;
  };
  const settle = (now: number, found: SequenceAlert[]): void => {
    for (let next = queue[settled]; next !== undefined; next = queue[settled]) {
      if (next.kept === null && now - next.from > maxspan) next.kept = true;
      if (next.kept === null) break;
      next.track.waiting.delete(next);
      if (next.kept) found.push(next.alert);
      settled++;
    }
    if (settled > 1000 && 2 * settled > queue.length) {
      queue = queue.slice(settled);
      settled = 0;
    }
  };
  const pass = (now: number, found: SequenceAlert[]): void => {
    settle(now, found);
    for (let oldest = tracks.oldest(); oldest !== null && now - oldest.entry.renewed > maxspan; oldest = tracks.oldest())
      tracks.remove(oldest.key);
  };
  const complete = (track: Track, pending: Pending, found: SequenceAlert[]): void => {
    if (pending.broken) return;
    const { events, first, last, before } = pending;
    const slots = stages.map((_, s) => events[positive.indexOf(s)] ?? null);
    const alert = { events, slots, key: track.key.values };
    const clean = before === Number.NEGATIVE_INFINITY;
    if (trailing.length === 0) {
      if (clean || last - before > maxspan) found.push(alert);
      return;
    }
    const waiting: Waiting = { track, alert, from: leading.length === 0 ? first : before, last, kept: null };
    if (leading.length > 0 && clean) waiting.kept = true;
    else track.waiting.add(waiting);
    queue.push(waiting);
    settle(last, found);
    const next = queue[settled];
    if (next !== undefined && queue.length - settled > bounds.maxHeld) {
      counts.givenUp++;
      next.kept = false;
      settle(last, found);
    }
  };
  const step = (p: number, key: Key, event: unknown, time: number, found: SequenceAlert[]): void => {
    const track = p === 0 ? renew(key, time) : tracks.get(key.text);
    if (track === undefined) return;
    const next = p === 0 ? begun(track, leading, event, time) : grown(track, p, gaps[p] ?? [], event, time, maxspan);
    if (next !== null && p < final) track.pending[p] = next;
    else if (next !== null) complete(track, next, found);
    if (isIdle(track)) tracks.remove(key.text);
  };
  const note = (s: number, key: Key, time: number): void => {
    const track = renew(key, time);
    const [latest, earlier] = track.seen[s] ?? [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    track.seen[s] = [time, time > latest ? latest : earlier];
    if (!trailing.includes(s)) return;
    for (const waiting of track.waiting) {
      if (time <= waiting.last) continue;
      waiting.kept = time - waiting.from > maxspan;
      track.waiting.delete(waiting);
    }
  };
  const stop = (key: Key): void => {
    const track = tracks.get(key.text);
    track?.pending.fill(null);
    if (track !== undefined && isIdle(track)) tracks.remove(key.text);
  };

  return {
    ordered: true,
    role: (event, now) => keysByStage(asked, event, now, counts),
    take({ event, role, time }, found) {
      pass(time, found);
      for (let p = final; p >= 0; p--) for (const key of role[positive[p] ?? 0] ?? []) step(p, key, event, time, found);
      for (const gap of gaps) for (const s of gap) for (const key of role[s] ?? []) note(s, key, time);
      for (const key of role[stages.length] ?? []) stop(key);
    },
    pass,
    end(found) {
      for (const { kept, alert } of queue.slice(settled)) if (kept !== false) found.push(alert);
      queue = [];
      settled = 0;
      tracks.clear();
    },
    size: () => ({ keys: tracks.size(), waiting: queue.length - settled }),
  };
}

/** When the latest event of these stages stood before a time. */
export function latestBefore(track: Track, stages: readonly number[], time: number): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const s of stages) {
    const [last, earlier] = track.seen[s] ?? [latest, latest];
    latest = Math.max(latest, last < time ? last : earlier);
  }
  return latest;
}

/** A sequence with its first event. */
export function begun(track: Track, leading: readonly number[], event: unknown, time: number): Pending {
  return { events: [event], first: time, last: time, before: latestBefore(track, leading, time), broken: false };
}

/** The sequence that waits for this stage, with the event; null if there is none, or it is too old by now. It waits no more in any case. */
export function grown(track: Track, p: number, gap: readonly number[], event: unknown, time: number, maxspan: number): Pending | null {
  const pending = track.pending[p - 1] ?? null;
  track.pending[p - 1] = null;
  if (pending === null || time - pending.first > maxspan) return null;
  const broken = pending.broken || latestBefore(track, gap, time) > pending.last;
  return { ...pending, events: [...pending.events, event], last: time, broken };
}

/** Is there nothing to remember of this key? */
export function isIdle(track: Track): boolean {
  return track.waiting.size === 0 && track.pending.every((p) => p === null) && track.seen.every((s) => s === null);
}
