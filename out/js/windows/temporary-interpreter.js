// Interpreter in a Temporary Folder
// Compiled by Verdict 0.1.0 from windows/temporary-interpreter: edit the rule, not this file.
//
//   host.os.type: windows and event.category: process and event.type: start and
//     (process.executable: (C\:\\Windows\\Temp\\*.exe or C\:\\Users\\*\\AppData\\Local\\Temp\\*) or
//      process.args: (*\\AppData\\Local\\Temp\\*.vbs or "C:\\temp\\run.js" or //E\:jscript)) and
//     process.name: (wscript.exe or cscript.exe or python*.exe) and not process.parent.name: ("msiexec.exe" or "setup.exe") and
//     process.args_count > 1
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42",
  name: "Interpreter in a Temporary Folder",
  description: [
    "An interpreter of scripts starts from a folder that everybody may write to, or is given a script that lies in one.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Endpoint", "OS: Windows", "Tactic: Execution"],
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
          reference: "https://attack.mitre.org/techniques/T1059/",
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
  index: ["logs-endpoint.events.process-*", "winlogbeat-*"],
  schedule: { interval: "5m", from: "now-9m", to: "now" },
  language: "kuery",
  query: [
    "host.os.type: windows and event.category: process and event.type: start and",
    "  (process.executable: (C\\:\\\\Windows\\\\Temp\\\\*.exe or C\\:\\\\Users\\\\*\\\\AppData\\\\Local\\\\Temp\\\\*) or",
    "   process.args: (*\\\\AppData\\\\Local\\\\Temp\\\\*.vbs or \"C:\\\\temp\\\\run.js\" or //E\\:jscript)) and",
    "  process.name: (wscript.exe or cscript.exe or python*.exe) and not process.parent.name: (\"msiexec.exe\" or \"setup.exe\") and",
    "  process.args_count > 1", "",
  ].join("\n"),
  sourceHash: "cb8a645149869d56e701ac318bf6cc1598cda3cb48f0d1b68944d1dcd33659c2",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const HOST_OS_TYPE = path("host.os.type");
const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const PROCESS_EXECUTABLE = path("process.executable");
const PROCESS_ARGS = path("process.args");
const PROCESS_ARGS_VALUES = new Set(["C:\\temp\\run.js", "//E:jscript"]);
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["wscript.exe", "cscript.exe"]);
const PROCESS_PARENT_NAME = path("process.parent.name");
const PROCESS_PARENT_NAME_VALUES = new Set(["msiexec.exe", "setup.exe"]);
const PROCESS_ARGS_COUNT = path("process.args_count");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("windows")) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const processExecutable = texts(event, PROCESS_EXECUTABLE);
  const processArgs = texts(event, PROCESS_ARGS);
  if (
    !(
      processExecutable.some(
        (value) =>
          inOrder(value, ["C:\\Windows\\Temp\\", ".exe"]) ||
          inOrder(value, ["C:\\Users\\", "\\AppData\\Local\\Temp\\", ""]),
      ) ||
      processArgs.some((value) => PROCESS_ARGS_VALUES.has(value)) ||
      processArgs.some((value) => inOrder(value, ["", "\\AppData\\Local\\Temp\\", ".vbs"]))
    )
  ) {
    return false;
  }
  const processName = texts(event, PROCESS_NAME);
  if (
    !(
      processName.some((value) => PROCESS_NAME_VALUES.has(value)) ||
      processName.some((value) => inOrder(value, ["python", ".exe"]))
    )
  ) {
    return false;
  }
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  if (processParentName.some((value) => PROCESS_PARENT_NAME_VALUES.has(value))) return false;
  const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
  return processArgsCount.some((value) => value > 1);
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

/** Does the text consist of these pieces, in this order, with anything between them? The first is at the start and the last at the end. */
function inOrder(text, pieces) {
  const [start, end] = [pieces[0] ?? "", pieces[pieces.length - 1] ?? ""];
  const last = text.length - end.length;
  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  let from = start.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > last) return false;
    from = found + piece.length;
  }
  return true;
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
