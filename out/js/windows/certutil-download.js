// Certutil Downloads a File
// Compiled by Verdict 0.1.0 from windows/certutil-download: edit the rule, not this file.
//
//   process where host.os.type == "windows" and event.type == "start" and
//     (process.name : "certutil.exe" or ?process.pe.original_file_name == "CertUtil.exe") and
//     process.args : ("?urlcache", "?verifyctl") and process.args : ("?f", "?split") and
//     process.command_line : "*http*://*"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8",
  name: "Certutil Downloads a File",
  description: [
    "The certificate tool of Windows is used to fetch a file from the network, under its own name or a new one.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Command and Control"],
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
          id: "T1105",
          name: "Ingress Tool Transfer",
          reference: "https://attack.mitre.org/techniques/T1105/",
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
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "process where host.os.type == \"windows\" and event.type == \"start\" and",
    "  (process.name : \"certutil.exe\" or ?process.pe.original_file_name == \"CertUtil.exe\") and",
    "  process.args : (\"?urlcache\", \"?verifyctl\") and process.args : (\"?f\", \"?split\") and",
    "  process.command_line : \"*http*://*\"", "",
  ].join("\n"),
  sourceHash: "041c62c6ecbb042b5f9022e7d162642b0dc78c63a6a73bdc5c6d1dc8c4ba5e29",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const PROCESS_NAME = path("process.name");
const PROCESS_PE_ORIGINAL_FILE_NAME = path("process.pe.original_file_name");
const PROCESS_ARGS = path("process.args");
const PROCESS_ARGS_PATTERNS = [/^.urlcache$/su, /^.verifyctl$/su];
const PROCESS_ARGS_PATTERNS2 = [/^.f$/su, /^.split$/su];
const PROCESS_COMMAND_LINE = path("process.command_line");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("windows")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const processName = texts(event, PROCESS_NAME);
  const processNameCaseless = processName.map(asciiLower);
  const processPeOriginalFileName = texts(event, PROCESS_PE_ORIGINAL_FILE_NAME);
  if (
    !(
      processNameCaseless.includes("certutil.exe") ||
      processPeOriginalFileName.includes("CertUtil.exe")
    )
  ) {
    return false;
  }
  const processArgs = texts(event, PROCESS_ARGS);
  const processArgsCaseless = processArgs.map(asciiLower);
  if (
    !processArgsCaseless.some(
      (value) => PROCESS_ARGS_PATTERNS.some((pattern) => pattern.test(value)),
    )
  ) {
    return false;
  }
  if (
    !processArgsCaseless.some(
      (value) => PROCESS_ARGS_PATTERNS2.some((pattern) => pattern.test(value)),
    )
  ) {
    return false;
  }
  const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
  const processCommandLineCaseless = processCommandLine.map(asciiLower);
  return processCommandLineCaseless.some((value) => inOrder(value, ["", "http", "://", ""]));
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

/** Is this an event at all? */
function isEvent(event) {
  return typeof event === "object" && event !== null && !Array.isArray(event);
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

/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */
function values(event, path) {
  const found = [];
  collect(event, path, 0, found);
  return found;
}
