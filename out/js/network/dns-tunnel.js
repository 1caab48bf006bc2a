// Long Subdomain in a DNS Question
// Compiled by Verdict 0.1.0 from network/dns-tunnel: edit the rule, not this file.
//
//   "network" where network.protocol == "dns" and dns.question.type in~ ("txt", "null", "cname") and
//     (length(dns.question.subdomain) >= 52 or dns.question.name regex """[0-9a-f]{40,63}\..+""") and
//     not dns.question.registered_domain in ("akamaized.net", "in-addr.arpa") and
//     dns.answers_count < 10 | head 100
//
//
// Fidelity: over. It may match events that the rule does not.
// - js/limit: a matcher sees one event at a time, so it cannot keep the first 100 alone

export const rule = {
  id: "195c5074-465b-4812-8ab2-03d86053cbea",
  name: "Long Subdomain in a DNS Question",
  description: [
    "A question for a record that can carry data, about a name with a very long first part: data leaves, or orders come, by name service.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "medium",
  riskScore: 47,
  tags: ["Domain: Network", "Tactic: Exfiltration"],
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
          id: "T1048",
          name: "Exfiltration Over Alternative Protocol",
          reference: "https://attack.mitre.org/techniques/T1048/",
          subtechniques: [],
        },
      ],
    },
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0011",
        name: "Command and Control",
        reference: "https://attack.mitre.org/tactics/TA0011/",
      },
      techniques: [
        {
          id: "T1071",
          name: "Application Layer Protocol",
          reference: "https://attack.mitre.org/techniques/T1071/",
          subtechniques: [
            {
              id: "T1071.004",
              name: "DNS",
              reference: "https://attack.mitre.org/techniques/T1071/004/",
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
  index: ["logs-network_traffic.dns-*", "packetbeat-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "\"network\" where network.protocol == \"dns\" and dns.question.type in~ (\"txt\", \"null\", \"cname\") and",
    "  (length(dns.question.subdomain) >= 52 or dns.question.name regex \"\"\"[0-9a-f]{40,63}\\..+\"\"\") and",
    "  not dns.question.registered_domain in (\"akamaized.net\", \"in-addr.arpa\") and",
    "  dns.answers_count < 10 | head 100", "",
  ].join("\n"),
  sourceHash: "1be17076a972adde1354f2ff584f8f3ac178901c466cdb7b345bd2c5a2fe7a32",
  verdict: "0.1.0",
  fidelity: "over",
  deviations: [
    {
      code: "js/limit",
      direction: "over",
      reason: "a matcher sees one event at a time, so it cannot keep the first 100 alone",
    },
  ],
};

const EVENT_CATEGORY = path("event.category");
const NETWORK_PROTOCOL = path("network.protocol");
const DNS_QUESTION_TYPE = path("dns.question.type");
const DNS_QUESTION_TYPE_VALUES = new Set(["txt", "null", "cname"]);
const DNS_QUESTION_SUBDOMAIN = path("dns.question.subdomain");
const DNS_QUESTION_NAME = path("dns.question.name");
const DNS_QUESTION_NAME_PATTERN = /^[\da-f]{40,63}\..+$/su;
const DNS_QUESTION_REGISTERED_DOMAIN = path("dns.question.registered_domain");
const DNS_QUESTION_REGISTERED_DOMAIN_VALUES = new Set(["akamaized.net", "in-addr.arpa"]);
const DNS_ANSWERS_COUNT = path("dns.answers_count");

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("network")) return false;
  const networkProtocol = texts(event, NETWORK_PROTOCOL);
  if (!networkProtocol.includes("dns")) return false;
  const dnsQuestionType = texts(event, DNS_QUESTION_TYPE);
  const dnsQuestionTypeCaseless = dnsQuestionType.map(asciiLower);
  if (!dnsQuestionTypeCaseless.some((value) => DNS_QUESTION_TYPE_VALUES.has(value))) return false;
  const dnsQuestionSubdomain = texts(event, DNS_QUESTION_SUBDOMAIN);
  const dnsQuestionName = texts(event, DNS_QUESTION_NAME);
  if (
    !(
      dnsQuestionSubdomain.some((value) => value.length >= 52) ||
      dnsQuestionName.some((value) => DNS_QUESTION_NAME_PATTERN.test(value))
    )
  ) {
    return false;
  }
  const dnsQuestionRegisteredDomain = texts(event, DNS_QUESTION_REGISTERED_DOMAIN);
  if (
    dnsQuestionRegisteredDomain.some((value) => DNS_QUESTION_REGISTERED_DOMAIN_VALUES.has(value))
  ) {
    return false;
  }
  const dnsAnswersCount = longs(event, DNS_ANSWERS_COUNT);
  return dnsAnswersCount.some((value) => value < 10);
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
