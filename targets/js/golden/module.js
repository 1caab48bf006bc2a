// test
// Compiled by Verdict 0.1.0 from test: edit the rule, not this file.
//
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "test",
  name: "test",
  description: "",
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
  tags: [],
  threat: [],
  author: [],
  license: null,
  references: [],
  falsePositives: [],
  note: null,
  setup: null,
  maxSignals: 100,
  buildingBlock: false,
  index: [],
  schedule: { interval: "5m", from: null, to: null },
  language: "eql",
  query: "",
  sourceHash: "",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const HOST_OS_TYPE = path("host.os.type");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["apt", "apt-get", "dnf", "yum"]);
const PROCESS_ARGS = path("process.args");
const PROCESS_ARGS_VALUES = new Set(["curl", "wget", "perl"]);
const PROCESS_INTERACTIVE = path("process.interactive");
const CONTAINER_ID = path("container.id");
const USER_NAME = path("user.name");
const FILE_PATH = path("file.path");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("linux")) return false;
  const processName = texts(event, PROCESS_NAME);
  const processArgs = texts(event, PROCESS_ARGS);
  if (
    !(
      (processName.some((value) => PROCESS_NAME_VALUES.has(value)) &&
        processArgs.includes("install")) ||
      (processName.includes("pacman") &&
        processArgs.some((value) => inOrder(value, ["-", "S", ""])))
    )
  ) {
    return false;
  }
  if (
    !processArgs.some((value) => PROCESS_ARGS_VALUES.has(value) || value.startsWith("python"))
  ) {
    return false;
  }
  const processInteractive = booleans(event, PROCESS_INTERACTIVE);
  if (!processInteractive.includes(true)) return false;
  const containerId = texts(event, CONTAINER_ID);
  if (containerId.length === 0) return false;
  const userName = texts(event, USER_NAME);
  if (userName.includes("root")) return false;
  const filePath = texts(event, FILE_PATH);
  return filePath.length === 0;
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
