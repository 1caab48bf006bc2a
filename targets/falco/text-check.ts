import type { Regex, WildcardPart } from "../../src/ir/pattern.ts";
import type { CompareOp } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { utf8Length } from "../../src/source/utf8-length.ts";
import { byteLength, type Expression, number, present, type TextOperator, text, toLower } from "./condition.ts";
import { posixRegex, simplify } from "./posix-regex.ts";
import { longestLiteral } from "./print.ts";
import { type Approximation, approximately, cannot, type Saying, say, sayAll, sayAny, sayFalse, sayNot, sayTrue } from "./saying.ts";
import { type Pattern, regexOf, type TextTest } from "./text-test.ts";
import { features, has, type Version } from "./version.ts";

/** What is said of a text, whichever expression gives it. */
type Check = (left: Expression) => Saying;

/**
 * A test on the text that an expression gives, for an expression that has been extracted and is not empty (or whose caller guards emptiness). Exact, but for
 * `length` of texts beyond ASCII.
 */
export const textCheck = (left: Expression, test: TextTest, version: Version): Saying => textCheckOf(test, version)(left);

/** The same for many expressions: what the test asks is worked out once. */
export function textCheckOf(test: TextTest, version: Version): Check {
  switch (test.kind) {
    case "patterns":
      return patternsCheck(test.patterns, test.fold, version);
    case "regex":
      return regexCheckOf(test.regex, version);
    case "length":
      return (left) => lengthCheck(left, test.op, test.length, version);
    default:
      return assertNever(test);
  }
}

const lowerAscii = (s: string): string => s.replace(/[A-Z]/g, (c) => c.toLowerCase());
const hasLetter = (pattern: Pattern): boolean => pattern.some((p) => p.kind === "text" && /[A-Za-z]/.test(p.text));

/** Adjacent texts joined; a run of `?` and `*` is its `?`s and then at most one `*`, which means the same. */
function normal(pattern: Pattern): Pattern {
  const parts: WildcardPart[] = [];
  let stars = false;
  const closeRun = (): void => {
    if (stars) parts.push({ kind: "many" });
    stars = false;
  };
  for (const part of pattern) {
    if (part.kind === "many") stars = true;
    else if (part.kind === "one") parts.push(part);
    else if (part.text !== "") {
      closeRun();
      const last = parts.at(-1);
      if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + part.text };
      else parts.push(part);
    }
  }
  closeRun();
  return parts;
}

function patternsCheck(patterns: readonly Pattern[], fold: "none" | "ascii", version: Version): Check {
  const folds = fold === "ascii" && patterns.some(hasLetter);
  const normalised = patterns.map((p) =>
    normal(p).map((part): WildcardPart => (folds && part.kind === "text" ? { kind: "text", text: lowerAscii(part.text) } : part)),
  );
  const exactTexts = normalised.flatMap((p) => (p.length === 0 ? [""] : p.length === 1 && p[0]?.kind === "text" ? [p[0].text] : []));
  const short = exactTexts.filter((t) => utf8Length(t) <= longestLiteral);
  const long = exactTexts.filter((t) => utf8Length(t) > longestLiteral);
  const wild = normalised.filter((p) => p.length > 1 || (p.length === 1 && p[0]?.kind !== "text"));
  const checks = [
    ...equality(short),
    ...long.map(
      (t): Check =>
        (left) =>
          longEquality(left, t, version),
    ),
    ...wild.map((p) => patternCheck(p, version)),
  ];
  return (left) => {
    const subject = folds ? toLower(left) : left;
    return sayAny(checks.map((check) => check(subject)));
  };
}

function equality(texts: readonly string[]): readonly Check[] {
  const [only, second] = texts;
  if (only === undefined) return [];
  if (second === undefined) return [(left) => say(text(left, "=", only))];
  const values = [...new Set(texts)];
  return [(left) => say({ kind: "text-in", left, values })];
}

const tooLong = (bytes: number): Saying =>
  cannot(
    "falco/literal-too-long",
    `Falco takes constants of at most ${longestLiteral} bytes, and this one has ${bytes}`,
    "match a shorter part of the text",
  );

/** Beyond 255 bytes: `concat` of pieces, or the two ends and the length, which together leave no other text. */
function longEquality(left: Expression, value: string, version: Version): Saying {
  if (has(version, "concat")) return say(text(left, "=", value));
  const bytes = utf8Length(value);
  if (!has(version, "len")) return tooLong(bytes);
  const head = longestPrefix([...value]);
  const tail = [...longestPrefix([...value].reverse())].reverse().join("");
  if (utf8Length(head) + utf8Length(tail) < bytes) return tooLong(bytes);
  return sayAll([
    say(text(left, "startswith", head)),
    say(text(left, "endswith", tail)),
    say(number(byteLength(left), "=", BigInt(bytes))),
  ]);
}

function longestPrefix(characters: readonly string[]): string {
  let prefix = "";
  let bytes = 0;
  for (const character of characters) {
    bytes += utf8Length(character);
    if (bytes > longestLiteral) break;
    prefix += character;
  }
  return prefix;
}

function sized(op: TextOperator, value: string, version: Version): Check {
  const bytes = utf8Length(value);
  const fits = bytes <= longestLiteral || (has(version, "concat") && op !== "regex");
  return fits ? (left) => say(text(left, op, value)) : always(tooLong(bytes));
}

const always =
  (saying: Saying): Check =>
  () =>
    saying;

/** `\` before what fnmatch would read. */
const globText = (s: string): string => s.replace(/[\\*?[\]]/g, "\\$&");

const shapeOf = (pattern: Pattern): string => pattern.map((p) => (p.kind === "text" ? "t" : p.kind === "one" ? "?" : "*")).join("");
const textsOf = (pattern: Pattern): readonly string[] => pattern.flatMap((p) => (p.kind === "text" ? [p.text] : []));

/**
 * One wildcard pattern that is no plain text. Falco's `glob` is fnmatch in the C locale, where `?` is one byte: right for a single `?` beside a `*` (some
 * byte, then any), wrong for every other one on text beyond ASCII, which goes to `regex`.
 */
function patternCheck(pattern: Pattern, version: Version): Check {
  const [first = ""] = textsOf(pattern);
  switch (shapeOf(pattern)) {
    case "*":
      return always(sayTrue);
    case "?*":
      return (left) => say(present(left));
    case "t*":
      return sized("startswith", first, version);
    case "*t":
      return sized("endswith", first, version);
    case "*t*":
      return sized("contains", first, version);
    default:
      break;
  }
  const byteSafe = pattern.every((p, i) => p.kind !== "one" || (pattern[i + 1]?.kind === "many" && pattern[i - 1]?.kind !== "one"));
  if (!byteSafe) return regexCheckOf(regexOf(pattern), version);
  const glob = pattern.map((p) => (p.kind === "text" ? globText(p.text) : p.kind === "one" ? "?" : "*")).join("");
  return sized("glob", glob, version);
}

/** Needs the operator; what RE2 lacks at the top (intersection, complement) is said around it. */
export const regexCheck = (left: Expression, regex: Regex, version: Version): Saying => regexCheckOf(regex, version)(left);

function regexCheckOf(regex: Regex, version: Version): Check {
  if (!has(version, "regex")) return always(needs("regex"));
  const simple = simplify(regex);
  switch (simple.kind) {
    case "nothing":
      return always(sayFalse);
    case "all": {
      const checks = simple.operands.map((o) => regexCheckOf(o, version));
      return (left) => sayAll(checks.map((check) => check(left)));
    }
    case "except": {
      const check = regexCheckOf(simple.of, version);
      return (left) => sayNot(check(left));
    }
    case "choice": {
      const whole = regexText(simple);
      if (whole.ok) return whole.check;
      const checks = simple.options.map((o) => regexCheckOf(o, version));
      return (left) => sayAny(checks.map((check) => check(left)));
    }
    default: {
      const whole = regexText(simple);
      return whole.ok ? whole.check : always(whole.why);
    }
  }
}

function regexText(regex: Regex): { readonly ok: true; readonly check: Check } | { readonly ok: false; readonly why: Saying } {
  const printed = posixRegex(regex);
  if (!printed.ok) return { ok: false, why: cannot("falco/regex", printed.reason) };
  const bytes = utf8Length(printed.text);
  return bytes <= longestLiteral
    ? { ok: true, check: (left) => say(text(left, "regex", printed.text)) }
    : { ok: false, why: tooLong(bytes) };
}

export const needs = (feature: keyof typeof features): Saying =>
  cannot(
    "falco/version",
    `${features[feature].what} came with Falco ${features[feature].since}`,
    `compile for falco@${features[feature].since} or later`,
  );

/**
 * Elasticsearch counts UTF-16 code units, Falco's `len` bytes; a text has at least as many bytes. The same for ASCII, so what can differ depends on the side.
 */
function lengthCheck(left: Expression, op: CompareOp, length: bigint, version: Version): Saying {
  if (!has(version, "len")) return needs("len");
  const direction = op === ">" || op === ">=" ? "over" : op === "==" ? "incomparable" : "under";
  const approximation: Approximation = {
    code: "falco/length-in-bytes",
    direction,
    reason: "`len` counts bytes, so texts beyond ASCII are longer than Elasticsearch's length says",
  };
  if (length < 0n) return op === ">" || op === ">=" ? sayTrue : sayFalse;
  return approximately(say(number(byteLength(left), op === "==" ? "=" : op, length)), approximation);
}
