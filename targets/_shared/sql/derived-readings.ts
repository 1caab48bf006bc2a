import { toText } from "../../../src/functions/text.ts";
import type { Any, Bind } from "../../../src/ir/condition.ts";
import type { WildcardPart } from "../../../src/ir/pattern.ts";
import type { Call, Compare, Literal, Scalar } from "../../../src/ir/scalar.ts";
import { mapScalars, scalarsOf } from "../../../src/ir/walk.ts";
import { lowersByUnit, lowerUnits } from "./derived-values.ts";
import { rootProblem } from "./fold.ts";
import type { DerivedReading } from "./projection.ts";

/** A test that reads some of its fields otherwise than they are read by themselves. */
export interface ReadAs {
  readonly test: Scalar;
  /** By variable. */
  readonly readings: ReadonlyMap<number, DerivedReading>;
  /** Variables whose texts are cut or put together before they are lower-cased: right only where `lowersByUnit`. */
  readonly pieces: ReadonlySet<number>;
  /** Of the variables that the test looks at: one that it does not changes nothing, since there is always one value of it, null at least. */
  readonly binds: readonly Bind[];
}

interface Needs {
  readonly readings: Map<number, DerivedReading>;
  /** How often a variable is read so. */
  readonly times: Map<number, number>;
  readonly pieces: Set<number>;
}

/**
 * What SQL cannot compute from a text is read from the event as it was loaded: its words, its lower case where there is no constant to compare it with, what
 * `string()` writes. The test that comes back has no `has-words`, and `java-root` only where constants say what to look for; its functions on lower-cased texts
 * are `unit-substring`, `unit-index-of` and `unit-length`, which count code points. A value that would have to be read in two ways leaves all as it is. The same for every dialect.
 */
export function readAs(any: Any): ReadAs {
  const needs: Needs = { readings: new Map(), times: new Map(), pieces: new Set() };
  const test = mapScalars(any.test, (s) => plain(s, needs));
  return needs.readings.size > 0 && readAsNeeded(test, needs) ? using(any, test, needs) : using(any, any.test, noNeeds);
}

/** Is each variable read in one way, wherever it stands? */
function readAsNeeded(test: Scalar, { times }: Needs): boolean {
  const uses = variablesOf(test);
  return [...times].every(([variable, count]) => uses.filter((u) => u === variable).length === count);
}

const noNeeds: Pick<ReadAs, "readings" | "pieces"> = { readings: new Map(), pieces: new Set() };

const variablesOf = (test: Scalar): readonly number[] =>
  scalarsOf(test)
    .filter((s) => s.kind === "bound")
    .map((s) => s.variable);

function using({ binds }: Any, test: Scalar, { readings, pieces }: Pick<ReadAs, "readings" | "pieces">): ReadAs {
  const used = variablesOf(test);
  return { test, readings, pieces, binds: binds.filter((b) => used.includes(b.variable)) };
}

/** One node, those inside it being done. */
function plain(scalar: Scalar, needs: Needs): Scalar {
  switch (scalar.kind) {
    case "call":
      return call(scalar, needs);
    case "affix": {
      if (scalar.fold !== "java-root" || tells([scalar.needle])) return scalar;
      const [value, needle] = foldedAll([scalar.value, scalar.needle], needs);
      return value === undefined || needle === undefined ? scalar : { ...scalar, fold: "none", value, needle };
    }
    case "compare": {
      const filled = fillsText(scalar, needs);
      if (filled !== null) return { ...scalar, left: filled };
      if (scalar.fold !== "java-root" || tells([scalar.left, scalar.right])) return scalar;
      const [left, right] = foldedAll([scalar.left, scalar.right], needs);
      return left === undefined || right === undefined ? scalar : { ...scalar, fold: "none", left, right };
    }
    case "in-set": {
      if (scalar.fold !== "java-root" || tells(scalar.options) || scalar.options.some((o) => typeof o.value !== "string")) return scalar;
      const [value] = foldedAll([scalar.value], needs);
      const options = scalar.options.flatMap((o) => foldedLiteral(o, false) ?? []);
      return value === undefined ? scalar : { ...scalar, fold: "none", value, options };
    }
    default:
      return scalar;
  }
}

/** `length(x) > 0` for an x that is read in lower case: that is empty where x is. */
function fillsText({ op, left, right }: Compare, needs: Needs): Scalar | null {
  if (op !== ">" || left.kind !== "call" || left.fn !== "length" || right.kind !== "literal" || right.value !== 0n) return null;
  if (!scalarsOf(left).some((s) => s.kind === "bound" && needs.readings.get(s.variable) === "lower")) return null;
  const [text] = foldedAll(left.args, needs);
  return text === undefined ? null : { ...left, fn: "unit-length", args: [text] };
}

/** Is there a constant that says what to look for in the other text, so that SQL can lower-case that as far as it matters? */
function tells(scalars: readonly Scalar[]): boolean {
  const constants = scalars.flatMap((s) => (s.kind === "literal" && typeof s.value === "string" ? [s.value] : []));
  return scalars.some((s) => s.kind === "literal") && rootProblem(constants) === null;
}

function call(fn: Call, needs: Needs): Scalar {
  const [value, search, ...rest] = fn.args;
  switch (fn.fn) {
    case "has-words":
      return value?.kind === "bound" ? wordTest(fn, read(value, "words", needs)) : fn;
    case "string":
    case "concat":
      return { ...fn, args: fn.args.map((a) => written(a, needs)) };
    case "index-of": {
      if (fn.fold !== "java-root" || value === undefined || search === undefined || tells([search])) return fn;
      const folded = foldedAll([value, search], needs);
      return folded.length === 0 ? fn : { ...fn, fn: "unit-index-of", fold: "none", args: [...folded, ...rest] };
    }
    default:
      return fn;
  }
}

const many: WildcardPart = { kind: "many" };

/** Phrases are words with single blanks between them, none of which is empty. */
function wordTest({ id, span, args }: Call, value: Scalar): Scalar {
  const phrases = args
    .slice(1)
    .flatMap((a) => (a.kind === "literal" && typeof a.value === "string" ? [{ text: a.value, span: a.span }] : []));
  const patterns = phrases
    .filter((p) => p.text.split(" ").every((word) => word !== ""))
    .map((p) => ({ parts: [many, { kind: "text", text: ` ${p.text} ` } as const, many], span: p.span }));
  return { kind: "wildcard", id, span, type: "boolean", value, patterns, fold: "none", lines: "cross" };
}

function read<S extends Scalar & { readonly kind: "bound" }>(bound: S, reading: DerivedReading, needs: Needs): Scalar {
  const known = needs.readings.get(bound.variable) ?? reading;
  needs.readings.set(bound.variable, reading);
  // never as often as it stands there, so that all is left as it is
  needs.times.set(bound.variable, known === reading ? (needs.times.get(bound.variable) ?? 0) + 1 : -1);
  return { ...bound, type: "string" };
}

/** A value as `string()` has it, where only whoever loads the event can say. */
function written(scalar: Scalar, needs: Needs): Scalar {
  if (scalar.kind !== "bound") return scalar;
  return scalar.type === "ip" ? read(scalar, "address", needs) : scalar.type === "double" ? read(scalar, "decimal", needs) : scalar;
}

/** The lower case of all of them, or of none, and then no needs. */
function foldedAll(scalars: readonly Scalar[], needs: Needs): readonly Scalar[] {
  const own: Needs = { readings: new Map(needs.readings), times: new Map(needs.times), pieces: new Set(needs.pieces) };
  const folded = scalars.map((s) => foldedText(s, false, own)).filter((s) => s !== null);
  if (folded.length < scalars.length) return [];
  for (const [variable, reading] of own.readings) needs.readings.set(variable, reading);
  for (const [variable, times] of own.times) needs.times.set(variable, times);
  for (const variable of own.pieces) needs.pieces.add(variable);
  return folded;
}

/**
 * The lower case of a text, computed of texts in lower case. `piece`: it is cut or put together afterwards, which gives the same only where each unit has its own lower
 * case. Null: it does not commute (`between`, which looks for something in the text as it is).
 */
function foldedText(scalar: Scalar, piece: boolean, needs: Needs): Scalar | null {
  switch (scalar.kind) {
    case "literal":
      return scalar.value === null || typeof scalar.value === "string" ? foldedLiteral(scalar, piece) : null;
    case "bound": {
      // what string() wrote is in lower case but for an exponent
      const known = needs.readings.get(scalar.variable);
      if (known === "address") return scalar;
      if (scalar.type !== "string" || (known !== undefined && known !== "lower")) return null;
      if (piece) needs.pieces.add(scalar.variable);
      return read(scalar, "lower", needs);
    }
    case "call":
      return foldedCall(scalar, piece, needs);
    default:
      return null;
  }
}

function foldedCall(fn: Call, piece: boolean, needs: Needs): Scalar | null {
  const [value, ...rest] = fn.args;
  if (value === undefined) return null;
  switch (fn.fn) {
    case "substring": {
      const folded = foldedText(value, true, needs);
      return folded === null ? null : { ...fn, fn: "unit-substring", args: [folded, ...rest] };
    }
    case "string": {
      const folded = foldedPart(value, piece, needs);
      return folded === null ? null : { ...fn, args: [folded] };
    }
    case "concat": {
      // where two cut texts meet, two halves could become a letter
      if (fn.args.filter(cuts).length > 1) return null;
      const args = fn.args.map((a) => foldedPart(a, true, needs)).filter((a) => a !== null);
      return args.length < fn.args.length ? null : { ...fn, args };
    }
    default:
      return null;
  }
}

/** Of something that is written as a text. */
function foldedPart(scalar: Scalar, piece: boolean, needs: Needs): Scalar | null {
  if (scalar.kind === "literal") return foldedLiteral(scalar, piece);
  // digits, `true` and `false` have no case
  return scalar.type === "long" || scalar.type === "boolean" ? scalar : foldedText(scalar, piece, needs);
}

const cuts = (scalar: Scalar): boolean => scalarsOf(scalar).some((s) => s.kind === "call" && s.fn === "substring");

function foldedLiteral(literal: Literal, piece: boolean): Literal | null {
  if (literal.value === null) return literal;
  const text = toText(literal.value);
  return piece && !lowersByUnit(text) ? null : { ...literal, type: "string", value: lowerUnits(text) };
}
