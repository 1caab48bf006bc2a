// Archive Written by a Script Host
// Compiled by Verdict 0.1.0 from windows/archive-by-script: edit the rule, not this file.
//
//   event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3",
  name: "Archive Written by a Script Host",
  description: [
    "A script host writes an archive. Folders in which tools of the house do so are left out by filters, as Kibana's rule editor makes them.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
  tags: ["Domain: Endpoint", "OS: Windows", "Tactic: Collection"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0009",
        name: "Collection",
        reference: "https://attack.mitre.org/tactics/TA0009/",
      },
      techniques: [
        {
          id: "T1560",
          name: "Archive Collected Data",
          reference: "https://attack.mitre.org/techniques/T1560/",
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
  index: ["logs-endpoint.events.file-*"],
  schedule: { interval: "5m", from: "now-9m", to: "now" },
  language: "kuery",
  query: [
    "event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)",
    "",
  ].join("\n"),
  sourceHash: "b84aac7952aafb11ad14e456a5caa00e0427b4dfb7129270a30346425ca33d73",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["powershell.exe", "pwsh.exe", "wscript.exe"]);
const FILE_EXTENSION = path("file.extension");
const FILE_EXTENSION_VALUES = new Set(["zip", "7z", "rar"]);
const FILE_PATH = path("file.path");
const FILE_PATH_PATTERN = /^.:\\programdata\\backup\\/su;
const USER_NAME = path("user.name");
const FILE_SIZE = path("file.size");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("file")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("creation")) return false;
  const processName = texts(event, PROCESS_NAME);
  if (!processName.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
  const fileExtension = texts(event, FILE_EXTENSION);
  if (!fileExtension.some((value) => FILE_EXTENSION_VALUES.has(value))) return false;
  const filePath = texts(event, FILE_PATH);
  const filePathCaseless = filePath.map(asciiLower);
  if (filePathCaseless.some((value) => FILE_PATH_PATTERN.test(value))) return false;
  const userName = texts(event, USER_NAME);
  if (userName.includes("backup") || userName.includes("svc-archive")) return false;
  const fileSize = longs(event, FILE_SIZE);
  return fileSize.some((value) => value >= 1048576);
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
