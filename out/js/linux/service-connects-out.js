// Web Server Connects to the Internet
// Compiled by Verdict 0.1.0 from linux/service-connects-out: edit the rule, not this file.
//
//   network where host.os.type == "linux" and event.action == "connection_attempted" and
//     process.name : ("nginx", "apache2", "httpd", "postgres", "mysqld", "java*") and
//     not cidrMatch(destination.ip, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10", "fc00::/7") and
//     destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "7d9c6a06-fa3b-4605-a9c4-310714bcb9aa",
  name: "Web Server Connects to the Internet",
  description: [
    "A web or database server opens a connection to an address that is neither private nor the machine itself.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["OS: Linux", "Domain: Endpoint", "Tactic: Command and Control"],
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
          id: "T1095",
          name: "Non-Application Layer Protocol",
          reference: "https://attack.mitre.org/techniques/T1095/",
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
  index: ["logs-endpoint.events.network-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "network where host.os.type == \"linux\" and event.action == \"connection_attempted\" and",
    "  process.name : (\"nginx\", \"apache2\", \"httpd\", \"postgres\", \"mysqld\", \"java*\") and",
    "  not cidrMatch(destination.ip, \"10.0.0.0/8\", \"172.16.0.0/12\", \"192.168.0.0/16\", \"127.0.0.0/8\", \"169.254.0.0/16\", \"::1\", \"fe80::/10\", \"fc00::/7\") and",
    "  destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port",
    "",
  ].join("\n"),
  sourceHash: "4865e1f653e50e3f6b2933c5727792815d6646463ad406d24962f77f6a383d50",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HOST_OS_TYPE = path("host.os.type");
const EVENT_ACTION = path("event.action");
const PROCESS_NAME = path("process.name");
const PROCESS_NAME_VALUES = new Set(["nginx", "apache2", "httpd", "postgres", "mysqld"]);
const DESTINATION_IP = path("destination.ip");
const DESTINATION_IP_NETWORKS = [
  ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
  ["00000000000000000000ffffac100000", "00000000000000000000ffffac1fffff"], // 172.16.0.0/12
  ["00000000000000000000ffffc0a80000", "00000000000000000000ffffc0a8ffff"], // 192.168.0.0/16
  ["00000000000000000000ffff7f000000", "00000000000000000000ffff7fffffff"], // 127.0.0.0/8
  ["00000000000000000000ffffa9fe0000", "00000000000000000000ffffa9feffff"], // 169.254.0.0/16
  ["00000000000000000000000000000001", "00000000000000000000000000000001"], // ::1
  ["fe800000000000000000000000000000", "febfffffffffffffffffffffffffffff"], // fe80::/10
  ["fc000000000000000000000000000000", "fdffffffffffffffffffffffffffffff"], // fc00::/7
];
const DESTINATION_PORT = path("destination.port");
const DESTINATION_PORT_VALUES = new Set([53, 123]);

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("network")) return false;
  const hostOsType = texts(event, HOST_OS_TYPE);
  if (!hostOsType.includes("linux")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.includes("connection_attempted")) return false;
  const processName = texts(event, PROCESS_NAME);
  const processNameCaseless = processName.map(asciiLower);
  if (
    !processNameCaseless.some((value) => PROCESS_NAME_VALUES.has(value) || value.startsWith("java"))
  ) {
    return false;
  }
  const destinationIp = addresses(event, DESTINATION_IP);
  if (destinationIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))) return false;
  if (destinationIp.length === 0) return false;
  const destinationPort = longs(event, DESTINATION_PORT);
  if (destinationPort.some((value) => DESTINATION_PORT_VALUES.has(value))) return false;
  return destinationPort.some((value) => value < 1024);
}

/** The digits of an address, without its zone (`fe80::1%eth0`); null for what is none. */
function addressKey(text) {
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) return null;
  const address = percent < 0 ? text : text.slice(0, percent);
  if (!address.includes(":")) {
    const tail = v4Digits(address);
    return tail === null ? null : `00000000000000000000ffff${tail}`;
  }
  const halves = address.split("::");
  const [left, right] = [v6Digits(halves[0] ?? "", halves.length === 1), v6Digits(halves[1] ?? "", true)];
  if (halves.length > 2 || left === null || right === null) return null;
  const gap = 32 - left.length - right.length;
  if (halves.length === 1) return gap === 0 ? left : null;
  return gap < 4 ? null : left + "0".repeat(gap) + right;
}

/** The values of an address field. */
function addresses(event, path) {
  return typed(event, path, (value) => (typeof value === "string" ? addressKey(value) : null));
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

/** Does the address lie in one of the networks, each given by its first and last address? */
function inNetworks(address, networks) {
  return networks.some(([first, last]) => first <= address && address <= last);
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

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
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

function v4Digits(text) {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
}

/** The digits of groups between colons; at the end of an address the last may be IPv4. */
function v6Digits(text, atEnd) {
  if (text === "") return "";
  const groups = text.split(":");
  const digits = groups.map((group, i) => {
    if (/^[0-9a-fA-F]{1,8}$/.test(group) && Number.parseInt(group, 16) < 65536)
      return Number.parseInt(group, 16).toString(16).padStart(4, "0");
    return atEnd && i === groups.length - 1 ? v4Digits(group) : null;
  });
  return digits.includes(null) ? null : digits.join("");
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
