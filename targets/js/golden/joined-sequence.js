// test
// Compiled by Verdict 0.1.0 from test: edit the rule, not this file.
//
//   sequence by host.id with maxspan=5m [process where user.name == "root"] with runs=2 ![file where true] [network where true] until [any where c == "stop"]
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.

export const rule = {
  id: "test",
  name: "test",
  description: "",
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
  tags: [],
  threat: [],
  author: [],
  license: null,
  references: [],
  falsePositives: [],
  note: null,
  setup: null,
  maxSignals: 100,
  buildingBlock: false,
  index: [],
  schedule: { interval: "5m", from: null, to: null },
  language: "eql",
  query: "sequence by host.id with maxspan=5m [process where user.name == \"root\"] with runs=2 ![file where true] [network where true] until [any where c == \"stop\"]",
  sourceHash: "",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

/** A matcher of its own, for one stream of events: push(event), advance(time), flush(), state(). */
export function createMatcher(options = {}) {
  return matcherOf(
    { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
    (bounds, counts) => sequenceMachine(
      {
        stages: [
          STAGE_1,
          STAGE_1,
          { where: stage2, by: [{ read: (event) => texts(event, HOST_ID) }], missing: true },
          { where: stage3, by: [{ read: (event) => texts(event, HOST_ID) }] },
        ],
        until: { where: until, by: [{ read: (event) => texts(event, HOST_ID) }] },
        maxspan: 300000,
      },
      bounds,
      counts,
    ),
    options,
  );
}

const EVENT_CATEGORY = path("event.category");
const USER_NAME = path("user.name");
const HOST_ID = path("host.id");
const STAGE_1 = { where: stage1, by: [{ read: (event) => texts(event, HOST_ID) }] };
const C = path("c");
const TIMESTAMP = path("@timestamp");

// [process where user.name == "root"] with runs=2
function stage1(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const userName = texts(event, USER_NAME);
  return userName.includes("root");
}

// ![file where true]
function stage2(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  return eventCategory.includes("file");
}

// [network where true]
function stage3(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  return eventCategory.includes("network");
}

// [any where c == "stop"]
function until(event) {
  if (!isEvent(event)) return false;
  const c = texts(event, C);
  return c.includes("stop");
}

/** Negative, zero or positive. What is missing comes last. */
function ascending(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : Number(a > b);
}

/** A sequence with its first event. */
function begun(track, leading, event, time) {
  return { events: [event], first: time, last: time, before: latestBefore(track, leading, time), broken: false };
}

/** The options, or their defaults; throws a RangeError for what makes no sense. */
function boundsOf(options) {
  const { lateness = 0, maxKeys = 100_000, maxHeld = 100_000 } = options;
  const bounds = { lateness, maxKeys, maxHeld };
  if (!(bounds.lateness >= 0)) throw new RangeError("lateness is a number of milliseconds, 0 or more");
  if (!(bounds.maxKeys >= 1)) throw new RangeError("maxKeys is a number, 1 or more");
  if (!(bounds.maxHeld >= 0)) throw new RangeError("maxHeld is a number, 0 or more");
  return bounds;
}

function collect(node, path, at, found) {
  if (Array.isArray(node)) {
    for (const element of node) {
      if (!Array.isArray(element)) collect(element, path, at, found);
      else for (const inner of elements(element)) collect(inner, path, at, found);
    }
  } else if (typeof node === "object" && node !== null) {
    const object = node; // an object, as asked above
    const keys = path[at] ?? [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]; // within the array's length
      const value = object[key];
      // most keys are not there: asking for the value first is quicker
      if (value !== undefined && Object.hasOwn(object, key)) collect(value, path, at + i + 1, found);
    }
  } else if (at === path.length && (typeof node === "string" || typeof node === "number" || typeof node === "boolean")) {
    found.push(node);
  }
}

/** The order of two texts by code point, as Elasticsearch sorts: negative, zero or positive. JavaScript's `<` goes by UTF-16 units. */
function compareText(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  const difference = (at) => (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
  // where the second halves of two surrogate pairs differ, the pairs do
  return (i > 0 && difference(i - 1)) || difference(i);
}

/** The values of a date field: ISO texts or epoch milliseconds. */
function dates(event, path) {
  return typed(event, path, instantOf);
}

function digits(value) {
  return typeof value === "number" ? String(BigInt(value)) : String(value);
}

/** The earliest of these times; infinite if there is none. */
function earliest(times) {
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
}

/** The elements of an array, those of arrays in it included, however deep they are. */
function elements(array) {
  const flat = [];
  const pending = [array];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!Array.isArray(next)) flat.push(next);
    else for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
  }
  return flat;
}

/** The sequence that waits for this stage, with the event; null if there is none, or it is too old by now. It waits no more in any case. */
function grown(track, p, gap, event, time, maxspan) {
  const pending = track.pending[p - 1] ?? null;
  track.pending[p - 1] = null;
  if (pending === null || time - pending.first > maxspan) return null;
  const broken = pending.broken || latestBefore(track, gap, time) > pending.last;
  return { ...pending, events: [...pending.events, event], last: time, broken };
}

/** Adds to a heap, whose first element is the earliest. */
function hold(heap, moment) {
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

/** A number is read by its digits, as Elasticsearch reads it: 2024 is a year. */
function instantOf(value) {
  if (typeof value === "boolean") return null;
  const text = typeof value === "string" ? value : Math.abs(value) <= 8.64e15 ? String(Math.floor(value) + 0) : "";
  const iso = isoDate(text);
  if (iso !== null) return isoInstant(iso);
  const millis = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(millis) <= 8.64e15 ? millis : null;
}

/** The order of events: time, tiebreaker, arrival. */
function isBefore(a, b) {
  if (a.time !== b.time) return a.time < b.time;
  const difference = ascending(a.tiebreaker, b.tiebreaker);
  return difference === 0 ? a.arrival < b.arrival : difference < 0;
}

/** Is this an event at all? */
function isEvent(event) {
  return typeof event === "object" && event !== null && !Array.isArray(event);
}

/** Is there nothing to remember of this key? */
function isIdle(track) {
  return track.waiting.size === 0 && track.pending.every((p) => p === null) && track.seen.every((s) => s === null);
}

/** The parts of what Elasticsearch's strict_date_optional_time reads: a date with as many parts as there are, and a zone after a time. */
function isoDate(text) {
  return /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?)?)?)?$/.exec(
    text,
  );
}

function isoInstant(parts) {
  const part = (index, otherwise) => Number(parts[index] ?? otherwise);
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  const date = new Date(0);
  date.setUTCFullYear(part(1, 0), month - 1, day);
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0")));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  if (!exists || offset > 18 * 3_600_000 || part(10, 0) > 59) return null;
  return date.getTime() + (parts[8] === "-" ? offset : -offset);
}

function keyText(values) {
  // integers beyond 2^53 by their digits, in brackets, so that no text is equal to them
  return JSON.stringify(values.map((v) => (typeof v === "bigint" || (Number.isInteger(v) && !Number.isSafeInteger(v)) ? [digits(v)] : v)));
}

/** For each stage the keys under which the event may stand there, at last those that it ends; null if there are none at all. */
function keysByStage(stages, event, now, counts) {
  const found = [];
  let any = false;
  for (const [i, stage] of stages.entries()) {
    // a stage of several runs is asked once
    const keys = stage === stages[i - 1] ? (found[i - 1] ?? []) : stage.where(event, now) ? keysOf(event, stage.by, counts) : [];
    found.push(keys);
    any ||= keys.length > 0;
  }
  return any ? found : null;
}

/** The keys of an event: every combination of its values; none where a field that is not optional has no value. What goes beyond 10,000 keys is counted as given up. */
function keysOf(event, by, counts) {
  let combinations = [[]];
  for (const { read, optional } of by) {
    const values = [...new Set(read(event))];
    if (values.length === 0 && optional) values.push(null);
    const room = combinations.length === 0 ? 0 : Math.ceil(10_000 / combinations.length);
    if (values.length > room) counts.givenUp += combinations.length * (values.length - room);
    combinations = combinations.flatMap((key) => values.slice(0, room).map((value) => [...key, value]));
  }
  return combinations.map((values) => ({ text: keyText(values), values }));
}

/** When the latest event of these stages stood before a time. */
function latestBefore(track, stages, time) {
  let latest = Number.NEGATIVE_INFINITY;
  for (const s of stages) {
    const [last, earlier] = track.seen[s] ?? [latest, latest];
    latest = Math.max(latest, last < time ? last : earlier);
  }
  return latest;
}

/** A machine fed with events in order: those within `lateness` are held back until their turn. */
function matcherOf(order, machineOf, options) {
  const bounds = boundsOf(options);
  const counts = { events: 0, alerts: 0, late: 0, givenUp: 0 };
  const machine = machineOf(bounds, counts);
  const held = [];
  /** What comes with an earlier timestamp comes too late. */
  let time = Number.NEGATIVE_INFINITY;
  let last = null;
  let arrivals = 0;
  const isLate = (moment) => moment.time < time || (last !== null && isBefore(moment, last));
  const release = (until, found) => {
    while (held.length > 0 && (held[0]?.time ?? 0) <= until) {
      last = unhold(held);
      machine.take(last, found);
    }
  };
  const moveTo = (to, found) => {
    if (to > time) time = to;
    release(time, found);
    machine.pass(time, found);
  };
  const makeRoom = (found) => {
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
  const place = (moment, found) => {
    const late = isLate(moment);
    if (late) counts.late++;
    const outOfOrder = late || (moment.time === Number.POSITIVE_INFINITY && bounds.lateness !== Number.POSITIVE_INFINITY);
    if (outOfOrder && !machine.ordered) machine.take(moment, found);
    else if (!late) hold(held, moment);
  };
  const given = (found) => {
    counts.alerts += found.length;
    return found;
  };
  return {
    push(event) {
      const found = [];
      counts.events++;
      if (!isEvent(event)) return found;
      const at = earliest(order.times(event));
      const role = machine.role(event, nowOf(options));
      if (role !== null) place({ event, role, time: at, tiebreaker: order.tiebreakers(event)[0] ?? null, arrival: arrivals++ }, found);
      if (at !== Number.POSITIVE_INFINITY) moveTo(at - bounds.lateness, found);
      makeRoom(found);
      return given(found);
    },
    advance(to) {
      const found = [];
      if (to < Number.POSITIVE_INFINITY) moveTo(to, found);
      return given(found);
    },
    flush() {
      const found = [];
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

/** The time of the clock that the options name, in whole milliseconds; without one it is the clock of the machine. */
function nowOf(options) {
  const now = options?.now ?? Date.now;
  return Math.floor(typeof now === "function" ? now() : now);
}

/** The keys under which a field may be found, dotted and nested. */
function path(name) {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
}

function recencyOf() {
  const links = new Map();
  let oldest = null;
  let newest = null;
  const unlink = ({ older, newer }) => {
    if (older === null) oldest = newer;
    else older.newer = newer;
    if (newer === null) newest = older;
    else newer.older = older;
  };
  const append = (link) => {
    link.older = newest;
    link.newer = null;
    if (newest === null) oldest = link;
    else newest.newer = link;
    newest = link;
  };
  return {
    get: (key) => links.get(key)?.entry,
    renew(key, make) {
      let link = links.get(key);
      if (link === undefined) {
        link = { key, entry: make(), older: null, newer: null };
        links.set(key, link);
      } else unlink(link);
      append(link);
      return link.entry;
    },
    remove(key) {
      const link = links.get(key);
      if (link !== undefined) unlink(link);
      links.delete(key);
    },
    oldest: () => oldest,
    entries: () => [...links.values()].map((link) => link.entry),
    size: () => links.size,
    clear() {
      links.clear();
      oldest = null;
      newest = null;
    },
  };
}

/**
 * The stages are tried from the last to the first, so that an event never fills two of one sequence. An event takes the newest sequence that waits for it, and that is used up even
 * if it is too old by then. Alerts come in order of their last events; one after which an event must be missing waits, and those behind it too.
 */
function sequenceMachine(rule, bounds, counts) {
  const { stages, until, maxspan } = rule;
  const asked = until === null ? stages : [...stages, until];
  const positive = [...stages.keys()].filter((s) => !stages[s]?.missing);
  const final = positive.length - 1;
  /** The stages that must be missing before each positive one, at last those after all. */
  const gaps = [...positive, stages.length].map((end, p) => [...stages.keys()].slice((positive[p - 1] ?? -1) + 1, end));
  const [leading, trailing] = [gaps[0] ?? [], gaps[final + 1] ?? []];
  const tracks = recencyOf();
  /** Complete sequences, from `settled` on; before it are those that are done with. */
  let queue = [];
  let settled = 0;
  const renew = (key, time) => {
    const make = () => ({ key, pending: positive.map(() => null), seen: stages.map(() => null), waiting: new Set(), renewed: time });
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
  const settle = (now, found) => {
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
  const pass = (now, found) => {
    settle(now, found);
    for (let oldest = tracks.oldest(); oldest !== null && now - oldest.entry.renewed > maxspan; oldest = tracks.oldest())
      tracks.remove(oldest.key);
  };
  const complete = (track, pending, found) => {
    if (pending.broken) return;
    const { events, first, last, before } = pending;
    const slots = stages.map((_, s) => events[positive.indexOf(s)] ?? null);
    const alert = { events, slots, key: track.key.values };
    const clean = before === Number.NEGATIVE_INFINITY;
    if (trailing.length === 0) {
      if (clean || last - before > maxspan) found.push(alert);
      return;
    }
    const waiting = { track, alert, from: leading.length === 0 ? first : before, last, kept: null };
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
  const step = (p, key, event, time, found) => {
    const track = p === 0 ? renew(key, time) : tracks.get(key.text);
    if (track === undefined) return;
    const next = p === 0 ? begun(track, leading, event, time) : grown(track, p, gaps[p] ?? [], event, time, maxspan);
    if (next !== null && p < final) track.pending[p] = next;
    else if (next !== null) complete(track, next, found);
    if (isIdle(track)) tracks.remove(key.text);
  };
  const note = (s, key, time) => {
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
  const stop = (key) => {
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

/** The values of a text field. Numbers and booleans count as their JSON text. */
function texts(event, path) {
  const found = values(event, path);
  for (let i = 0; i < found.length; i++) if (typeof found[i] !== "string") found[i] = String(found[i]);
  return found; // now they are
}

/** What `read` makes of each value of a field, but null. */
function typed(event, path, read) {
  const found = [];
  for (const value of values(event, path)) {
    const made = read(value);
    if (made !== null) found.push(made);
  }
  return found;
}

/** Takes the earliest out of a heap, which is not empty. */
function unhold(heap) {
  const first = heap[0]; // not empty
  const moment = heap.pop(); // not empty
  if (heap.length === 0) return first;
  let at = 0;
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    const [left, right] = [heap[below], heap[below + 1]]; // the left one is within the heap
    const [least, child] = right !== undefined && isBefore(right, left) ? [right, below + 1] : [left, below];
    if (!isBefore(least, moment)) break;
    heap[at] = least;
    at = child;
  }
  heap[at] = moment;
  return first;
}

/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */
function values(event, path) {
  const found = [];
  collect(event, path, 0, found);
  return found;
}
