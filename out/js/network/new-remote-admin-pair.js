// Remote Sign-In from a New Address
// Compiled by Verdict 0.1.0 from network/new-remote-admin-pair: edit the rule, not this file.
//
//   event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.

export const rule = {
  id: "c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90",
  name: "Remote Sign-In from a New Address",
  description: [
    "A user signs in over SSH or remote desktop from an address from which that user has not been seen for two weeks.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Endpoint", "Tactic: Lateral Movement"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0008",
        name: "Lateral Movement",
        reference: "https://attack.mitre.org/tactics/TA0008/",
      },
      techniques: [
        {
          id: "T1021",
          name: "Remote Services",
          reference: "https://attack.mitre.org/techniques/T1021/",
          subtechniques: [],
        },
      ],
    },
  ],
  author: ["Verdict"],
  license: "Apache-2.0",
  references: [],
  falsePositives: [],
  note: null,
  setup: null,
  maxSignals: 100,
  buildingBlock: false,
  index: ["logs-system.auth-*", "logs-system.security-*"],
  schedule: { interval: "5m", from: "now-9m", to: "now" },
  language: "kuery",
  query: [
    "event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)",
    "",
  ].join("\n"),
  sourceHash: "19b4175a61106563dfeaf5f8fd40d1f1f35741349a704f9fc49c076ba298df57",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

/** A matcher of its own, for one stream of events: push(event), advance(time), flush(), state(). */
export function createMatcher(options = {}) {
  return matcherOf(
    { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
    (bounds, counts) => newTermsMachine(
      {
        where: events,
        by: [
          { read: (event) => texts(event, USER_NAME) },
          { read: (event) => addresses(event, SOURCE_IP).map(addressText) },
        ],
      },
      options,
      bounds,
      counts,
    ),
    options,
  );
}

const USER_NAME = path("user.name");
const SOURCE_IP = path("source.ip");
const EVENT_CATEGORY = path("event.category");
const EVENT_OUTCOME = path("event.outcome");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["sshd", "svchost.exe"]);
const TIMESTAMP = path("@timestamp");

function events(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("authentication")) return false;
  const eventOutcome = texts(event, EVENT_OUTCOME);
  if (!eventOutcome.includes("success")) return false;
  const processName = texts(event, PROCESS_NAME);
  return processName.some((value) => PROCESS_NAME_VALUES.has(value));
}

/** The digits of an address, without its zone (`fe80::1%eth0`); null for what is none. */
function addressKey(text) {
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) return null;
  const address = percent < 0 ? text : text.slice(0, percent);
  if (!address.includes(":")) {
    const tail = v4Digits(address);
    return tail === null ? null : `00000000000000000000ffff${tail}`;
  }
  const halves = address.split("::");
  const [left, right] = [v6Digits(halves[0] ?? "", halves.length === 1), v6Digits(halves[1] ?? "", true)];
  if (halves.length > 2 || left === null || right === null) return null;
  const gap = 32 - left.length - right.length;
  if (halves.length === 1) return gap === 0 ? left : null;
  return gap < 4 ? null : left + "0".repeat(gap) + right;
}

/** An address as Elasticsearch writes it: dotted for IPv4, else the longest run of zeros as "::". */
function addressText(address) {
  if (address.startsWith("00000000000000000000ffff"))
    return (address.slice(24).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(".");
  const groups = (address.match(/..../g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));
  const runs = groups.map((_, i) => /^(0 )*/.exec(`${groups.slice(i).join(" ")} `)?.[0].length ?? 0);
  const longest = Math.max(...runs);
  if (longest < 4) return groups.join(":");
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest / 2).join(":")}`;
}

/** The values of an address field. */
function addresses(event, path) {
  return typed(event, path, (value) => (typeof value === "string" ? addressKey(value) : null));
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

/** One alert for each new combination of values. What lies outside of history and window is passed over. */
function newTermsMachine(rule, options, bounds, counts) {
  const { history = Number.NEGATIVE_INFINITY, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const known = recencyOf();
  return {
    ordered: false,
    role(event, now) {
      const keys = rule.where(event, now) ? keysOf(event, rule.by, counts) : [];
      return keys.length === 0 ? null : keys;
    },
    take({ event, role, time }, found) {
      if (time < history || time > to) return;
      for (const key of role) {
        const term = renewed(known, key.text, () => ({ isNew: true }), bounds, counts);
        if (term.isNew && time >= from) found.push({ events: [event], key: key.values });
        term.isNew = false;
      }
    },
    pass() {},
    end: () => known.clear(),
    size: () => ({ keys: known.size(), waiting: 0 }),
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

function v4Digits(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
}

/** The digits of groups between colons; at the end of an address the last may be IPv4. */
function v6Digits(text, atEnd) {
  if (text === "") return "";
  const groups = text.split(":");
  const digits = groups.map((group, i) => {
    if (/^[0-9a-fA-F]{1,8}$/.test(group) && Number.parseInt(group, 16) < 65536)
      return Number.parseInt(group, 16).toString(16).padStart(4, "0");
    return atEnd && i === groups.length - 1 ? v4Digits(group) : null;
  });
  return digits.includes(null) ? null : digits.join("");
}

/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */
function values(event, path) {
  const found = [];
  collect(event, path, 0, found);
  return found;
}
