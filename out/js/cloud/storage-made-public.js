// Storage Bucket Policy Changed by a New Tool
// Compiled by Verdict 0.1.0 from cloud/storage-made-public: edit the rule, not this file.
//
//   any where event.provider == "s3.amazonaws.com" and event.action like "PutBucket*" and event.outcome : "SUCCESS" and
//     (event.action like ("*Policy", "*Acl", "*PublicAccessBlock") or stringContains(event.action, "Website")) and
//     not (startsWith~(user_agent.original, "aws-cli/") or wildcard(user_agent.original, "Terraform/*", "*pulumi*")) and
//     user.name >= "a" and user.name < "~" and not user.name == "ci" | tail 50
//
//
// Fidelity: over. It may match events that the rule does not.
// - js/limit: a matcher sees one event at a time, so it cannot keep the last 50 alone

export const rule = {
  id: "5c8d0fae-17ec-4365-82af-ce68433f4410",
  name: "Storage Bucket Policy Changed by a New Tool",
  description: [
    "The policy of a storage bucket is changed by a client that is not one of the usual tools.", "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Cloud", "Data Source: AWS", "Tactic: Exfiltration"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0010",
        name: "Exfiltration",
        reference: "https://attack.mitre.org/tactics/TA0010/",
      },
      techniques: [
        {
          id: "T1537",
          name: "Transfer Data to Cloud Account",
          reference: "https://attack.mitre.org/techniques/T1537/",
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
  index: ["logs-aws.cloudtrail-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "any where event.provider == \"s3.amazonaws.com\" and event.action like \"PutBucket*\" and event.outcome : \"SUCCESS\" and",
    "  (event.action like (\"*Policy\", \"*Acl\", \"*PublicAccessBlock\") or stringContains(event.action, \"Website\")) and",
    "  not (startsWith~(user_agent.original, \"aws-cli/\") or wildcard(user_agent.original, \"Terraform/*\", \"*pulumi*\")) and",
    "  user.name >= \"a\" and user.name < \"~\" and not user.name == \"ci\" | tail 50", "",
  ].join("\n"),
  sourceHash: "e0a6967dd1ca36b5ff5205ff8e1ee58c44f8cd2d3d23fea2403ceb4a974aa600",
  verdict: "0.1.0",
  fidelity: "over",
  deviations: [
    {
      code: "js/limit",
      direction: "over",
      reason: "a matcher sees one event at a time, so it cannot keep the last 50 alone",
    },
  ],
};

const EVENT_PROVIDER = path("event.provider");
const EVENT_ACTION = path("event.action");
const EVENT_OUTCOME = path("event.outcome");
const USER_AGENT_ORIGINAL = path("user_agent.original");
const USER_NAME = path("user.name");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventProvider = texts(event, EVENT_PROVIDER);
  if (!eventProvider.includes("s3.amazonaws.com")) return false;
  const eventAction = texts(event, EVENT_ACTION);
  if (!eventAction.some((value) => value.startsWith("PutBucket"))) return false;
  const eventOutcome = texts(event, EVENT_OUTCOME);
  const eventOutcomeCaseless = eventOutcome.map(asciiLower);
  if (!eventOutcomeCaseless.includes("success")) return false;
  if (
    !(
      eventAction.some(
        (value) =>
          value.endsWith("Policy") || value.endsWith("Acl") || value.endsWith("PublicAccessBlock"),
      ) ||
      eventAction.some((value) => value.includes("Website"))
    )
  ) {
    return false;
  }
  const userAgentOriginal = texts(event, USER_AGENT_ORIGINAL);
  const userAgentOriginalCaseless = userAgentOriginal.map(asciiLower);
  if (
    userAgentOriginalCaseless.some((value) => value.startsWith("aws-cli/")) ||
    userAgentOriginal.some((value) => value.startsWith("Terraform/") || value.includes("pulumi"))
  ) {
    return false;
  }
  const userName = texts(event, USER_NAME);
  if (!userName.some((value) => value >= "a")) return false;
  if (!userName.some((value) => value < "~")) return false;
  return !userName.includes("ci");
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
