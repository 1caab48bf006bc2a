// Small Regular Packets to a High Port
// Compiled by Verdict 0.1.0 from network/beacon-shape: edit the rule, not this file.
//
//   network where destination.port >= 49152 and source.packets > 50 and
//     source.bytes / source.packets < 90 and
//     (destination.bytes + source.bytes) % 64 != 0 and
//     divide(destination.bytes, 2.0) <= 5000.5 and
//     source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and
//     add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "a4848a7e-5cc5-4c11-94a8-42a09140112f",
  name: "Small Regular Packets to a High Port",
  description: [
    "A long connection with many small packets, to a high port: the shape of a beacon.", "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
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
          id: "T1571",
          name: "Non-Standard Port",
          reference: "https://attack.mitre.org/techniques/T1571/",
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
  index: ["logs-endpoint.events.network-*", "packetbeat-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "network where destination.port >= 49152 and source.packets > 50 and",
    "  source.bytes / source.packets < 90 and",
    "  (destination.bytes + source.bytes) % 64 != 0 and",
    "  divide(destination.bytes, 2.0) <= 5000.5 and",
    "  source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and",
    "  add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999", "",
  ].join("\n"),
  sourceHash: "803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const DESTINATION_PORT = path("destination.port");
const SOURCE_PACKETS = path("source.packets");
const SOURCE_BYTES = path("source.bytes");
const DESTINATION_BYTES = path("destination.bytes");
const DESTINATION_PACKETS = path("destination.packets");
const NETWORK_PACKETS = path("network.packets");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("network")) return false;
  const destinationPort = longs(event, DESTINATION_PORT);
  if (!destinationPort.some((value) => value >= 49152)) return false;
  const sourcePackets = longs(event, SOURCE_PACKETS);
  if (!sourcePackets.some((value) => value > 50)) return false;
  const sourceBytes = longs(event, SOURCE_BYTES);
  if (
    !sourceBytes.some(
      (bytes) => sourcePackets.some(
        (packets) => less(divide(BigInt(bytes), BigInt(packets)), 90) === true,
      ),
    )
  ) {
    return false;
  }
  const destinationBytes = longs(event, DESTINATION_BYTES);
  if (
    destinationBytes.some(
      (bytes) => sourceBytes.some(
        (bytes2) => equal(remainder(add(BigInt(bytes), BigInt(bytes2)), 64n), 0) === true,
      ),
    )
  ) {
    return false;
  }
  if (!destinationBytes.some((value) => divide(BigInt(value), 2) <= 5000.5)) return false;
  if (
    !sourceBytes.some((value) => greater(subtract(BigInt(value), 100n), 0) === true)
  ) {
    return false;
  }
  const destinationPackets = longs(event, DESTINATION_PACKETS);
  if (
    !destinationPackets.some((value) => less(multiply(-1n, BigInt(value)), -5) === true)
  ) {
    return false;
  }
  const networkPackets = longs(event, NETWORK_PACKETS);
  if (
    !networkPackets.some((value) => greaterOrEqual(multiply(BigInt(value), 2n), 102) === true)
  ) {
    return false;
  }
  if (sourcePackets.some((value) => equal(add(BigInt(value), 0n), 777) === true)) return false;
  return !sourceBytes.some((value) => equal(subtract(BigInt(value), 1n), 9999) === true);
}

/** Undefined if one of these failed, null if one is missing, else false. */
function absent(...operands) {
  if (operands.includes(undefined)) return undefined;
  return operands.includes(null) ? null : false;
}

function add(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a + b),
    (a, b) => a + b,
  );
}

/** Integers if both are, else floating numbers. */
function arithmetic(left, right, onLongs, onDoubles) {
  return lift((a, b) => (typeof a === "bigint" && typeof b === "bigint" ? onLongs(a, b) : onDoubles(Number(a), Number(b))), left, right);
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

/** Integers divide toward zero; by zero is a failure for them. */
function divide(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : fitting(a / b)),
    (a, b) => a / b,
  );
}

function doubleOf(value) {
  if (typeof value === "string" && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return null;
  return typeof value !== "boolean" && Number.isFinite(Number(value)) ? Number(value) : null;
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

/** Equal in value, whether bigint or number. */
function equal(left, right) {
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number of the same value
  return lift((a, b) => a == b, left, right);
}

/** A whole number in its one form. */
function exact(whole) {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(whole);
}

/** A bigint if it fits into 64 bits, else a failure. */
function fitting(value) {
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function greater(left, right) {
  return lift((a, b) => a > b, left, right);
}

function greaterOrEqual(left, right) {
  return lift((a, b) => a >= b, left, right);
}

/** The values of a field of integers within a range. */
function integers(event, path, low, high) {
  return typed(event, path, (value) => {
    const whole = wholeOf(value);
    return whole === null || whole < low || whole > high ? null : whole;
  });
}

/** Is this an event at all? */
function isEvent(event) {
  return typeof event === "object" && event !== null && !Array.isArray(event);
}

function less(left, right) {
  return lift((a, b) => a < b, left, right);
}

/** What `compute` makes of the operands, if they are all there. */
function lift(compute, ...operands) {
  const missing = absent(...operands);
  return missing === false ? compute(...operands) : missing; // nothing is absent here
}

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

function multiply(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a * b),
    (a, b) => a * b,
  );
}

/** The keys under which a field may be found, dotted and nested. */
function path(name) {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
}

/** With the dividend's sign. */
function remainder(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => (b === 0n ? undefined : a % b),
    (a, b) => a % b,
  );
}

function subtract(left, right) {
  return arithmetic(
    left,
    right,
    (a, b) => fitting(a - b),
    (a, b) => a - b,
  );
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
