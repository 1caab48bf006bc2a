// Web Parameter Out of Range Answered by the Server
// Compiled by Verdict 0.1.0 from network/web-scan-by-status: edit the rule, not this file.
//
//   any where event.category == "web" and http.request.method in~ ("get", "post") and
//     string(http.response.status_code) like "2??" and
//     number(between(url.query, "id=", "&")) > 1000000 and
//     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"
//
//
// Fidelity: exact. It matches the events that the rule matches, and no others.

export const rule = {
  id: "368d6b0e-1bcf-4865-9115-bf291f81035c",
  name: "Web Parameter Out of Range Answered by the Server",
  description: [
    "A request carries a numeric identifier far above those in use, and the server answers all the same: someone counts through records.",
    "",
  ].join("\n"),
  version: 1,
  enabled: false,
  severity: "low",
  riskScore: 21,
  tags: ["Domain: Network", "Data Source: Web", "Tactic: Discovery"],
  threat: [
    {
      framework: "MITRE ATT&CK",
      tactic: {
        id: "TA0007",
        name: "Discovery",
        reference: "https://attack.mitre.org/tactics/TA0007/",
      },
      techniques: [
        {
          id: "T1595",
          name: "Active Scanning",
          reference: "https://attack.mitre.org/techniques/T1595/",
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
  index: ["logs-nginx.access-*", "logs-apache.access-*"],
  schedule: { interval: "5m", from: "now-6m", to: "now" },
  language: "eql",
  query: [
    "any where event.category == \"web\" and http.request.method in~ (\"get\", \"post\") and",
    "  string(http.response.status_code) like \"2??\" and",
    "  number(between(url.query, \"id=\", \"&\")) > 1000000 and",
    "  not http.response.status_code == 204 and url.path regex~ \"/api/v[0-9]+/(users|orders)/?\"",
    "",
  ].join("\n"),
  sourceHash: "2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21",
  verdict: "0.1.0",
  fidelity: "exact",
  deviations: [],
};

const EVENT_CATEGORY = path("event.category");
const HTTP_REQUEST_METHOD = path("http.request.method");
const HTTP_REQUEST_METHOD_VALUES = new Set(["get", "post"]);
const HTTP_RESPONSE_STATUS_CODE = path("http.response.status_code");
const HTTP_RESPONSE_STATUS_CODE_PATTERN =
  /^2[^\n\r\x85\u{2028}\u{2029}][^\n\r\x85\u{2028}\u{2029}]$/su;
const URL_QUERY = path("url.query");
const URL_PATH = path("url.path");
const URL_PATH_PATTERN =
  /^\/[Aa][Pp][Ii]\/[Vv]\d+\/(?:[Uu][Ssſ][Ee][Rr][Ssſ]|[Oo][Rr][Dd][Ee][Rr][Ssſ])\/?$/su;

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export function match(event) {
  if (!isEvent(event)) return false;
  const eventCategory = texts(event, EVENT_CATEGORY);
  if (!eventCategory.includes("web")) return false;
  const httpRequestMethod = texts(event, HTTP_REQUEST_METHOD);
  const httpRequestMethodCaseless = httpRequestMethod.map(asciiLower);
  if (
    !httpRequestMethodCaseless.some((value) => HTTP_REQUEST_METHOD_VALUES.has(value))
  ) {
    return false;
  }
  const httpResponseStatusCode = longs(event, HTTP_RESPONSE_STATUS_CODE);
  if (
    !httpResponseStatusCode.some(
      (value) => HTTP_RESPONSE_STATUS_CODE_PATTERN.test(lift(String, value)),
    )
  ) {
    return false;
  }
  const urlQuery = texts(event, URL_QUERY);
  if (
    !urlQuery.some(
      (value) => greater(parseNumber(between(value, "id=", "&", false), null), 1000000) === true,
    )
  ) {
    return false;
  }
  if (httpResponseStatusCode.includes(204)) return false;
  const urlPath = texts(event, URL_PATH);
  return urlPath.some((value) => URL_PATH_PATTERN.test(value));
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

/** What lies between the first `left` and the next `right` (or, greedy, the last): "" if one does not occur, the whole text if one of the three is empty. */
function between(text, left, right, greedy) {
  return cut(text, left, right, greedy, (t) => t);
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

/** What a UTF-16 unit is worth as a digit: decimal digits of every script, Latin letters and their fullwidth forms; 99 for all others. */
function digitValue(unit) {
  const character = String.fromCharCode(unit);
  if (/[0-9A-Za-z]/.test(character)) return Number.parseInt(character, 36);
  if (/[\uff21-\uff3a\uff41-\uff5a]/.test(character)) return ((unit - 0xff21) % 32) + 10;
  if (!/\p{Nd}/u.test(character)) return 99;
  // a script's ten digits follow each other
  let zero = unit;
  while (unit - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return unit - zero;
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

function greater(left, right) {
  return lift((a, b) => a > b, left, right);
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

/** What `compute` makes of the operands, if they are all there. */
function lift(compute, ...operands) {
  const missing = absent(...operands);
  return missing === false ? compute(...operands) : missing; // nothing is absent here
}

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
function longs(event, path) {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

/** Double.valueOf: blanks around it, 1., .5, 1e3, 2.5f, NaN, Infinity, 0x1.8p3. */
function parseDouble(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Java's trim takes away
  const trimmed = text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, "");
  if (/^[+-]?NaN$/.test(trimmed)) return Number.NaN;
  if (/^[+-]?Infinity$/.test(trimmed)) return Number(trimmed);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$/.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ""));
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/.exec(trimmed);
  const digits = `${hex?.[2] ?? ""}${hex?.[3] ?? ""}`;
  if (hex === null || digits === "") return undefined;
  const value = scaled(BigInt(`0x${digits}`), Number(hex[4]) - 4 * (hex[3] ?? "").length);
  return hex[1] === "-" ? -value : value;
}

/** A sign and digits of the base: Long.parseLong. */
function parseLong(text, radix) {
  if (radix < 2 || radix > 36) return undefined;
  const digits = text.replace(/^[+-]/, "");
  let magnitude = digits === "" ? undefined : 0n;
  for (let i = 0; i < digits.length && magnitude !== undefined; i++) {
    const digit = digitValue(digits.charCodeAt(i));
    magnitude = digit < radix && magnitude < 9223372036854775809n ? magnitude * BigInt(radix) + BigInt(digit) : undefined;
  }
  if (magnitude === undefined) return undefined;
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function parseNumber(text, base) {
  if (text === undefined || base === undefined) return undefined;
  if (text === null) return null;
  const radix = base ?? (text.startsWith("0x") ? 16 : 10);
  const digits = radix === 16 && text.startsWith("0x") ? text.slice(2) : text;
  return parseLong(digits, radix) ?? (radix === 10 ? parseDouble(digits) : undefined);
}

/** The keys under which a field may be found, dotted and nested. */
function path(name) {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
}

/** mantissa * 2 ** exponent, rounded once. */
function scaled(mantissa, exponent) {
  const bits = mantissa.toString(2).length;
  if (mantissa === 0n || bits + exponent < -1076) return 0;
  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  // a double has 53 bits, and none below 2 ** -1074
  const drop = Math.max(bits - 53, -1074 - exponent, 0);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);
  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
  return Number(rounded) * 2 ** Math.max(exponent + drop, -1074);
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
