// Program Started with a Preloaded Library
// Compiled by Verdict 0.1.0 from linux/preload-environment: edit the rule, not this file.
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.env_vars like ("LD_PRELOAD=?*", "LD_AUDIT=?*") and
//     not process.env_vars : "LD_PRELOAD=/usr/lib/*/libjemalloc.so*" and
//     (?process.parent.executable == null or process.parent.executable like "/usr/*")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "e9dd0989-be0d-4ce7-b955-c482c3fc2e64",
  name: "Program Started with a Preloaded Library",
  description: [
    "A program is started with an environment that makes the loader take a library first. Used to hide files, processes and connections.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Persistence"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0003",
        name: "Persistence",
        reference: "https://attack.mitre.org/tactics/TA0003/",
      },
      techniques: [
        {
          id: "T1574",
          name: "Hijack Execution Flow",
          reference: "https://attack.mitre.org/techniques/T1574/",
          subtechniques: [
            {
              id: "T1574.006",
              name: "Dynamic Linker Hijacking",
              reference: "https://attack.mitre.org/techniques/T1574/006/",
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
    "  process.env_vars like (\"LD_PRELOAD=?*\", \"LD_AUDIT=?*\") and",
    "  not process.env_vars : \"LD_PRELOAD=/usr/lib/*/libjemalloc.so*\" and",
    "  (?process.parent.executable == null or process.parent.executable like \"/usr/*\")", "",
  ].join("\n"),
  sourceHash: "9f59c3c9ceadca6c4c02fb4e1b81aa1e94d6200159e2b0f19e45997aaf593131",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_ACTION = path("event.action");
const PROCESS_ENV_VARS = path("process.env_vars");
const PROCESS_ENV_VARS_PATTERNS = [/^LD_PRELOAD=.+$/su, /^LD_AUDIT=.+$/su];
const PROCESS_PARENT_EXECUTABLE = path("process.parent.executable");

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
  const processEnvVars = texts(event, PROCESS_ENV_VARS);
  if (
    !processEnvVars.some(
      (value) => PROCESS_ENV_VARS_PATTERNS.some((pattern) => pattern.test(value)),
    )
  ) {
    return false;
  }
  const processEnvVarsCaseless = processEnvVars.map(asciiLower);
  if (
    processEnvVarsCaseless.some(
      (value) => inOrder(value, ["ld_preload=/usr/lib/", "/libjemalloc.so", ""]),
    )
  ) {
    return false;
  }
  const processParentExecutable = texts(event, PROCESS_PARENT_EXECUTABLE);
  return (
    processParentExecutable.length === 0 ||
    processParentExecutable.some((value) => value.startsWith("/usr/"))
  );
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
