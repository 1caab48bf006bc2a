// Credentials Made for Another User
// Compiled by Verdict 0.1.0 from cloud/access-key-for-another-user: edit the rule, not this file.
//
//   event.provider: "iam.amazonaws.com" and event.action: (CreateAccessKey or CreateLoginProfile or "UpdateLoginProfile") and
//     event.outcome: success and user.target.name: * and
//     not (user.name: (provisioning or admin-*) and user_agent.original: ("console.amazonaws.com" or Terraform/* or aws-cli/* or *\(svc\*\)*)) and
//     not error.code: *
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d",
  name: "Credentials Made for Another User",
  description: [
    "An access key or a password is made for a user by somebody who is not one of the accounts that do so, or by a tool that nobody uses here.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "high",
  riskScore: 73,
  tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Persistence"],
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
          id: "T1098",
          name: "Account Manipulation",
          reference: "https://attack.mitre.org/techniques/T1098/",
          subtechniques: [
            {
              id: "T1098.001",
              name: "Additional Cloud Credentials",
              reference: "https://attack.mitre.org/techniques/T1098/001/",
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
  language: "kuery",
  query: [
    "event.provider: \"iam.amazonaws.com\" and event.action: (CreateAccessKey or CreateLoginProfile or \"UpdateLoginProfile\") and",
    "  event.outcome: success and user.target.name: * and",
    "  not (user.name: (provisioning or admin-*) and user_agent.original: (\"console.amazonaws.com\" or Terraform/* or aws-cli/* or *\\(svc\\*\\)*)) and",
    "  not error.code: *", "",
  ].join("\n"),
  sourceHash: "4e4dba127130a701f2898461cb80239b221a7dbe38bacb5037ee217126a4a5ae",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_PROVIDER = path("event.provider");
const EVENT_ACTION = path("event.action");
const EVENT_ACTION_VALUES = new Set([
  "CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile",
]);
const EVENT_OUTCOME = path("event.outcome");
const USER_TARGET_NAME = path("user.target.name");
const USER_NAME = path("user.name");
const USER_AGENT_ORIGINAL = path("user_agent.original");
const ERROR_CODE = path("error.code");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventProvider = texts(event, EVENT_PROVIDER);
  if (!eventProvider.includes("iam.amazonaws.com")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.some((value) => EVENT_ACTION_VALUES.has(value))) return false;
  const eventOutcome = texts(event, EVENT_OUTCOME);
  if (!eventOutcome.includes("success")) return false;
  const userTargetName = texts(event, USER_TARGET_NAME);
  if (userTargetName.length === 0) return false;
  const userName = texts(event, USER_NAME);
  const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
  if (
    (userName.includes("provisioning") || userName.some((value) => value.startsWith("admin-"))) &&
    (userAgentOriginal.includes("console.amazonaws.com") ||
      userAgentOriginal.some(
        (value) =>
          value.startsWith("Terraform/") ||
          value.startsWith("aws-cli/") ||
          value.includes("(svc*)"),
      ))
  ) {
    return false;
  }
  const errorCode = texts(event, ERROR_CODE);
  return errorCode.length === 0;
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
