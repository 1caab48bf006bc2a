import * as automata from "../../src/automata/automaton.ts";
import { intervalRegex } from "../../src/automata/interval.ts";
import { fewRuns } from "../../src/automata/runs.ts";
import type { ClassItem, Regex } from "../../src/ir/pattern.ts";
import { and, array, arrow, boolean, helper, type Js, method, name, not, number, object, or } from "./js-tree.ts";
import type { Module } from "./module.ts";
import { oneOf, piecesTest } from "./pieces.ts";

/** A backtracking matcher may follow this many ways to one place of a pattern at a time; more, and the pattern becomes a table. */
const mostRuns = 8;
const runLimits = { states: 1_000, steps: 300_000 };
/** Cells of the largest table that is worth emitting. */
const largestTable = 20_000;

/**
 * Does the whole of `value` match? The pattern has its folding written out. Simple patterns become comparisons of strings, most become a literal that cannot
 * go super-linear, the rest a table; null where that would be too large.
 */
export function regexTest(module: Module, words: string, value: Js, pattern: Regex): Js | null {
  const r = simplified(pattern);
  switch (r.kind) {
    case "nothing":
      return boolean(false);
    case "all":
      return every(r.operands.map((operand) => regexTest(module, words, value, operand)));
    case "except": {
      const inner = regexTest(module, words, value, r.of);
      return inner === null ? null : not(inner);
    }
    case "choice":
      return choiceTest(module, words, value, r.options);
    default: {
      const pieces = plainPieces(r);
      return pieces === null ? compiledTest(module, words, value, r) : piecesTest(value, pieces);
    }
  }
}

function every(tests: readonly (Js | null)[]): Js | null {
  const made = tests.filter((test) => test !== null);
  return made.length < tests.length ? null : and(made);
}

/** Exact texts become one set, patterns of texts and `.*` comparisons, and what is left one pattern. */
function choiceTest(module: Module, words: string, value: Js, options: readonly Regex[]): Js | null {
  const exact: string[] = [];
  const tests: Js[] = [];
  const others: Regex[] = [];
  for (const option of options) {
    const pieces = plainPieces(option);
    const [only] = pieces ?? [];
    if (pieces === null) others.push(option);
    else if (pieces.length === 1) exact.push(only ?? "");
    else tests.push(piecesTest(value, pieces));
  }
  if (exact.length > 0) tests.unshift(oneOf(module, `${words} values`, value, exact));
  const [only, second] = others;
  const joint = second === undefined ? null : literalOf({ kind: "choice", options: others }, false);
  if (joint !== null) tests.push(patternsTest(module, words, value, [joint]));
  else if (only !== undefined && second === undefined) return orNull([...tests, regexTest(module, words, value, only)]);
  else return orNull([...tests, ...eachTest(module, words, value, others)]);
  return or(tests);
}

const orNull = (tests: readonly (Js | null)[]): Js | null => {
  const made = tests.filter((test) => test !== null);
  return made.length < tests.length ? null : or(made);
};

/** Literals together, and the others each by itself. */
function eachTest(module: Module, words: string, value: Js, patterns: readonly Regex[]): readonly (Js | null)[] {
  const literals: Js[] = [];
  const tests: (Js | null)[] = [];
  for (const pattern of patterns) {
    const literal = literalOf(pattern, false);
    if (literal === null) tests.push(regexTest(module, words, value, pattern));
    else literals.push(literal);
  }
  return literals.length === 0 ? tests : [patternsTest(module, words, value, literals), ...tests];
}

/** Does one of the literals match? */
export function patternsTest(module: Module, words: string, value: Js, literals: readonly Js[]): Js {
  const [only, second] = literals;
  if (only !== undefined && second === undefined) return method(module.constant(`${words} pattern`, only), "test", value);
  return method(module.constant(`${words} patterns`, array(literals)), "some", arrow(["pattern"], method(name("pattern"), "test", value)));
}

const isAnyString = (r: Regex | undefined): boolean => r?.kind === "repeat" && r.of.kind === "any" && r.min === 0 && r.max === null;

/** The texts between the `.*` of a pattern that has nothing but characters and `.*`. */
function plainPieces(r: Regex): readonly string[] | null {
  const pieces = [""];
  for (const part of r.kind === "concat" ? r.parts : [r]) {
    if (isAnyString(part)) pieces.push("");
    else if (part.kind === "char") pieces[pieces.length - 1] += String.fromCodePoint(part.codePoint);
    else if (part.kind !== "empty") return null;
  }
  // half a surrogate pair would match inside a whole one if it were compared as a string
  return pieces.some((piece) => /[\ud800-\udfff]/u.test(piece)) ? null : pieces;
}

function compiledTest(module: Module, words: string, value: Js, r: Regex): Js | null {
  const literal = literalOf(r, false);
  if (literal !== null) return patternsTest(module, words, value, [literal]);
  const table = automata.ofRegex(r);
  if (!table.ok) return null;
  const { starts, classOf, classes, next, accepting } = automata.minimise(table.value);
  if (next.length * classes > largestTable) return null;
  const numbers = (ns: readonly number[]): Js => array(ns.map(number));
  const automaton = object({
    starts: numbers(starts),
    classes: numbers(classOf),
    next: array(next.map(numbers)),
    accepting: numbers(accepting.flatMap((a, state) => (a ? [state] : []))),
  });
  return helper("accepts", module.constant(`${words} automaton`, automaton), value);
}

/** A literal that matches the same texts; null where a backtracking matcher could be slow with it, or cannot say it. `linear`: it is known not to be. */
export function literalOf(r: Regex, linear: boolean): Js | null {
  if (needsAutomaton(r)) return null;
  const parts = r.kind === "concat" ? r.parts : [r];
  const open = isAnyString(parts[0]);
  const openEnd = parts.length > 1 && isAnyString(parts[parts.length - 1]);
  // `.*` at the end never fails, so it adds no ways; at the start it is the search for a place to begin
  const searched: Regex = { kind: "concat", parts: openEnd ? parts.slice(0, -1) : parts };
  if (!linear && !fewRuns(searched, mostRuns, runLimits)) return null;
  const core: Regex = { kind: "concat", parts: parts.slice(open ? 1 : 0, openEnd ? -1 : undefined) };
  return { kind: "regex", pattern: core, start: !open, end: !openEnd };
}

/** JavaScript's regular expressions have no intersection and no complement. */
function needsAutomaton(r: Regex): boolean {
  switch (r.kind) {
    case "all":
    case "except":
      return true;
    case "concat":
      return r.parts.some(needsAutomaton);
    case "choice":
      return r.options.some(needsAutomaton);
    case "repeat":
      return needsAutomaton(r.of);
    default:
      return false;
  }
}

/** The same language with less around it: no nesting that means nothing, one class for a choice of characters, intervals written out. */
export function simplified(r: Regex): Regex {
  switch (r.kind) {
    case "interval":
      return simplified(intervalRegex(r.from, r.to, r.digits));
    case "concat": {
      const parts: Regex[] = [];
      for (const part of r.parts.map(simplified)) {
        if (part.kind === "nothing") return part;
        if (part.kind === "concat") parts.push(...part.parts);
        else if (part.kind !== "empty") parts.push(part);
      }
      const merged = mergedWildcards(parts);
      const [only, second] = merged;
      if (only === undefined) return { kind: "empty" };
      return second === undefined ? only : { kind: "concat", parts: merged };
    }
    case "choice":
      return simplifiedChoice(r.options.map(simplified));
    case "repeat": {
      const of = simplified(r.of);
      if (r.max === 0 || of.kind === "empty") return { kind: "empty" };
      if (of.kind === "nothing") return r.min === 0 ? { kind: "empty" } : of;
      return r.min === 1 && r.max === 1 ? of : { ...r, of };
    }
    case "all":
      return { ...r, operands: r.operands.map(simplified) };
    case "except":
      return { ...r, of: simplified(r.of) };
    case "class": {
      const [only, second] = r.items;
      if (r.negated && only === undefined) return { kind: "any" };
      if (!r.negated && only === undefined) return { kind: "nothing" };
      if (!r.negated && only?.kind === "single" && second === undefined) return { kind: "char", codePoint: only.codePoint };
      return r;
    }
    default:
      return r;
  }
}

/** Neighbouring `.` and `.*` as one: `..*` is `.+`. */
function mergedWildcards(parts: readonly Regex[]): readonly Regex[] {
  const merged: Regex[] = [];
  for (const part of parts) {
    const before = merged[merged.length - 1];
    const [a, b] = [wildcardCount(before), wildcardCount(part)];
    if (a === null || b === null || (a.max !== null && b.max !== null)) merged.push(part);
    else merged[merged.length - 1] = { kind: "repeat", of: { kind: "any" }, min: a.min + b.min, max: null };
  }
  return merged;
}

/** How many characters, whichever they are, a part stands for; null for parts that ask for certain ones. */
function wildcardCount(r: Regex | undefined): { readonly min: number; readonly max: number | null } | null {
  if (r?.kind === "any") return { min: 1, max: 1 };
  return r?.kind === "repeat" && r.of.kind === "any" ? r : null;
}

function simplifiedChoice(options: readonly Regex[]): Regex {
  const flat = options.flatMap((o) => (o.kind === "choice" ? o.options : o.kind === "nothing" ? [] : [o]));
  const [only, second] = flat;
  if (only === undefined) return { kind: "nothing" };
  if (second === undefined) return only;
  const items: ClassItem[] = [];
  for (const option of flat) {
    if (option.kind === "char") items.push({ kind: "single", codePoint: option.codePoint });
    else if (option.kind === "class" && !option.negated) items.push(...option.items);
    else return { kind: "choice", options: flat };
  }
  return { kind: "class", negated: false, items };
}
