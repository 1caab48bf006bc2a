// Hidden Executable Started from a World-Writable Folder
// Compiled by Verdict 0.1.0 from linux/hidden-executable: edit the rule, not this file.
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     startsWith(process.executable, "/tmp/") == true and
//     (substring(process.name, 0, 1) == "." or length(process.name) <= 1) and
//     process.args_count >= 1 and user.id != "0"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "bae543e1-5962-4c2b-b242-66a12054216b",
  name: "Hidden Executable Started from a World-Writable Folder",
  description: [
    "A program whose name begins with a dot, or is a single character, starts from a folder that everybody can write to.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Defense Evasion"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0005",
        name: "Defense Evasion",
        reference: "https://attack.mitre.org/tactics/TA0005/",
      },
      techniques: [
        {
          id: "T1564",
          name: "Hide Artifacts",
          reference: "https://attack.mitre.org/techniques/T1564/",
          subtechniques: [
            {
              id: "T1564.001",
              name: "Hidden Files and Directories",
              reference: "https://attack.mitre.org/techniques/T1564/001/",
            },
          ],
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
  index: ["logs-endpoint.events.process-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
    "  startsWith(process.executable, \"/tmp/\") == true and",
    "  (substring(process.name, 0, 1) == \".\" or length(process.name) <= 1) and",
    "  process.args_count >= 1 and user.id != \"0\"", "",
  ].join("\n"),
  sourceHash: "f21be1aa48a7f08b958bae79be8ee455c427a2ff1fa8c07256cd81bb119dc26d",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_ACTION = path("event.action");
const PROCESS_EXECUTABLE = path("process.executable");
const PROCESS_NAME = path("process.name");
const PROCESS_ARGS_COUNT = path("process.args_count");
const USER_ID = path("user.id");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("linux")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.includes("exec")) return false;
  const processExecutable = texts(event, PROCESS_EXECUTABLE);
  if (!processExecutable.some((value) => value.startsWith("/tmp/"))) return false;
  const processName = texts(event, PROCESS_NAME);
  if (
    !(
      processName.some((value) => substring(value, 0, 1) === ".") ||
      processName.some((value) => value.length <= 1)
    )
  ) {
    return false;
  }
  const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
  if (!processArgsCount.some((value) => value >= 1)) return false;
  const userId = texts(event, USER_ID);
  return !userId.includes("0");
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

/** Like a slice in Python: negative positions count from the end. Without a start it is the whole text. */
function substring(text, start, end) {
  if (text === undefined || start === undefined || end === undefined) return undefined;
  if (text === null || start === null) return text;
  return text.slice(start, end ?? text.length);
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
