// Tool Installation Detected via Defend for Containers
// Compiled by Verdict 0.1.0 from linux/tool-installation: edit the rule, not this file.
//
//   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
//     process.interactive == true and container.id like "*" and
//     (
//       (process.name in ("apt", "apt-get", "dnf", "microdnf", "yum", "zypper", "tdnf") and process.args == "install") or
//       (process.name == "apk" and process.args == "add") or
//       (process.name == "pacman" and process.args like "-*S*") or
//       (process.name in ("rpm", "dpkg") and process.args in ("-i", "--install"))
//     ) and
//     process.args like (
//       "curl", "wget", "socat", "busybox", "openssl", "torsocks",
//       "netcat", "netcat-openbsd", "netcat-traditional", "ncat", "tor",
//       "python*", "perl", "node", "nodejs", "ruby", "lua"
//     )
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "c954cb1f-d19c-4fb0-88d9-21597a339c85",
  name: "Tool Installation Detected via Defend for Containers",
  description: [
    "Someone with an interactive shell in a Linux container installs a network tool or an interpreter with a package manager. Images are",
    "meant to arrive complete: a tool that is added by hand at run time is how an intruder prepares the next step.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
  tags: [
    "Data Source: Elastic Defend for Containers", "Domain: Container", "OS: Linux",
    "Use Case: Threat Detection", "Tactic: Execution", "Resources: Investigation Guide",
  ],
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
          ],
        },
      ],
    },
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
  falsePositives: [
    [
      "  People debug running containers. Where that is allowed, except the namespace or the image, not the tool.",
      "  ",
    ].join("\n"),
  ],
  note: [
    "## Triage", "",
    "- Who opened the shell? Find the exec or attach call for this pod in the orchestrator's audit log, at or shortly before the event.",
    "- What was installed, and was it used? Look for processes with that name, and for connections, in the same container afterwards.",
    "- Is the image one that people are expected to change? Compare its file system with the image's manifest.",
    "", "## Response", "",
    "- Stop the container and keep its file system; start a fresh one from the image.",
    "- Replace the credentials that the container could read: its service account, mounted secrets, environment.",
    "- Take package managers and shells out of production images.", "",
  ].join("\n"),
  setup: null,
  maxSignals: 100,
  buildingBlock: false,
  index: ["logs-cloud_defend.process*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "process where host.os.type == \"linux\" and event.type == \"start\" and event.action == \"exec\" and",
    "  process.interactive == true and container.id like \"*\" and", "  (",
    "    (process.name in (\"apt\", \"apt-get\", \"dnf\", \"microdnf\", \"yum\", \"zypper\", \"tdnf\") and process.args == \"install\") or",
    "    (process.name == \"apk\" and process.args == \"add\") or",
    "    (process.name == \"pacman\" and process.args like \"-*S*\") or",
    "    (process.name in (\"rpm\", \"dpkg\") and process.args in (\"-i\", \"--install\"))",
    "  ) and", "  process.args like (",
    "    \"curl\", \"wget\", \"socat\", \"busybox\", \"openssl\", \"torsocks\",",
    "    \"netcat\", \"netcat-openbsd\", \"netcat-traditional\", \"ncat\", \"tor\",",
    "    \"python*\", \"perl\", \"node\", \"nodejs\", \"ruby\", \"lua\"", "  )", "",
  ].join("\n"),
  sourceHash: "c45d0a7eaf097c15e9cd5121549cd224404d531e376584233510f87d682fd9d0",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_ACTION = path("event.action");
const PROCESS_INTERACTIVE = path("process.interactive");
const CONTAINER_ID = path("container.id");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["apt", "apt-get", "dnf", "microdnf", "yum", "zypper", "tdnf"]);
const PROCESS_ARGS = path("process.args");
const PROCESS_NAME_VALUES2 = new Set(["rpm", "dpkg"]);
const PROCESS_ARGS_VALUES = new Set(["-i", "--install"]);
const PROCESS_ARGS_VALUES2 = new Set([
  "curl", "wget", "socat", "busybox", "openssl", "torsocks", "netcat", "netcat-openbsd",
  "netcat-traditional", "ncat", "tor", "perl", "node", "nodejs", "ruby", "lua",
]);

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
  const processInteractive = booleans(event, PROCESS_INTERACTIVE);
  if (!processInteractive.includes(true)) return false;
  const containerId = texts(event, CONTAINER_ID);
  if (containerId.length === 0) return false;
  const processName = texts(event, PROCESS_NAME);
  const processArgs = texts(event, PROCESS_ARGS);
  if (
    !(
      (processName.some((value) => PROCESS_NAME_VALUES.has(value)) &&
        processArgs.includes("install")) ||
      (processName.includes("apk") && processArgs.includes("add")) ||
      (processName.includes("pacman") &&
        processArgs.some((value) => inOrder(value, ["-", "S", ""]))) ||
      (processName.some((value) => PROCESS_NAME_VALUES2.has(value)) &&
        processArgs.some((value) => PROCESS_ARGS_VALUES.has(value)))
    )
  ) {
    return false;
  }
  return processArgs.some((value) => PROCESS_ARGS_VALUES2.has(value) || value.startsWith("python"));
}

/** The values of a field of true and false, as Elasticsearch reads them. */
function booleans(event, path) {
  return typed(event, path, (value) => {
    if (value === true || value === "true") return true;
    return value === false || value === "false" || value === "" ? false : null;
  });
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
