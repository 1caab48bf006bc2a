// Administration Port Opened to the Internet
// Compiled by Verdict 0.1.0 from cloud/security-group-opened: edit the rule, not this file.
//
//   event.provider: "ec2.amazonaws.com" and event.action: AuthorizeSecurityGroupIngress and event.outcome: success and
//     aws.cloudtrail.ingress.permissions: {
//       protocol: (tcp or "-1") and
//       (from_port <= 22 and to_port >= 22 or from_port <= 3389 and to_port >= 3389 or not from_port: *) and
//       ranges: { cidr: ("0.0.0.0/0" or "::/0") and not note: NET-* }
//     } and not user.name: network-pipeline
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1",
  name: "Administration Port Opened to the Internet",
  description: [
    "A security group lets the whole internet in on a port for remote administration, by one and the same permission, and no ticket is named beside the address range.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Defense Evasion"],
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
          id: "T1562",
          name: "Impair Defenses",
          reference: "https://attack.mitre.org/techniques/T1562/",
          subtechniques: [
            {
              id: "T1562.007",
              name: "Disable or Modify Cloud Firewall",
              reference: "https://attack.mitre.org/techniques/T1562/007/",
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
  setup: [
    "The permissions of the request (`requestParameters.ipPermissions.items`) have to be indexed as `aws.cloudtrail.ingress.permissions`, of type `nested`, and the address ranges of each as `ranges`, `nested`",
    "as well: otherwise the ports of one permission meet the addresses of another.", "",
  ].join("\n"),
  maxSignals: 100,
  buildingBlock: false,
  index: ["logs-aws.cloudtrail-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "kuery",
  query: [
    "event.provider: \"ec2.amazonaws.com\" and event.action: AuthorizeSecurityGroupIngress and event.outcome: success and",
    "  aws.cloudtrail.ingress.permissions: {", "    protocol: (tcp or \"-1\") and",
    "    (from_port <= 22 and to_port >= 22 or from_port <= 3389 and to_port >= 3389 or not from_port: *) and",
    "    ranges: { cidr: (\"0.0.0.0/0\" or \"::/0\") and not note: NET-* }",
    "  } and not user.name: network-pipeline", "",
  ].join("\n"),
  sourceHash: "841069802f8dd7dedf1c6d852fc0dce3f08eac2ff7b640b6c15592c23b5e976e",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_PROVIDER = path("event.provider");
const EVENT_ACTION = path("event.action");
const EVENT_OUTCOME = path("event.outcome");
const PROTOCOL = path("protocol");
const AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_PROTOCOL_VALUES = new Set(["tcp", "-1"]);
const FROM_PORT = path("from_port");
const TO_PORT = path("to_port");
const CIDR = path("cidr");
const AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_RANGES_CIDR_VALUES = new Set(["0.0.0.0/0", "::/0"]);
const NOTE = path("note");
const USER_NAME = path("user.name");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventProvider = texts(event, EVENT_PROVIDER);
  if (!eventProvider.includes("ec2.amazonaws.com")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.includes("AuthorizeSecurityGroupIngress")) return false;
  const eventOutcome = texts(event, EVENT_OUTCOME);
  if (!eventOutcome.includes("success")) return false;
  if (
    !objects(event, "aws.cloudtrail.ingress.permissions").some(
      (permissions) =>
        texts(permissions, PROTOCOL).some(
          (value) => AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_PROTOCOL_VALUES.has(value),
        ) &&
        ((longs(permissions, FROM_PORT).some((value) => value <= 22) &&
            longs(permissions, TO_PORT).some((value) => value >= 22)) ||
          (longs(permissions, FROM_PORT).some((value) => value <= 3389) &&
            longs(permissions, TO_PORT).some((value) => value >= 3389)) ||
          longs(permissions, FROM_PORT).length === 0) &&
        objects(permissions, "ranges").some(
          (ranges) =>
            texts(ranges, CIDR).some(
              (value) => AWS_CLOUDTRAIL_INGRESS_PERMISSIONS_RANGES_CIDR_VALUES.has(value),
            ) &&
            !texts(ranges, NOTE).some((value) => value.startsWith("NET-")),
        ),
    )
  ) {
    return false;
  }
  const userName = texts(event, USER_NAME);
  return !userName.includes("network-pipeline");
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

/** `path`: what is left of it; null: nothing. */
function findObjects(node, path, found) {
  if (Array.isArray(node)) {
    for (const element of elements(node)) findObjects(element, path, found);
  } else if (typeof node === "object" && node !== null) {
    if (path === null) {
      found.push(node);
      return;
    }
    const object = node; // an object, as asked above
    for (const key of Object.keys(object)) {
      if (key === path) findObjects(object[key], null, found);
      else if (path.startsWith(`${key}.`)) findObjects(object[key], path.slice(key.length + 1), found);
      else if (key.startsWith(`${path}.`)) found.push({ [key.slice(path.length + 1)]: object[key] });
    }
  }
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

/**
 * The objects at a path: those of a list, of lists in it, and of objects on the way. An empty object is one; what is no object is none. A key that goes on below the path ("list.a") is an object by
 * itself, as in an index.
 */
function objects(event, path) {
  const found = [];
  findObjects(event, path, found);
  return found;
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

function wholeOf(value) {
  if (typeof value === "string" && /^[+-]?\d{1,40}$/.test(value)) return exact(BigInt(value.replace("+", "")));
  const double = doubleOf(value);
  return double === null ? null : exact(Math.trunc(double));
}
