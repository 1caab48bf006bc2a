// Run Key Points to a User-Writable Folder
// Compiled by Verdict 0.1.0 from windows/run-key: edit the rule, not this file.
//
//   registry where host.os.type == "windows" and event.type == "change" and
//     registry.path : (
//       """HK*\Software\Microsoft\Windows\CurrentVersion\Run\*""",
//       "HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce\\*"
//     ) and
//     length(registry.data.strings) < 260 and
//     registry.data.strings regex~ """\"?[a-zA-Z]:\\users\\[^\\]+\\appdata\\.*\.(exe|js|vbs|ps1).*""" and
//     not startsWith~(registry.data.strings, "C:\\Users\\Public\\Vendor\\")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "e7db0141-a97d-4e5f-85a3-392699441301",
  name: "Run Key Points to a User-Writable Folder",
  description: [
    "A program below a user's folder is entered where Windows starts programs at logon.", "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["OS: Windows", "Domain: Endpoint", "Tactic: Persistence"],
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
          id: "T1547",
          name: "Boot or Logon Autostart Execution",
          reference: "https://attack.mitre.org/techniques/T1547/",
          subtechniques: [
            {
              id: "T1547.001",
              name: "Registry Run Keys / Startup Folder",
              reference: "https://attack.mitre.org/techniques/T1547/001/",
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
  index: ["logs-endpoint.events.registry-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "registry where host.os.type == \"windows\" and event.type == \"change\" and",
    "  registry.path : (",
    "    \"\"\"HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\*\"\"\",",
    "    \"HK*\\\\Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\RunOnce\\\\*\"", "  ) and",
    "  length(registry.data.strings) < 260 and",
    "  registry.data.strings regex~ \"\"\"\\\"?[a-zA-Z]:\\\\users\\\\[^\\\\]+\\\\appdata\\\\.*\\.(exe|js|vbs|ps1).*\"\"\" and",
    "  not startsWith~(registry.data.strings, \"C:\\\\Users\\\\Public\\\\Vendor\\\\\")", "",
  ].join("\n"),
  sourceHash: "54807a2b6b7999fa209f10113fba4e7d35766abaff512495bd306b2dbdfdf05a",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_TYPE = path("event.type");
const REGISTRY_PATH = path("registry.path");
const REGISTRY_DATA_STRINGS = path("registry.data.strings");
const REGISTRY_DATA_STRINGS_PATTERN =
  /^"?[a-zA-Z]:\\[Uu][Ssſ][Ee][Rr][Ssſ]\\[^\\]+\\[Aa][Pp][Pp][Dd][Aa][Tt][Aa]\\.*\.(?:[Ee][Xx][Ee]|[Jj][Ssſ]|[Vv][Bb][Ssſ]|[Pp][Ssſ]1)/su;

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("registry")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("windows")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (!eventType.includes("change")) return false;
  const registryPath = texts(event, REGISTRY_PATH);
  const registryPathCaseless = registryPath.map(asciiLower);
  if (
    !registryPathCaseless.some(
      (value) =>
        inOrder(value, ["hk", "\\software\\microsoft\\windows\\currentversion\\run\\", ""]) ||
        inOrder(value, ["hk", "\\software\\microsoft\\windows\\currentversion\\runonce\\", ""]),
    )
  ) {
    return false;
  }
  const registryDataStrings = texts(event, REGISTRY_DATA_STRINGS);
  if (!registryDataStrings.some((value) => value.length < 260)) return false;
  if (!registryDataStrings.some((value) => REGISTRY_DATA_STRINGS_PATTERN.test(value))) return false;
  const registryDataStringsCaseless = registryDataStrings.map(asciiLower);
  return !registryDataStringsCaseless.some(
    (value) => value.startsWith("c:\\users\\public\\vendor\\"),
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
