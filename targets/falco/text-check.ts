import type { Regex, WildcardPart } from "../../src/ir/pattern.ts";
import type { CompareOp } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { byteLength, type Expression, number, present, type TextOperator, text, toLower } from "./condition.ts";
import { posixRegex, simplify } from "./posix-regex.ts";
import { byteCount, longestLiteral } from "./print.ts";
import { type Approximation, approximately, cannot, type Saying, say, sayAll, sayAny, sayFalse, sayNot, sayTrue } from "./saying.ts";
import { type Pattern, regexOf, type TextTest } from "./text-test.ts";
import { features, has, type Version } from "./version.ts";

/**
 * A test on the text that an expression gives, for an expression that has been extracted and is not empty (or whose caller guards emptiness). Exact, but for
 * `length` of texts beyond ASCII.
 */
export function textCheck(left: Expression, test: TextTest, version: Version): Saying {
  switch (test.kind) {
    case "patterns":
      return patternsCheck(left, test.patterns, test.fold, version);
    case "regex":
      return regexCheck(left, test.regex, version);
    case "length":
      return lengthCheck(left, test.op, test.length, version);
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

function patternsCheck(left: Expression, patterns: readonly Pattern[], fold: "none" | "ascii", version: Version): Saying {
  const folds = fold === "ascii" && patterns.some(hasLetter);
  const subject = folds ? toLower(left) : left;
  const normalised = patterns.map((p) =>
    normal(p).map((part): WildcardPart => (folds && part.kind === "text" ? { kind: "text", text: lowerAscii(part.text) } : part)),
  );
  const exactTexts = normalised.flatMap((p) => (p.length === 0 ? [""] : p.length === 1 && p[0]?.kind === "text" ? [p[0].text] : []));
  const short = exactTexts.filter((t) => byteCount(t) <= longestLiteral);
  const [only, second] = short;
  const equal: Saying[] =
    only === undefined
      ? []
      : second === undefined
        ? [say(text(subject, "=", only))]
        : [say({ kind: "text-in", left: subject, values: [...new Set(short)] })];
  const long = exactTexts.filter((t) => byteCount(t) > longestLiteral).map((t) => longEquality(subject, t, version));
  const wild = normalised.filter((p) => p.length > 1 || (p.length === 1 && p[0]?.kind !== "text"));
  return sayAny([...equal, ...long, ...wild.map((p) => patternCheck(subject, p, version))]);
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
  const bytes = byteCount(value);
  if (!has(version, "len")) return tooLong(bytes);
  const head = longestPrefix([...value]);
  const tail = [...longestPrefix([...value].reverse())].reverse().join("");
  if (byteCount(head) + byteCount(tail) < bytes) return tooLong(bytes);
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
    bytes += byteCount(character);
    if (bytes > longestLiteral) break;
    prefix += character;
  }
  return prefix;
}

const sized = (left: Expression, op: TextOperator, value: string, version: Version): Saying => {
  const bytes = byteCount(value);
  const fits = bytes <= longestLiteral || (has(version, "concat") && op !== "regex");
  return fits ? say(text(left, op, value)) : tooLong(bytes);
};

/** `\` before what fnmatch would read. */
const globText = (s: string): string => s.replace(/[\\*?[\]]/g, "\\$&");

const shapeOf = (pattern: Pattern): string => pattern.map((p) => (p.kind === "text" ? "t" : p.kind === "one" ? "?" : "*")).join("");
const textsOf = (pattern: Pattern): readonly string[] => pattern.flatMap((p) => (p.kind === "text" ? [p.text] : []));

/**
 * One wildcard pattern that is no plain text. Falco's `glob` is fnmatch in the C locale, where `?` is one byte: right for a single `?` beside a `*` (some
 * byte, then any), wrong for every other one on text beyond ASCII, which goes to `regex`.
 */
function patternCheck(left: Expression, pattern: Pattern, version: Version): Saying {
  const [first = ""] = textsOf(pattern);
  switch (shapeOf(pattern)) {
    case "*":
      return sayTrue;
    case "?*":
      return say(present(left));
    case "t*":
      return sized(left, "startswith", first, version);
    case "*t":
      return sized(left, "endswith", first, version);
    case "*t*":
      return sized(left, "contains", first, version);
    default:
      break;
  }
  const byteSafe = pattern.every((p, i) => p.kind !== "one" || (pattern[i + 1]?.kind === "many" && pattern[i - 1]?.kind !== "one"));
  if (!byteSafe) return regexCheck(left, regexOf(pattern), version);
  const glob = pattern.map((p) => (p.kind === "text" ? globText(p.text) : p.kind === "one" ? "?" : "*")).join("");
  return sized(left, "glob", glob, version);
}

/** Needs the operator; what RE2 lacks at the top (intersection, complement) is said around it. */
export function regexCheck(left: Expression, regex: Regex, version: Version): Saying {
  if (!has(version, "regex")) return needs("regex");
  const simple = simplify(regex);
  switch (simple.kind) {
    case "nothing":
      return sayFalse;
    case "all":
      return sayAll(simple.operands.map((o) => regexCheck(left, o, version)));
    case "except":
      return sayNot(regexCheck(left, simple.of, version));
    case "choice": {
      const whole = regexText(left, simple);
      return whole.ok ? whole : sayAny(simple.options.map((o) => regexCheck(left, o, version)));
    }
    default:
      return regexText(left, simple);
  }
}

function regexText(left: Expression, regex: Regex): Saying {
  const printed = posixRegex(regex);
  if (!printed.ok) return cannot("falco/regex", printed.reason);
  const bytes = byteCount(printed.text);
  return bytes <= longestLiteral ? say(text(left, "regex", printed.text)) : tooLong(bytes);
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
