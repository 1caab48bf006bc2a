// Cron File Created by an Unusual Process
// Compiled by Verdict 0.1.0 from linux/cron-file-created: edit the rule, not this file.
//
//   file where host.os.type == "linux" and event.type == "creation" and event.action == "creation" and
//     file.path like ("/etc/cron.?*/*", "/var/spool/cron/crontabs/*", "/etc/crontab") and
//     not process.executable in ("/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab") and
//     not endsWith(file.name, ".dpkg-new") and file.extension != "swp"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "70c9c427-f950-4d40-9b16-83ff41ae1d46",
  name: "Cron File Created by an Unusual Process",
  description: [
    "A file appears where cron reads its jobs, and no package manager or configuration tool made it.",
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
          id: "T1053",
          name: "Scheduled Task/Job",
          reference: "https://attack.mitre.org/techniques/T1053/",
          subtechniques: [
            {
              id: "T1053.003",
              name: "Cron",
              reference: "https://attack.mitre.org/techniques/T1053/003/",
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
    "file where host.os.type == \"linux\" and event.type == \"creation\" and event.action == \"creation\" and",
    "  file.path like (\"/etc/cron.?*/*\", \"/var/spool/cron/crontabs/*\", \"/etc/crontab\") and",
    "  not process.executable in (\"/usr/bin/dpkg\", \"/usr/bin/rpm\", \"/usr/bin/dnf\", \"/usr/bin/crontab\") and",
    "  not endsWith(file.name, \".dpkg-new\") and file.extension != \"swp\"", "",
  ].join("\n"),
  sourceHash: "55c7f116215dd17d47e9415d4eb4a98380ca6c8828a984afebca519d435f123a",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const EVENT_ACTION = path("event.action");
const FILE_PATH = path("file.path");
const FILE_PATH_PATTERN = /^\/etc\/cron\..+\//su;
const PROCESS_EXECUTABLE = path("process.executable");
const PROCESS_EXECUTABLE_VALUES = new Set([
  "/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab",
]);
const FILE_NAME = path("file.name");
const FILE_EXTENSION = path("file.extension");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("file")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("linux")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("creation")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.includes("creation")) return false;
  const filePath = texts(event, FILE_PATH);
  if (
    !filePath.some(
      (value) =>
        value === "/etc/crontab" ||
        value.startsWith("/var/spool/cron/crontabs/") ||
        FILE_PATH_PATTERN.test(value),
    )
  ) {
    return false;
  }
  const processExecutable = texts(event, PROCESS_EXECUTABLE);
  if (processExecutable.some((value) => PROCESS_EXECUTABLE_VALUES.has(value))) return false;
  const fileName = texts(event, FILE_NAME);
  if (fileName.some((value) => value.endsWith(".dpkg-new"))) return false;
  const fileExtension = texts(event, FILE_EXTENSION);
  return !fileExtension.includes("swp");
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
