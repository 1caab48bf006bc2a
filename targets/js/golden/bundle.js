// 2 rules in one module
// Compiled by Verdict 0.1.0: edit the rules, not this file.

/** Every rule that judges single events, in order of its path: `rule` says what it is, `match(event)` whether an event matches it. */
export const rules = [];

/** Every rule that joins events, in order of its path: `createMatcher(options)` makes a matcher for one stream. */
export const joiningRules = [];

/** The rules of `rules` that this event, a parsed JSON document, matches. */
export function matchAll(event) {
  return rules.filter((entry) => entry.match(event)).map((entry) => entry.rule);
}

// test
// test
//
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
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
    query: "",
    sourceHash: "",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const PROCESS_NAME = path("process.name");
  const match = (event) => {
    if (!isEvent(event)) return false;
    const processName = texts(event, PROCESS_NAME);
    return processName.includes("cmd.exe");
  };
  rules.push({ rule, match });
}

// test
// b/second
//
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.
{
  const rule = {
    id: "test",
    name: "test",
    description: "",
    version: 1,
    enabled: false,
    severity: "low",
    riskScore: 21,
    tags: [],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: {
          id: "TA0002",
          name: "Execution",
          reference: "https://attack.mitre.org/tactics/TA0002/",
        },
        techniques: [
          {
            id: "T1059",
            name: "Command and Scripting Interpreter",
            reference: "",
            subtechniques: [{ id: "T1059.001", name: "PowerShell", reference: "" }],
          },
        ],
      },
    ],
    author: [],
    license: null,
    references: [],
    falsePositives: [],
    note: ["One", "Two"].join("\n"),
    setup: null,
    maxSignals: 100,
    buildingBlock: false,
    index: [],
    schedule: { interval: "5m", from: null, to: null },
    language: "eql",
    query: "",
    sourceHash: "",
    verdict: "0.1.0",
    fidelity: "exact",
    deviations: [],
  };
  const PROCESS_PID = path("process.pid");
  const SOURCE_IP = path("source.ip");
  const SOURCE_IP_NETWORKS = [
    ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
  ];
  const match = (event) => {
    if (!isEvent(event)) return false;
    const processPid = longs(event, PROCESS_PID);
    if (!processPid.some((value) => equal(add(BigInt(value), 1n), 7) === true)) return false;
    const sourceIp = addresses(event, SOURCE_IP);
    return !sourceIp.some((value) => inNetworks(value, SOURCE_IP_NETWORKS));
  };
  rules.push({ rule, match });
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

/** The values of an address field. */
function addresses(event, path) {
  return typed(event, path, (value) => (typeof value === "string" ? addressKey(value) : null));
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

/** Does the address lie in one of the networks, each given by its first and last address? */
function inNetworks(address, networks) {
  return networks.some(([first, last]) => first <= address && address <= last);
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

/** What `compute` makes of the operands, if they are all there. */
function lift(compute, ...operands) {
  const missing = absent(...operands);
  return missing === false ? compute(...operands) : missing; // nothing is absent here
}

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

/** The keys under which a field may be found, dotted and nested. */
function path(name) {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
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
