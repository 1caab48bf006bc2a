// Events that come one after the other, and what is found in them.

import { type Clock, nowOf } from "./date-math.ts";
import type { KeyValue } from "./keys.ts";
import { isEvent } from "./read.ts";
import { compareText } from "./text.ts";

/** What the user may set. */
export interface MatcherOptions {
  readonly now?: Clock;
  readonly lateness?: number;
  readonly maxKeys?: number;
  readonly maxHeld?: number;
}

export type Bounds = Required<Omit<MatcherOptions, "now">>;

/** What a matcher counts. `late`: events that came after their place had passed. `givenUp`: what was forgotten because of `maxKeys` and `maxHeld`. */
export interface Counts {
  events: number;
  alerts: number;
  late: number;
  givenUp: number;
}

/** Where an event stands in time: its earliest timestamp, then its first tiebreaker. */
export interface Order {
  times(event: unknown): readonly number[];
  tiebreakers(event: unknown): readonly KeyValue[];
}

/** An event in its place. `role` is what it is to the rule, `time` infinite if it has no timestamp. */
export interface Moment<Role> {
  readonly event: unknown;
  readonly role: Role;
  readonly time: number;
  readonly tiebreaker: KeyValue;
  readonly arrival: number;
}

/** What a rule makes of events. Alerts are added to `found`. */
export interface Machine<Role, Alert> {
  /** Must events come in order? If not, those that come too late are taken as they come. */
  readonly ordered: boolean;
  /** What the event is to the rule; null: nothing. `now`: what that means in the rule's dates, epoch milliseconds. */
  role(event: unknown, now: number): Role | null;
  take(moment: Moment<Role>, found: Alert[]): void;
  /** No event before this time is still to come. */
  pass(time: number, found: Alert[]): void;
  /** No event at all is still to come. Afterwards the machine is as new. */
  end(found: Alert[]): void;
  /** How many keys it follows, and how many alerts wait until they are certain. */
  size(): { readonly keys: number; readonly waiting: number };
}

/** The options, or their defaults; throws a RangeError for what makes no sense. */
export function boundsOf(options: MatcherOptions): Bounds {
  const { lateness = 0, maxKeys = 100_000, maxHeld = 100_000 } = options;
  const bounds = { lateness, maxKeys, maxHeld };
  if (!(bounds.lateness >= 0)) throw new RangeError("lateness is a number of milliseconds, 0 or more");
  if (!(bounds.maxKeys >= 1)) throw new RangeError("maxKeys is a number, 1 or more");
  if (!(bounds.maxHeld >= 0)) throw new RangeError("maxHeld is a number, 0 or more");
  return bounds;
}

/** A machine fed with events in order: those within `lateness` are held back until their turn. */
export function matcherOf<Role, Alert>(
  order: Order,
  machineOf: (bounds: Bounds, counts: Counts) => Machine<Role, Alert>,
  options: MatcherOptions,
) {
  const bounds = boundsOf(options);
  const counts: Counts = { events: 0, alerts: 0, late: 0, givenUp: 0 };
  const machine = machineOf(bounds, counts);
  const held: Moment<Role>[] = [];
  /** What comes with an earlier timestamp comes too late. */
  let time = Number.NEGATIVE_INFINITY;
  let last: Moment<Role> | null = null;
  let arrivals = 0;

  const isLate = (moment: Moment<Role>): boolean => moment.time < time || (last !== null && isBefore(moment, last));
  const release = (until: number, found: Alert[]): void => {
    while (held.length > 0 && (held[0]?.time ?? 0) <= until) {
      last = unhold(held);
      machine.take(last, found);
    }
  };
  const moveTo = (to: number, found: Alert[]): void => {
    if (to > time) time = to;
    release(time, found);
    machine.pass(time, found);
  };
  const makeRoom = (found: Alert[]): void => {
    while (held.length > bounds.maxHeld) {
      const first = unhold(held);
      if (first.time !== Number.POSITIVE_INFINITY) {
        time = first.time;
        last = first;
        machine.take(first, found);
      } else if (machine.ordered) counts.late++;
      else machine.take(first, found);
    }
  };
  const place = (moment: Moment<Role>, found: Alert[]): void => {
    const late = isLate(moment);
    if (late) counts.late++;
    const outOfOrder = late || (moment.time === Number.POSITIVE_INFINITY && bounds.lateness !== Number.POSITIVE_INFINITY);
    if (outOfOrder && !machine.ordered) machine.take(moment, found);
    else if (!late) hold(held, moment);
  };
  const given = (found: Alert[]): Alert[] => {
    counts.alerts += found.length;
    return found;
  };

  return {
    push(event: unknown): Alert[] {
      const found: Alert[] = [];
      counts.events++;
      if (!isEvent(event)) return found;
      const at = earliest(order.times(event));
      const role = machine.role(event, nowOf(options));
      if (role !== null) place({ event, role, time: at, tiebreaker: order.tiebreakers(event)[0] ?? null, arrival: arrivals++ }, found);
      if (at !== Number.POSITIVE_INFINITY) moveTo(at - bounds.lateness, found);
      makeRoom(found);
      return given(found);
    },
    advance(to: number): Alert[] {
      const found: Alert[] = [];
      if (to < Number.POSITIVE_INFINITY) moveTo(to, found);
      return given(found);
    },
    flush(): Alert[] {
      const found: Alert[] = [];
      release(Number.POSITIVE_INFINITY, found);
      machine.end(found);
      time = Number.NEGATIVE_INFINITY;
      last = null;
      return given(found);
    },
    state() {
      return { ...counts, ...machine.size(), held: held.length, time: Number.isFinite(time) ? time : null };
    },
  };
}

/** The earliest of these times; infinite if there is none. */
export function earliest(times: readonly number[]): number {
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
}

/** The order of events: time, tiebreaker, arrival. */
export function isBefore(a: Moment<unknown>, b: Moment<unknown>): boolean {
  if (a.time !== b.time) return a.time < b.time;
  const difference = ascending(a.tiebreaker, b.tiebreaker);
  return difference === 0 ? a.arrival < b.arrival : difference < 0;
}

/** Negative, zero or positive. What is missing comes last. */
export function ascending(a: KeyValue, b: KeyValue): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : Number(a > b);
}

/** Adds to a heap, whose first element is the earliest. */
export function hold<Role>(heap: Moment<Role>[], moment: Moment<Role>): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(moment, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = moment;
}

/** Takes the earliest out of a heap, which is not empty. */
export function unhold<Role>(heap: Moment<Role>[]): Moment<Role> {
  const first = heap[0] as Moment<Role>; // not empty
  const moment = heap.pop() as Moment<Role>; // not empty
  if (heap.length === 0) return first;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const [left, right] = [heap[below] as Moment<Role>, heap[below + 1]]; // the left one is within the heap
    const [least, child] = right !== undefined && isBefore(right, left) ? [right, below + 1] : [left, below];
    if (!isBefore(least, moment)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = moment;
  return first;
}
