import { textRegex, wildcardRegex } from "../automata/wildcard.ts";
import type { Leaf } from "../ir/condition.ts";
import type { Fold } from "../ir/fold.ts";
import type { Regex } from "../ir/pattern.ts";
import type { Scalar } from "../ir/scalar.ts";
import { foldRegex } from "../target/folding.ts";

/**
 * The texts that satisfy a test. `exact: false`: a guess from which candidates are taken, each to be tried with the oracle; nothing can be proven with it.
 * `fails`: texts of the same shape on which a computed test is likely false without failing at run time, where the complement is no help.
 */
export interface Language {
  readonly regex: Regex;
  readonly exact: boolean;
  readonly fails?: Regex;
}

const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };
const concat = (...parts: readonly Regex[]): Regex => ({ kind: "concat", parts });
const times = (min: number, max: number | null): Regex => ({ kind: "repeat", of: { kind: "any" }, min, max });
const folded = (regex: Regex, fold: Fold): Language => ({ regex: foldRegex(regex, fold), exact: fold !== "java-root" });

/** The language of a leaf over one text field; null where nothing can be said (then other candidates are tried). */
export function languageOf(leaf: Leaf): Language | null {
  if (leaf.kind === "exists") return { regex: anything, exact: true };
  return leaf.binds.length === 1 ? ofTest(leaf.test) : null;
}

function ofTest(test: Scalar): Language | null {
  switch (test.kind) {
    case "compare":
      if (test.op === "==" && test.left.kind === "bound" && test.right.kind === "literal" && typeof test.right.value === "string")
        return folded(textRegex(test.right.value), test.fold);
      return ofComputed(test);
    case "in-set":
      if (test.value.kind !== "bound") return shaped(test.value, choice(test.options.map((o) => o.value)));
      return folded(choice(test.options.map((o) => o.value)), test.fold);
    case "wildcard": {
      const regex: Regex = { kind: "choice", options: test.patterns.map((p) => wildcardRegex(p, test.lines)) };
      return test.value.kind === "bound" ? folded(regex, test.fold) : shaped(test.value, regex);
    }
    case "regex":
      return test.value.kind === "bound" ? folded(test.pattern, test.fold) : shaped(test.value, test.pattern);
    case "affix": {
      if (test.needle.kind !== "literal" || typeof test.needle.value !== "string") return null;
      const needle = textRegex(test.needle.value);
      const around = {
        starts: concat(needle, anything),
        ends: concat(anything, needle),
        contains: concat(anything, needle, anything),
      }[test.where];
      return test.value.kind === "bound" ? folded(around, test.fold) : shaped(test.value, around);
    }
    case "call":
      return test.fn === "has-words" ? ofWords(test.args.slice(1)) : null;
    default:
      return null;
  }
}

/** Texts with the words of a phrase between blanks; there are others. */
function ofWords(phrases: readonly Scalar[]): Language {
  const texts = choice(phrases.map((p) => (p.kind === "literal" ? p.value : "")));
  const blank = textRegex(" ");
  const optional = (of: Regex): Regex => ({ kind: "repeat", of, min: 0, max: 1 });
  const before = optional(concat({ kind: "repeat", of: ordinary, min: 1, max: 8 }, blank));
  return {
    regex: concat(before, texts, optional(concat(blank, { kind: "repeat", of: ordinary, min: 1, max: 8 }))),
    exact: false,
    fails: concat(choice(["x"]), texts, choice(["x"])),
  };
}

const choice = (values: readonly unknown[]): Regex => ({ kind: "choice", options: values.map((v) => textRegex(String(v))) });

/** A comparison of something computed from the text: `length(x) > 5`, `substring(x, 0, 4) == "http"`, `number(between(x, "id=", "&")) > 100`. */
function ofComputed(test: Extract<Scalar, { kind: "compare" }>): Language | null {
  const { left, right } = test;
  if (left.kind !== "call" || right.kind !== "literal") return null;
  const [subject] = left.args;
  if (subject === undefined) return null;
  if (left.fn === "length" && typeof right.value === "bigint") {
    const n = Number(right.value);
    if (n > 5_000 || n < 0) return null;
    // inside another computation a small alphabet: `.{41,}` behind a text that may occur again and again has no automaton of reasonable size
    const of: Regex = subject.kind === "bound" ? { kind: "any" } : ordinary;
    return withFailing(shaped(subject, lengths(test.op, n, of)), shaped(subject, lengths(opposite(test.op), n, of)));
  }
  if (left.fn === "number" && (typeof right.value === "bigint" || typeof right.value === "number")) {
    const n = Number(right.value);
    const [above, below] = [choice([n + 1, n * 2]), choice([n - 1])];
    const equal = choice([n]);
    const holds: Readonly<Record<typeof test.op, Regex>> = { "==": equal, ">": above, ">=": equal, "<": below, "<=": equal };
    const fails: Readonly<Record<typeof test.op, Regex>> = { "==": above, ">": equal, ">=": below, "<": equal, "<=": above };
    return withFailing(shaped(subject, holds[test.op]), shaped(subject, fails[test.op]));
  }
  if (left.fn === "index-of" && typeof right.value === "bigint") {
    const needle = left.args[1];
    if (needle?.kind !== "literal" || typeof needle.value !== "string") return null;
    const n = Math.max(0, Math.min(Number(right.value), 500));
    return shaped(subject, concat(test.op === "==" ? times(n, n) : times(n, null), textRegex(needle.value), anything));
  }
  if (test.op === "==" && typeof right.value === "string") return shaped(left, textRegex(right.value));
  return null;
}

/** Small letters and digits. */
const ordinary: Regex = {
  kind: "class",
  negated: false,
  items: [
    { kind: "range", from: 0x61, to: 0x7a },
    { kind: "range", from: 0x30, to: 0x39 },
  ],
};

const withFailing = (language: Language | null, fails: Language | null): Language | null =>
  language === null || fails === null ? language : { ...language, fails: fails.regex };

type Op = Extract<Scalar, { kind: "compare" }>["op"];

function opposite(op: Op): Op {
  switch (op) {
    case "==":
      return ">";
    case "<":
      return ">=";
    case "<=":
      return ">";
    case ">":
      return "<=";
    case ">=":
      return "<";
  }
}

function lengths(op: Op, n: number, of: Regex): Regex {
  const times = (min: number, max: number | null): Regex => ({ kind: "repeat", of, min, max });
  switch (op) {
    case "==":
      return times(n, n);
    case "<":
      return times(0, Math.max(0, n - 1));
    case "<=":
      return times(0, n);
    case ">":
      return times(n + 1, null);
    case ">=":
      return times(n, null);
  }
}

/** Texts whose computed part looks like `inner`. */
function shaped(value: Scalar, inner: Regex): Language | null {
  if (value.kind === "bound") return { regex: inner, exact: false };
  if (value.kind !== "call") return null;
  const [subject, second, third] = value.args;
  if (subject === undefined) return null;
  switch (value.fn) {
    case "string":
    case "concat":
      return shaped(subject, inner);
    case "substring": {
      const start = second?.kind === "literal" && typeof second.value === "bigint" ? Number(second.value) : 0;
      const open = third === undefined || (third.kind === "literal" && third.value === null);
      if (Math.abs(start) > 500) return null;
      return shaped(subject, start < 0 ? concat(anything, inner) : concat(times(start, start), inner, open ? { kind: "empty" } : anything));
    }
    case "between":
      if (second?.kind !== "literal" || third?.kind !== "literal") return null;
      if (typeof second.value !== "string" || typeof third.value !== "string") return null;
      return shaped(subject, concat(before(second.value), textRegex(second.value), inner, textRegex(third.value), anything));
    default:
      return null;
  }
}

/** Any text that has not begun the needle: keeps the automaton small. */
function before(needle: string): Regex {
  const first = needle.codePointAt(0);
  if (first === undefined) return anything;
  return { kind: "repeat", of: { kind: "class", negated: true, items: [{ kind: "single", codePoint: first }] }, min: 0, max: null };
}
