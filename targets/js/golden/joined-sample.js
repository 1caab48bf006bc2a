// test
// Compiled by Verdict 0.1.0 from test: edit the rule, not this file.
//
//   sample by host.id [process where true] [network where true] | head 3
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
  query: "sample by host.id [process where true] [network where true] | head 3",
  sourceHash: "",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

/** A matcher of its own, for one stream of events: push(event), advance(time), flush(), state(). */
export function createMatcher(options = {}) {
  return matcherOf(
    { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
    (bounds, counts) => limited(
      byKeyAtEnd(
        sampleMachine(
          {
            stages: [
              { where: stage1, by: [{ read: (event) => texts(event, HOST_ID) }] },
              { where: stage2, by: [{ read: (event) => texts(event, HOST_ID) }] },
            ],
          },
          bounds,
          counts,
        ),
      ),
      { side: "head", count: 3, offset: 0 },
    ),
    options,
  );
}

const EVENT_CATEGORY = path("event.category");
const HOST_ID = path("host.id");
const TIMESTAMP = path("@timestamp");

// [process where true]
function stage1(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  return eventCategory.includes("process");
}

// [network where true]
function stage2(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  return eventCategory.includes("network");
}

/** Negative, zero or positive. What is missing comes last. */
function ascending(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return a < b ? -1 : Number(a > b);
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

/** The machine with all its alerts at the end, in ascending order of the text of their keys. */
function byKeyAtEnd(machine) {
  const all = [];
  return {
    ...machine,
    take: (moment) => machine.take(moment, all),
    pass: (time) => machine.pass(time, all),
    end(found) {
      machine.end(all);
      const texts = all.splice(0).map((alert) => ({ alert, text: keyText(alert.key) }));
      texts.sort((a, b) => (a.text < b.text ? -1 : 1));
      for (const { alert } of texts) found.push(alert);
    },
    size() {
      const { keys, waiting } = machine.size();
      return { keys, waiting: waiting + all.length };
    },
  };
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

/** The machine with the first or the last of its alerts alone. Those of `tail` are known when the stream ends. */
function limited(machine, { side, count, offset }) {
  let seen = 0;
  let kept = [];
  const keep = (from, found) => {
    for (const alert of from) {
      seen++;
      if (side === "tail") kept.push(alert);
      else if (seen > offset && seen <= offset + count) found.push(alert);
    }
    if (kept.length > 2 * (offset + count)) kept = kept.slice(-(offset + count));
  };
  const passedOn = (run, found) => {
    const all = [];
    run(all);
    if (all.length > 0) keep(all, found);
  };
  return {
    ...machine,
    take: (moment, found) => passedOn((all) => machine.take(moment, all), found),
    pass: (time, found) => passedOn((all) => machine.pass(time, all), found),
    end(found) {
      passedOn((all) => machine.end(all), found);
      const end = Math.max(0, kept.length - offset);
      for (const alert of kept.slice(Math.max(0, end - count), end)) found.push(alert);
      seen = 0;
      kept = [];
    },
    size() {
      const { keys, waiting } = machine.size();
      return { keys, waiting: waiting + kept.length };
    },
  };
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

/** The entry of a key, renewed. Where there are too many then, the oldest goes, and is counted. */
function renewed(known, key, make, bounds, counts) {
  const entry = known.renew(key, make);
  const oldest = known.size() > bounds.maxKeys ? known.oldest() : null;
  if (oldest !== null) {
    known.remove(oldest.key);
    counts.givenUp++;
  }
  return entry;
}

/**
 * One sample for each key, as soon as there is an event for every stage. An event for which there is no place, however the others move, is not remembered: it would not find one later
 * either. So a key never holds more events than there are stages; one that has had its sample holds none (null).
 */
function sampleMachine({ stages }, bounds, counts) {
  const seats = recencyOf();
  return {
    ordered: false,
    role: (event, now) => keysByStage(stages, event, now, counts),
    take({ event, role }, found) {
      const keys = new Map(role.flat().map((key) => [key.text, key]));
      for (const key of keys.values()) {
        const table = renewed(seats, key.text, () => ({ places: stages.map(() => null) }), bounds, counts);
        if (table.places === null) continue;
        const suited = [...stages.keys()].filter((s) => role[s]?.some((k) => k.text === key.text));
        seat(table.places, { event, stages: suited }, new Set());
        if (table.places.includes(null)) continue;
        found.push({ events: table.places.map((guest) => guest?.event), key: key.values });
        table.places = null;
      }
    },
    pass() {},
    end: () => seats.clear(),
    size: () => ({ keys: seats.size(), waiting: 0 }),
  };
}

/** Finds the guest a place, where those who are seated may move to others that suit them. */
function seat(places, guest, tried) {
  for (const s of guest.stages) {
    if (tried.has(s)) continue;
    tried.add(s);
    const other = places[s] ?? null;
    if (other !== null && !seat(places, other, tried)) continue;
    places[s] = guest;
    return true;
  }
  return false;
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
