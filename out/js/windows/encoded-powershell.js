// Long Encoded PowerShell Command
// Compiled by Verdict 0.1.0 from windows/encoded-powershell: edit the rule, not this file.
//
//   process where host.os.type == "windows" and event.type == "start" and
//     process.name in~ ("powershell.exe", "pwsh.exe", "powershell_ise.exe") and
//     wildcard~(process.command_line, "* -nop *", "* -noni *", "* -w* hidden *") and
//     length(between~(process.command_line, " -ENC ", "=", true)) > 40 and
//     not concat(process.parent.name, ">", process.name) : ("ccmexec.exe>*", "gpscript.exe>powershell.exe")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "ed8e8da3-a52c-425e-91b3-909980c4b1da",
  name: "Long Encoded PowerShell Command",
  description: [
    "PowerShell is started with an encoded command that is too long to be a habit.", "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Execution"],
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
              id: "T1059.001",
              name: "PowerShell",
              reference: "https://attack.mitre.org/techniques/T1059/001/",
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
    "  process.name in~ (\"powershell.exe\", \"pwsh.exe\", \"powershell_ise.exe\") and",
    "  wildcard~(process.command_line, \"* -nop *\", \"* -noni *\", \"* -w* hidden *\") and",
    "  length(between~(process.command_line, \" -ENC \", \"=\", true)) > 40 and",
    "  not concat(process.parent.name, \">\", process.name) : (\"ccmexec.exe>*\", \"gpscript.exe>powershell.exe\")",
    "",
  ].join("\n"),
  sourceHash: "68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["powershell.exe", "pwsh.exe", "powershell_ise.exe"]);
const PROCESS_COMMAND_LINE = path("process.command_line");
const PROCESS_PARENT_NAME = path("process.parent.name");
const PROCESS_PARENT_NAME_PATTERN = /^ccmexec\.exe>[^\n\r\x85\u{2028}\u{2029}]*$/su;

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
  if (!processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value))) return false;
  const processCommandLine = texts(event, PROCESS_COMMAND_LINE);
  const processCommandLineCaseless = processCommandLine.map(asciiLower);
  if (
    !processCommandLineCaseless.some(
      (value) =>
        value.includes(" -nop ") ||
        value.includes(" -noni ") ||
        inOrder(value, ["", " -w", " hidden ", ""]),
    )
  ) {
    return false;
  }
  if (
    !processCommandLine.some(
      (value) => greater(lengthOf(betweenFolded(value, " -ENC ", "=", true)), 40) === true,
    )
  ) {
    return false;
  }
  const processParentName = texts(event, PROCESS_PARENT_NAME);
  return !(
    processParentName.some(
      (name) => processName.some(
        (name2) => concat(name, ">", name2).toLowerCase() === "gpscript.exe>powershell.exe",
      ),
    ) ||
    processParentName.some(
      (name) => processName.some(
        (name2) => PROCESS_PARENT_NAME_PATTERN.test(asciiLower(concat(name, ">", name2))),
      ),
    )
  );
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

/** `between` with all texts in lower case; what it gives is of the text as it is. */
function betweenFolded(text, left, right, greedy) {
  return cut(text, left, right, greedy, (t) => t.toLowerCase());
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

/** The texts one after the other. */
function concat(...parts) {
  const missing = absent(...parts);
  return missing === false ? parts.join("") : missing;
}

function cut(text, left, right, greedy, form) {
  if (greedy === undefined) return undefined;
  return lift(
    (t, l, r) => {
      if (t === "" || l === "" || r === "") return t;
      const found = form(t).indexOf(form(l));
      if (found < 0) return "";
      const start = found + form(l).length;
      const end = greedy === true ? form(t).lastIndexOf(form(r)) : form(t).indexOf(form(r), start);
      if (end < 0) return "";
      return end < start || end > t.length ? undefined : t.slice(start, end);
    },
    text,
    left,
    right,
  );
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

function greater(left, right) {
  return lift((a, b) => a > b, left, right);
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

/** How long a text is. */
function lengthOf(text) {
  return lift((t) => t.length, text);
}

/** What `compute` makes of the operands, if they are all there. */
function lift(compute, ...operands) {
  const missing = absent(...operands);
  return missing === false ? compute(...operands) : missing; // nothing is absent here
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
