// Executable with a Document's Extension in Front
// Compiled by Verdict 0.1.0 from windows/double-extension: edit the rule, not this file.
//
//   file where host.os.type == "windows" and event.type in ("creation", "change") and
//     endsWith~(file.name, ".exe") and
//     file.name regex~ """.+\.(pdf|docx?|xlsx?|txt|jpe?g|png)\.(exe|scr)""" and
//     indexOf(file.name, ".") != null and indexOf~(file.path, "\\DOWNLOADS\\") > 0 and
//     not stringContains~(file.path, "\\Vendor\\") and file.size < 52428800
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "65ca079b-8ac6-41e8-856f-1c94c0ec4fc8",
  name: "Executable with a Document's Extension in Front",
  description: [
    "A program is written whose name shows a document's extension just before its real one.", "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Defense Evasion"],
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
          id: "T1036",
          name: "Masquerading",
          reference: "https://attack.mitre.org/techniques/T1036/",
          subtechniques: [
            {
              id: "T1036.007",
              name: "Double File Extension",
              reference: "https://attack.mitre.org/techniques/T1036/007/",
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
  index: ["logs-endpoint.events.file-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "file where host.os.type == \"windows\" and event.type in (\"creation\", \"change\") and",
    "  endsWith~(file.name, \".exe\") and",
    "  file.name regex~ \"\"\".+\\.(pdf|docx?|xlsx?|txt|jpe?g|png)\\.(exe|scr)\"\"\" and",
    "  indexOf(file.name, \".\") != null and indexOf~(file.path, \"\\\\DOWNLOADS\\\\\") > 0 and",
    "  not stringContains~(file.path, \"\\\\Vendor\\\\\") and file.size < 52428800", "",
  ].join("\n"),
  sourceHash: "82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_TYPE_VALUES = new Set(["creation", "change"]);
const FILE_NAME = path("file.name");
const FILE_NAME_PATTERN =
  /^.+\.(?:[Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]?|[Xx][Ll][Ssſ][Xx]?|[Tt][Xx][Tt]|[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg])\.(?:[Ee][Xx][Ee]|[Ssſ][Cc][Rr])$/su;
const FILE_PATH = path("file.path");
const FILE_SIZE = path("file.size");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("file")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("windows")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.some((value) => EVENT_TYPE_VALUES.has(value))) return false;
  const fileName = texts(event, FILE_NAME);
  const fileNameCaseless = fileName.map(asciiLower);
  if (!fileNameCaseless.some((value) => value.endsWith(".exe"))) return false;
  if (!fileName.some((value) => FILE_NAME_PATTERN.test(value))) return false;
  if (orNull(fileName).some((value) => indexOf(value, ".", null) === null)) return false;
  const filePath = texts(event, FILE_PATH);
  if (
    !filePath.some((value) => greater(indexOfFolded(value, "\\DOWNLOADS\\", null), 0) === true)
  ) {
    return false;
  }
  const filePathCaseless = filePath.map(asciiLower);
  if (filePathCaseless.some((value) => value.includes("\\vendor\\"))) return false;
  const fileSize = longs(event, FILE_SIZE);
  return fileSize.some((value) => value < 52428800);
}

/** Undefined if one of these failed, null if one is missing, else false. */
function absent(...operands) {
  if (operands.includes(undefined)) return undefined;
  return operands.includes(null) ? null : false;
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

function greater(left, right) {
  return lift((a, b) => a > b, left, right);
}

/** Where `search` first occurs, not before `start`; null if it does not. */
function indexOf(text, search, start) {
  if (start === undefined) return undefined;
  return lift(
    (t, s) => {
      const found = t.indexOf(s, start ?? 0);
      return found < 0 ? null : found;
    },
    text,
    search,
  );
}

/** `indexOf` with both texts in lower case. */
function indexOfFolded(text, search, start) {
  return indexOf(text?.toLowerCase() ?? text, search?.toLowerCase() ?? search, start);
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

/** The values of a field, or null, once, where it has none. */
function orNull(values) {
  return values.length === 0 ? [null] : values;
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
