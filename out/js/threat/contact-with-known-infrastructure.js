// Contact with Known Infrastructure of Attackers
// Compiled by Verdict 0.1.0 from threat/contact-with-known-infrastructure: edit the rule, not this file.
//
//   event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*
//
//
// Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.

export const rule = {
  id: "2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5",
  name: "Contact with Known Infrastructure of Attackers",
  description: [
    "A host connects to an address and port, or asks for a URL, that a threat feed has named within the last thirty days with more than low confidence.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["Domain: Network", "Tactic: Command and Control"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0011",
        name: "Command and Control",
        reference: "https://attack.mitre.org/tactics/TA0011/",
      },
      techniques: [
        {
          id: "T1071",
          name: "Application Layer Protocol",
          reference: "https://attack.mitre.org/techniques/T1071/",
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
  index: ["logs-network_traffic.*", "logs-endpoint.events.network-*", "logs-ti_*"],
  schedule: { interval: "1h", from: "now-65m", to: "now" },
  language: "kuery",
  query: [
    "event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*",
    "",
  ].join("\n"),
  sourceHash: "8b83eea96170208df969fb1989e2bccdc528ae80a5d8b63d9bb61b4ed87689de",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

/** A matcher of its own, for one stream of events: push(event), advance(time), flush(), state(). `options.now` says what `now` in the rule's dates means, epoch milliseconds or a function that gives them; by default it is Date.now. */
export function createMatcher(options = {}) {
  return matcherOf(
    { times: (event) => dates(event, TIMESTAMP), tiebreakers: (event) => [] },
    (bounds, counts) => indicatorMachine(
      {
        where: events,
        indicators: indicators,
        timed: true,
        groups: [
          [
            {
              event: (event) => addresses(event, DESTINATION_IP).map(addressText),
              indicator: (event) => addresses(event, THREAT_INDICATOR_IP).map(addressText),
            },
            {
              event: (event) => longs(event, DESTINATION_PORT),
              indicator: (event) => longs(event, THREAT_INDICATOR_PORT),
            },
          ],
          [
            {
              event: (event) => texts(event, URL_FULL),
              indicator: (event) => texts(event, THREAT_INDICATOR_URL_FULL),
            },
          ],
        ],
      },
      options,
    ),
    options,
  );
}

const TIMESTAMP = path("@timestamp");
const EVENT_KIND = path("event.kind");
const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const THREAT_INDICATOR_CONFIDENCE = path("threat.indicator.confidence");
const THREAT_INDICATOR_CONFIDENCE_VALUES = new Set(["None", "Low"]);
const DESTINATION_IP = path("destination.ip");
const URL_FULL = path("url.full");
const THREAT_INDICATOR_IP = path("threat.indicator.ip");
const DESTINATION_PORT = path("destination.port");
const THREAT_INDICATOR_PORT = path("threat.indicator.port");
const THREAT_INDICATOR_URL_FULL = path("threat.indicator.url.full");

function indicators(event, now) {
  if (!isEvent(event)) return false;
  const timestamp = dates(event, TIMESTAMP);
  const now_minus_30d_by_d = startOf(now - 2592000000, 86400000);
  if (!timestamp.some((value) => value >= now_minus_30d_by_d)) return false;
  const eventKind = texts(event, EVENT_KIND);
  if (!eventKind.includes("enrichment")) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("threat")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("indicator")) return false;
  const threatIndicatorConfidence = texts(event, THREAT_INDICATOR_CONFIDENCE);
  return !threatIndicatorConfidence.some((value) => THREAT_INDICATOR_CONFIDENCE_VALUES.has(value));
}

function events(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  const eventType = texts(event, EVENT_TYPE);
  const destinationIp = addresses(event, DESTINATION_IP);
  const urlFull = texts(event, URL_FULL);
  return (
    (eventCategory.includes("network") &&
      !eventType.includes("denied") &&
      destinationIp.length > 0) ||
    (eventCategory.includes("web") && urlFull.length > 0)
  );
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

function doubleOf(value) {
  if (typeof value === "string" && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return null;
  return typeof value !== "boolean" && Number.isFinite(Number(value)) ? Number(value) : null;
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

/** A whole number in its one form. */
function exact(whole) {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(whole);
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

/** The indicators are looked up by value: what an event costs does not grow with their number, but for groups whose entries are all negated. */
function indicatorMachine(rule, options) {
  const all = [...(options.indicators ?? [])];
  const started = nowOf(options);
  const active = rule.timed ? all : all.filter((indicator) => rule.indicators(indicator, started));
  const lookups = rule.groups.map((group) => lookupOf(group, active));
  return {
    ordered: false,
    role(event, now) {
      if (!rule.where(event, now)) return null;
      const counts = (indicator) => !rule.timed || rule.indicators(indicator, now);
      for (const lookup of lookups) {
        const known = lookup(event, counts);
        if (known !== null) return known;
      }
      return null;
    },
    take({ event, role }, found) {
      found.push({ events: [event], key: [], indicator: role.indicator });
    },
    pass() {},
    end() {},
    size: () => ({ keys: 0, waiting: 0 }),
  };
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

/** The values of a field of integers within a range. */
function integers(event, path, low, high) {
  return typed(event, path, (value) => {
    const whole = wholeOf(value);
    return whole === null || whole < low || whole > high ? null : whole;
  });
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

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

/** Finds an indicator that counts and satisfies every entry of a group, for an event. */
function lookupOf(group, indicators) {
  const textsOf = (values) => new Set(values.map((value) => keyText([value])));
  const known = indicators
    .map((indicator) => ({ indicator, values: group.map((entry) => textsOf(entry.indicator(indicator))) }))
    .filter(({ values }) => values.every((of) => of.size > 0));
  const first = group.findIndex((entry) => entry.negate !== true);
  const byValue = new Map();
  for (const one of first < 0 ? [] : known)
    for (const text of one.values[first] ?? []) {
      const same = byValue.get(text);
      if (same === undefined) byValue.set(text, [one]);
      else same.push(one);
    }
  return (event, counts) => {
    const values = group.map((entry) => textsOf(entry.event(event)));
    if (values.some((of) => of.size === 0)) return null;
    const shares = (one, e) => [...(values[e] ?? [])].some((text) => one.values[e]?.has(text));
    const satisfies = (one) => group.every((entry, e) => shares(one, e) !== (entry.negate === true)) && counts(one.indicator);
    if (first < 0) return known.find(satisfies) ?? null;
    for (const text of values[first] ?? []) {
      const found = byValue.get(text)?.find(satisfies);
      if (found !== undefined) return found;
    }
    return null;
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

/** The start of the day, hour, minute or second: of what has a fixed length and starts with 1970. */
function startOf(ms, length) {
  return Math.floor(ms / length) * length;
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

function wholeOf(value) {
  if (typeof value === "string" && /^[+-]?\d{1,40}$/.test(value)) return exact(BigInt(value.replace("+", "")));
  const double = doubleOf(value);
  return double === null ? null : exact(Math.trunc(double));
}
