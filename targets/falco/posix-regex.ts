import type { ClassItem, Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { unquotable } from "./print.ts";

export type PosixResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** RE2 refuses a repetition beyond this, also when nested ones multiply to more. */
const mostRepeats = 1000;
const mostAlternatives = 500;

/**
 * A regular expression in the dialect of Falco's `regex`: RE2 in POSIX mode, both ends anchored. It has no `\d`, `\w`, `(?:`, flags or lazy repetition; `.` stops
 * at a newline, so `any` is `(.|\n)`. Values hold no NUL, so none is printed.
 */
export function posixRegex(regex: Regex): PosixResult {
  const simple = simplify(regex);
  if (simple.kind === "nothing") return { ok: false, reason: "the pattern matches nothing" };
  const problem = check(simple, 1);
  return problem === null ? { ok: true, text: printChoice(simple) } : { ok: false, reason: problem };
}

/** Removes `nothing` wherever it can be; flattens. The whole is `nothing` only if no text matches. */
export function simplify(regex: Regex): Regex {
  switch (regex.kind) {
    case "concat": {
      const parts = regex.parts.map(simplify).flatMap((p) => (p.kind === "concat" ? p.parts : p.kind === "empty" ? [] : [p]));
      if (parts.some((p) => p.kind === "nothing")) return { kind: "nothing" };
      const [only, second] = parts;
      if (only === undefined) return { kind: "empty" };
      return second === undefined ? only : { kind: "concat", parts };
    }
    case "choice": {
      const options = regex.options
        .map(simplify)
        .flatMap((o) => (o.kind === "choice" ? o.options : [o]))
        .filter((o) => o.kind !== "nothing");
      const [only, second] = options;
      if (only === undefined) return { kind: "nothing" };
      return second === undefined ? only : { kind: "choice", options };
    }
    case "repeat": {
      const of = simplify(regex.of);
      if (regex.max === 0 || of.kind === "empty") return { kind: "empty" };
      if (of.kind === "nothing") return regex.min === 0 ? { kind: "empty" } : { kind: "nothing" };
      return regex.min === 1 && regex.max === 1 ? of : { ...regex, of };
    }
    case "class": {
      if (regex.items.length > 0) return regex;
      return regex.negated ? { kind: "any" } : { kind: "nothing" };
    }
    case "interval":
      return interval(regex);
    case "all":
    case "except":
    case "empty":
    case "nothing":
    case "char":
    case "any":
      return regex;
    default:
      return assertNever(regex);
  }
}

/** `<1-12>` as the numbers themselves, while they are few. */
function interval(regex: Extract<Regex, { kind: "interval" }>): Regex {
  const { from, to, digits } = regex;
  if (to - from >= mostAlternatives) return regex;
  const options = Array.from({ length: Math.max(0, to - from + 1) }, (_, i): Regex => {
    const characters = [...String(from + i).padStart(digits, "0")];
    // without a fixed width, leading zeros are free
    const zeros: readonly Regex[] = digits === 0 ? [{ kind: "repeat", of: { kind: "char", codePoint: 0x30 }, min: 0, max: null }] : [];
    return { kind: "concat", parts: [...zeros, ...characters.map((c): Regex => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 }))] };
  });
  return options.length === 0 ? { kind: "nothing" } : { kind: "choice", options };
}

/** Why RE2 would refuse the pattern, or null. `repeats`: how often what stands here is repeated already. */
function check(regex: Regex, repeats: number): string | null {
  switch (regex.kind) {
    case "all":
      return "RE2 has no intersection inside a pattern";
    case "except":
      return "RE2 has no complement inside a pattern";
    case "interval":
      return `a numeric interval of more than ${mostAlternatives} numbers`;
    case "concat":
      return firstOf(regex.parts, repeats);
    case "choice":
      return firstOf(regex.options, repeats);
    case "repeat": {
      const times = repeats * Math.max(regex.min, regex.max ?? 0, 1);
      if (times > mostRepeats) return `RE2 repeats at most ${mostRepeats} times`;
      return check(regex.of, times);
    }
    case "char":
      return unquotable(String.fromCodePoint(regex.codePoint));
    case "empty":
    case "nothing":
    case "any":
    case "class":
      return null;
    default:
      return assertNever(regex);
  }
}

function firstOf(regexes: readonly Regex[], repeats: number): string | null {
  for (const regex of regexes) {
    const problem = check(regex, repeats);
    if (problem !== null) return problem;
  }
  return null;
}

const printChoice = (regex: Regex): string => (regex.kind === "choice" ? regex.options.map(printConcat).join("|") : printConcat(regex));

const printConcat = (regex: Regex): string => (regex.kind === "concat" ? regex.parts.map(printAtom).join("") : printAtom(regex));

function printAtom(regex: Regex): string {
  switch (regex.kind) {
    case "empty":
      return "()";
    case "char":
      return escapeCharacter(regex.codePoint);
    case "any":
      return "(.|\n)";
    case "class":
      return printClass(regex);
    case "repeat":
      return `${printRepeated(regex.of)}${quantifier(regex.min, regex.max)}`;
    case "concat":
    case "choice":
      return `(${printChoice(regex)})`;
    case "nothing":
    case "all":
    case "except":
    case "interval":
      throw new Error(`${regex.kind} was not removed`);
    default:
      return assertNever(regex);
  }
}

/** `x**` and `x{2}{3}` are errors in POSIX mode, so a repeated repetition gets brackets. */
const printRepeated = (regex: Regex): string => (regex.kind === "repeat" ? `(${printAtom(regex)})` : printAtom(regex));

function quantifier(min: number, max: number | null): string {
  if (max === null) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

const escapeCharacter = (codePoint: number): string => {
  const character = String.fromCodePoint(codePoint);
  return /[\\^$.|?*+()[\]{}]/.test(character) ? `\\${character}` : character;
};

const escapeInClass = (codePoint: number): string => {
  const character = String.fromCodePoint(codePoint);
  return /[\\^\-[\]]/.test(character) ? `\\${character}` : character;
};

/** The range without NUL and without surrogates, neither of which a value can hold. */
function rangesOf(item: ClassItem): readonly (readonly [number, number])[] {
  const [from, to] = item.kind === "single" ? [item.codePoint, item.codePoint] : [item.from, item.to];
  const parts: readonly (readonly [number, number])[] = [
    [Math.max(from, 1), Math.min(to, 0xd7ff)],
    [Math.max(from, 0xe000), to],
  ];
  return parts.filter(([a, b]) => a <= b);
}

function printClass(regex: Extract<Regex, { kind: "class" }>): string {
  const ranges = regex.items.flatMap(rangesOf);
  const [first] = ranges;
  if (first === undefined) return regex.negated ? "(.|\n)" : "[^\u0001-\u{10ffff}]";
  if (!regex.negated && ranges.length === 1 && first[0] === first[1]) return escapeCharacter(first[0]);
  const body = ranges.map(([a, b]) => (a === b ? escapeInClass(a) : `${escapeInClass(a)}-${escapeInClass(b)}`)).join("");
  return `[${regex.negated ? "^" : ""}${body}]`;
}
