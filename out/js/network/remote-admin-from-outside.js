// Remote Administration from Outside
// Compiled by Verdict 0.1.0 from network/remote-admin-from-outside: edit the rule, not this file.
//
//   event.category: network and not event.type: denied and network.transport: tcp and
//     (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and
//     destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or "fd00::/8") and
//     source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or "::1" or "fd00::/8")
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e",
  name: "Remote Administration from Outside",
  description: [
    "A connection from an address that is not ours to a port by which machines of ours are administered.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Network", "Tactic: Initial Access"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0001",
        name: "Initial Access",
        reference: "https://attack.mitre.org/tactics/TA0001/",
      },
      techniques: [
        {
          id: "T1133",
          name: "External Remote Services",
          reference: "https://attack.mitre.org/techniques/T1133/",
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
  index: ["logs-network_traffic.*", "packetbeat-*"],
  schedule: { interval: "5m", from: "now-9m", to: "now" },
  language: "kuery",
  query: [
    "event.category: network and not event.type: denied and network.transport: tcp and",
    "  (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and",
    "  destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or \"fd00::/8\") and",
    "  source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or \"::1\" or \"fd00::/8\")",
    "",
  ].join("\n"),
  sourceHash: "57ad6e3f019f0c25faa96a13207d1bc49eed4c94de4042713be4c00e61bcf20b",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const EVENT_TYPE = path("event.type");
const NETWORK_TRANSPORT = path("network.transport");
const DESTINATION_PORT = path("destination.port");
const DESTINATION_PORT_VALUES = new Set([22, 3389, 5900]);
const DESTINATION_IP = path("destination.ip");
const DESTINATION_IP_NETWORKS = [
  ["00000000000000000000ffff0a000000", "00000000000000000000ffff0affffff"], // 10.0.0.0/8
  ["00000000000000000000ffffac100000", "00000000000000000000ffffac1fffff"], // 172.16.0.0/12
  ["00000000000000000000ffffc0a80000", "00000000000000000000ffffc0a8ffff"], // 192.168.0.0/16
  ["fd000000000000000000000000000000", "fdffffffffffffffffffffffffffffff"], // fd00::/8
];
const SOURCE_IP = path("source.ip");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("network")) return false;
  const eventType = texts(event, EVENT_TYPE);
  if (eventType.includes("denied")) return false;
  const networkTransport = texts(event, NETWORK_TRANSPORT);
  if (!networkTransport.includes("tcp")) return false;
  const destinationPort = longs(event, DESTINATION_PORT);
  if (
    !(
      destinationPort.some((value) => DESTINATION_PORT_VALUES.has(value)) ||
      (destinationPort.some((value) => value >= 5985) &&
        destinationPort.some((value) => value <= 5986))
    )
  ) {
    return false;
  }
  const destinationIp = addresses(event, DESTINATION_IP);
  if (!destinationIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))) return false;
  const sourceIp = addresses(event, SOURCE_IP);
  if (sourceIp.length === 0) return false;
  return !(
    sourceIp.some(
      (value) =>
        value === "00000000000000000000ffff7f000001" ||
        value === "00000000000000000000000000000001",
    ) ||
    sourceIp.some((value) => inNetworks(value, DESTINATION_IP_NETWORKS))
  );
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
