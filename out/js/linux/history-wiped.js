// Shell History or Log Destroyed
// Compiled by Verdict 0.1.0 from linux/history-wiped: edit the rule, not this file.
//
//   event.category:process and event.type:start and process.name:(shred or wipe or truncate) and
//     process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:"logrotate"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e",
  name: "Shell History or Log Destroyed",
  description: ["A tool that destroys files is given a shell's history or a log.", ""].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Endpoint", "OS: Linux", "Tactic: Defense Evasion"],
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
          id: "T1070",
          name: "Indicator Removal",
          reference: "https://attack.mitre.org/techniques/T1070/",
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
  language: "kuery",
  query: [
    "event.category:process and event.type:start and process.name:(shred or wipe or truncate) and",
    "  process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:\"logrotate\"",
    "",
  ].join("\n"),
  sourceHash: "a2aa5d76c7a951ea8494d9564e14d34c8dd58d65598834a413fb7a810b31d4da",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["shred", "wipe", "truncate"]);
const PROCESS_ARGS = path("process.args");
const PROCESS_ARGS_VALUES = new Set(["--help", "--version"]);
const PROCESS_PARENT_NAME = path("process.parent.name");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("process")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("start")) return false;
  const processName = texts(event, PROCESS_NAME);
  if (!processName.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
  const processArgs = texts(event, PROCESS_ARGS);
  if (
    !processArgs.some((value) => value.endsWith("_history") || value.startsWith("/var/log/"))
  ) {
    return false;
  }
  if (processArgs.some((value) => PROCESS_ARGS_VALUES.has(value))) return false;
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  return !processParentName.includes("logrotate");
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
