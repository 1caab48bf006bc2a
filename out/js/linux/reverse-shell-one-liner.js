// Reverse Shell One-Liner
// Compiled by Verdict 0.1.0 from linux/reverse-shell-one-liner: edit the rule, not this file.
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.name like~ ("bash", "sh", "zsh", "python*", "perl*", "ruby*") and
//     (
//       process.command_line regex """.*/dev/(tcp|udp)/[0-9a-zA-Z.\-]+/[0-9]{1,5}.*""" or
//       (process.command_line : "*socket*" and process.command_line : ("*subprocess*", "*pty.spawn*", "*exec \"/bin/*sh*"))
//     ) and
//     not process.parent.name in~ ("ansible", "salt-minion", "puppet")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "8f71c647-0003-48c1-bebc-a0bcbfc8a5df",
  name: "Reverse Shell One-Liner",
  description: [
    "An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Execution"],
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
          subtechniques: [
            {
              id: "T1059.004",
              name: "Unix Shell",
              reference: "https://attack.mitre.org/techniques/T1059/004/",
            },
            {
              id: "T1059.006",
              name: "Python",
              reference: "https://attack.mitre.org/techniques/T1059/006/",
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
    "  process.name like~ (\"bash\", \"sh\", \"zsh\", \"python*\", \"perl*\", \"ruby*\") and",
    "  (",
    "    process.command_line regex \"\"\".*/dev/(tcp|udp)/[0-9a-zA-Z.\\-]+/[0-9]{1,5}.*\"\"\" or",
    "    (process.command_line : \"*socket*\" and process.command_line : (\"*subprocess*\", \"*pty.spawn*\", \"*exec \\\"/bin/*sh*\"))",
    "  ) and", "  not process.parent.name in~ (\"ansible\", \"salt-minion\", \"puppet\")", "",
  ].join("\n"),
  sourceHash: "9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_ACTION = path("event.action");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["bash", "sh", "zsh"]);
const PROCESS_COMMAND_LINE = path("process.command_line");
const PROCESS_COMMAND_LINE_PATTERN = /\/dev\/(?:tcp|udp)\/[\da-zA-Z.\-]+\/\d{1,5}/su;
const PROCESS_PARENT_NAME = path("process.parent.name");
const PROCESS_PARENT_NAME_VALUES = new Set(["ansible", "salt-minion", "puppet"]);

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
  const processName = texts(event, PROCESS_NAME);
  const processNameCaseless = processName.map(asciiLower);
  if (
    !processNameCaseless.some(
      (value) =>
        PROCESS_NAME_VALUES.has(value) ||
        value.startsWith("python") ||
        value.startsWith("perl") ||
        value.startsWith("ruby"),
    )
  ) {
    return false;
  }
  const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
  const processCommandLineCaseless = processCommandLine.map(asciiLower);
  if (
    !(
      processCommandLine.some((value) => PROCESS_COMMAND_LINE_PATTERN.test(value)) ||
      (processCommandLineCaseless.some((value) => value.includes("socket")) &&
        processCommandLineCaseless.some(
          (value) =>
            value.includes("subprocess") ||
            value.includes("pty.spawn") ||
            inOrder(value, ["", "exec \"/bin/", "sh", ""]),
        ))
    )
  ) {
    return false;
  }
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  const processParentNameCaseless = processParentName.map(asciiLower);
  return !processParentNameCaseless.some((value) => PROCESS_PARENT_NAME_VALUES.has(value));
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
