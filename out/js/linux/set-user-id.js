// Set User or Group Id on a File
// Compiled by Verdict 0.1.0 from linux/set-user-id: edit the rule, not this file.
//
//   event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND
//   NOT (user.id:0 OR process.parent.name:(dpkg OR "rpm" OR apt*)) AND NOT process.args:\-\-help
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04",
  name: "Set User or Group Id on a File",
  description: ["A file is given the right to run as its owner or its group.", ""].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Endpoint", "OS: Linux", "Tactic: Privilege Escalation"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0004",
        name: "Privilege Escalation",
        reference: "https://attack.mitre.org/tactics/TA0004/",
      },
      techniques: [
        {
          id: "T1548",
          name: "Abuse Elevation Control Mechanism",
          reference: "https://attack.mitre.org/techniques/T1548/",
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
  index: ["logs-endpoint.events.process-*", "auditbeat-*"],
  schedule: { interval: "5m", from: "now-9m", to: "now" },
  language: "lucene",
  query: [
    "event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND",
    "NOT (user.id:0 OR process.parent.name:(dpkg OR \"rpm\" OR apt*)) AND NOT process.args:\\-\\-help",
    "",
  ].join("\n"),
  sourceHash: "f4bf51ce16a825ffedfdf29d7609f23dfd141e7c2b9e8fef9e8d36f6b0eae97f",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const PROCESS_NAME = path("process.name");
const PROCESS_ARGS = path("process.args");
const PROCESS_ARGS_PATTERN = /^[ugo]*\+[rwx]*s$/su;
const PROCESS_ARGS_PATTERN2 = /^0?[2467][0-7]{3}$/su;
const PROCESS_ARGS_COUNT = path("process.args_count");
const USER_ID = path("user.id");
const PROCESS_PARENT_NAME = path("process.parent.name");
const PROCESS_PARENT_NAME_VALUES = new Set(["dpkg", "rpm"]);

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const processName = texts(event, PROCESS_NAME);
  if (!processName.includes("chmod")) return false;
  const processArgs = texts(event, PROCESS_ARGS);
  if (
    !(
      processArgs.some((value) => PROCESS_ARGS_PATTERN.test(value)) ||
      processArgs.some((value) => PROCESS_ARGS_PATTERN2.test(value))
    )
  ) {
    return false;
  }
  const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
  if (!processArgsCount.some((value) => value > 2)) return false;
  const userId = texts(event, USER_ID);
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  if (
    userId.includes("0") ||
    processParentName.some((value) => PROCESS_PARENT_NAME_VALUES.has(value)) ||
    processParentName.some((value) => value.startsWith("apt"))
  ) {
    return false;
  }
  return !processArgs.includes("--help");
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

/** A whole number in its one form. */
function exact(whole) {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(whole);
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
