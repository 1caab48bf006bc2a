// Console Sign-In Without a Second Factor
// Compiled by Verdict 0.1.0 from cloud/console-login-without-mfa: edit the rule, not this file.
//
//   any where event.dataset == "aws.cloudtrail" and event.provider == "signin.amazonaws.com" and
//     event.action == "ConsoleLogin" and event.outcome == "success" and
//     aws.cloudtrail.console_login.additional_eventdata.mfa_used == false and
//     not cidrMatch(source.ip, "198.51.100.0/24", "2001:db8:aa::/48") and
//     not user.name : ("*-break-glass", "svc-*") and user_agent.original != null
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "305a67bc-ad8f-4a0c-960a-26fec49f21c9",
  name: "Console Sign-In Without a Second Factor",
  description: [
    "Someone signs in to the cloud console with a password alone, from outside the company's networks.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Initial Access"],
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
          id: "T1078",
          name: "Valid Accounts",
          reference: "https://attack.mitre.org/techniques/T1078/",
          subtechniques: [
            {
              id: "T1078.004",
              name: "Cloud Accounts",
              reference: "https://attack.mitre.org/techniques/T1078/004/",
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
  index: ["logs-aws.cloudtrail-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "any where event.dataset == \"aws.cloudtrail\" and event.provider == \"signin.amazonaws.com\" and",
    "  event.action == \"ConsoleLogin\" and event.outcome == \"success\" and",
    "  aws.cloudtrail.console_login.additional_eventdata.mfa_used == false and",
    "  not cidrMatch(source.ip, \"198.51.100.0/24\", \"2001:db8:aa::/48\") and",
    "  not user.name : (\"*-break-glass\", \"svc-*\") and user_agent.original != null", "",
  ].join("\n"),
  sourceHash: "4bdb861f375c5915dd93ac5f540dd1c8c997b0e9d6d19efa2834a399b077238a",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_DATASET = path("event.dataset");
const EVENT_PROVIDER = path("event.provider");
const EVENT_ACTION = path("event.action");
const EVENT_OUTCOME = path("event.outcome");
const AWS_CLOUDTRAIL_CONSOLE_LOGIN_ADDITIONAL_EVENTDATA_MFA_USED = path(
  "aws.cloudtrail.console_login.additional_eventdata.mfa_used",
);
const SOURCE_IP = path("source.ip");
const SOURCE_IP_NETWORKS = [
  ["00000000000000000000ffffc6336400", "00000000000000000000ffffc63364ff"], // 198.51.100.0/24
  ["20010db800aa00000000000000000000", "20010db800aaffffffffffffffffffff"], // 2001:db8:aa::/48
];
const USER_NAME = path("user.name");
const USER_AGENT_ORIGINAL = path("user_agent.original");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventDataset = texts(event, EVENT_DATASET);
  if (!eventDataset.includes("aws.cloudtrail")) return false;
  const eventProvider = texts(event, EVENT_PROVIDER);
  if (!eventProvider.includes("signin.amazonaws.com")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.includes("ConsoleLogin")) return false;
  const eventOutcome = texts(event, EVENT_OUTCOME);
  if (!eventOutcome.includes("success")) return false;
  const awsCloudtrailConsoleLoginAdditionalEventdataMfaUsed = booleans(
    event,
    AWS_CLOUDTRAIL_CONSOLE_LOGIN_ADDITIONAL_EVENTDATA_MFA_USED,
  );
  if (!awsCloudtrailConsoleLoginAdditionalEventdataMfaUsed.includes(false)) return false;
  const sourceIp = addresses(event, SOURCE_IP);
  if (sourceIp.some((value) => inNetworks(value, SOURCE_IP_NETWORKS))) return false;
  const userName = texts(event, USER_NAME);
  const userNameCaseless = userName.map(asciiLower);
  if (
    userNameCaseless.some((value) => value.endsWith("-break-glass") || value.startsWith("svc-"))
  ) {
    return false;
  }
  const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
  return userAgentOriginal.length > 0;
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

/** Does the address lie in one of the networks, each given by its first and last address? */
function inNetworks(address, networks) {
  return networks.some(([first, last]) => first <= address && address <= last);
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
