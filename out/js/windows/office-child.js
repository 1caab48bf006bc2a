// Office Application Starts a Script Host
// Compiled by Verdict 0.1.0 from windows/office-child: edit the rule, not this file.
//
//   process where host.os.type == "windows" and event.type == "start" and
//     process.parent.name : ("winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe") and
//     process.name : ("cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe") and
//     not (process.name : "rundll32.exe" and process.args : "*printui.dll*") and
//     not (?user.id == "S-1-5-18" and process.parent.name : "outlook.exe") and
//     `process`.pid > 4 and not process.args_count == 0
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "1d99d31b-921e-4052-9261-4d04c534711f",
  name: "Office Application Starts a Script Host",
  description: ["A program of the office suite starts a shell or a script host.", ""].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Initial Access"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0001",
        name: "Initial Access",
        reference: "https://attack.mitre.org/tactics/TA0001/",
      },
      techniques: [
        {
          id: "T1566",
          name: "Phishing",
          reference: "https://attack.mitre.org/techniques/T1566/",
          subtechniques: [
            {
              id: "T1566.001",
              name: "Spearphishing Attachment",
              reference: "https://attack.mitre.org/techniques/T1566/001/",
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
    "process where host.os.type == \"windows\" and event.type == \"start\" and",
    "  process.parent.name : (\"winword.exe\", \"excel.exe\", \"powerpnt.exe\", \"outlook.exe\", \"onenote.exe\") and",
    "  process.name : (\"cmd.exe\", \"powershell.exe\", \"wscript.exe\", \"cscript.exe\", \"mshta.exe\", \"rundll32.exe\") and",
    "  not (process.name : \"rundll32.exe\" and process.args : \"*printui.dll*\") and",
    "  not (?user.id == \"S-1-5-18\" and process.parent.name : \"outlook.exe\") and",
    "  `process`.pid > 4 and not process.args_count == 0", "",
  ].join("\n"),
  sourceHash: "8e49b0b5667fb1d4cd76d01dea8d8e8fdcfa1be41bb12c9936ed84226bd71519",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const PROCESS_PARENT_NAME = path("process.parent.name");
const PROCESS_PARENT_NAME_VALUES = new Set([
  "winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe",
]);
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set([
  "cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe",
]);
const PROCESS_ARGS = path("process.args");
const USER_ID = path("user.id");
const PROCESS_PID = path("process.pid");
const PROCESS_ARGS_COUNT = path("process.args_count");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("windows")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  const processParentNameCaseless = processParentName.map(asciiLower);
  if (
    !processParentNameCaseless.some((value) => PROCESS_PARENT_NAME_VALUES.has(value))
  ) {
    return false;
  }
  const processName = texts(event, PROCESS_NAME);
  const processNameCaseless = processName.map(asciiLower);
  if (!processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
  const processArgs = texts(event, PROCESS_ARGS);
  const processArgsCaseless = processArgs.map(asciiLower);
  if (
    processNameCaseless.includes("rundll32.exe") &&
    processArgsCaseless.some((value) => value.includes("printui.dll"))
  ) {
    return false;
  }
  const userId = texts(event, USER_ID);
  if (
    userId.includes("S-1-5-18") && processParentNameCaseless.includes("outlook.exe")
  ) {
    return false;
  }
  const processPid = longs(event, PROCESS_PID);
  if (!processPid.some((value) => value > 4)) return false;
  const processArgsCount = longs(event, PROCESS_ARGS_COUNT);
  return !processArgsCount.includes(0);
}

/** A to Z as a to z, everything else as it is. */
function asciiLower(text) {
  const lower = text.toLowerCase();
  // within ASCII the two are the same; beyond it other letters have a lower case too
  return lower === text || !/[\u0080-\uffff]/.test(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
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
