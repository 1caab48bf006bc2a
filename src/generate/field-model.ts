import { complement, intersection, type Made, ofRegex } from "../automata/automaton.ts";
import type { Dfa } from "../automata/dfa.ts";
import { shortest, witnesses } from "../automata/witness.ts";
import { evaluateCondition } from "../eval/evaluate-condition.ts";
import type { Leaf } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Scalar } from "../ir/scalar.ts";
import { scalarsOf } from "../ir/walk.ts";
import { familyOf } from "../schema/es-type.ts";
import type { Json } from "../source/json.ts";
import { examples } from "./examples.ts";
import { type Language, languageOf } from "./language.ts";
import { addressPoints, datePoints, numberPoints } from "./points.ts";

/** One value that a field may have, and what each leaf over that field alone says of it. */
export interface Candidate {
  readonly value: Json;
  /** By leaf id; a leaf that fails at run time has no entry. */
  readonly truth: ReadonlyMap<number, boolean>;
}

/** A field with all leaves that look at it, and the values worth trying. */
export interface FieldModel {
  readonly field: Field;
  readonly name: string;
  /** Leaves that look at this field alone, through one variable: for a list of values they are true if they are for one of them. */
  readonly alone: readonly Leaf[];
  readonly candidates: Candidate[];
  readonly missing: Candidate;
  /** Are the candidates complete: what no list of them satisfies, no value does? */
  readonly complete: boolean;
  readonly languages: ReadonlyMap<number, Language>;
  readonly automata: Map<string, Dfa | null>;
}

export const fieldsOf = (leaf: Leaf): readonly Field[] => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field));

const testsOf = (leaves: readonly Leaf[]): readonly Scalar[] => leaves.flatMap((l) => (l.kind === "any" ? [l.test] : []));

/** Small limits: a rule has many leaves, and a value that is hard to find is stated as given up. */
const limits = { states: 12_000, steps: 6_000_000 };

export function modelOf(field: Field, leaves: readonly Leaf[]): FieldModel {
  const name = fieldName(field);
  const touching = leaves.filter((l) => fieldsOf(l).some((f) => fieldName(f) === name));
  const alone = touching.filter((l) => fieldsOf(l).length === 1);
  const family = familyOf(field.type);
  const languages = new Map<number, Language>();
  if (family === "string") {
    for (const leaf of alone) {
      const language = languageOf(leaf);
      if (language !== null) languages.set(leaf.id, language);
    }
  }
  const plain = alone.every((l) => l.kind === "exists" || isPlain(l.test));
  const model: FieldModel = {
    field,
    name,
    alone,
    candidates: [],
    missing: candidateOf(name, alone, null),
    complete: family !== "string" && family !== "none" && plain && touching.length === alone.length,
    languages,
    automata: new Map(),
  };
  for (const value of firstValues(model, family, testsOf(touching))) addCandidate(model, value);
  return model;
}

const isPlain = (test: Scalar): boolean =>
  [...scalarsOf(test)].every((s) => s.kind !== "call" && s.kind !== "arithmetic" && s.kind !== "negate");

function candidateOf(name: string, leaves: readonly Leaf[], value: Json): Candidate {
  const truth = new Map<number, boolean>();
  for (const leaf of leaves) {
    const said = evaluateCondition(leaf, { event: { [name]: value }, now: null });
    if (said !== "error") truth.set(leaf.id, said === "true");
  }
  return { value, truth };
}

export function addCandidate(model: FieldModel, value: Json): Candidate {
  const known = model.candidates.find((c) => c.value === value);
  if (known !== undefined) return known;
  const candidate = candidateOf(model.name, model.alone, value);
  model.candidates.push(candidate);
  return candidate;
}

function firstValues(model: FieldModel, family: string, tests: readonly Scalar[]): readonly Json[] {
  switch (family) {
    case "boolean":
      return [true, false];
    case "long":
      return numberPoints(tests, true);
    case "double":
      return numberPoints(tests, false);
    case "ip":
      return addressPoints(tests);
    case "date":
      return datePoints(tests);
    default:
      return emptyLast([
        ...literalTexts(tests),
        ...(examples[model.name] ?? []),
        ...model.alone.flatMap((l) => someWitnesses(model, l.id)),
        ...ordinaryTexts,
      ]);
  }
}

const ordinaryTexts = ["other", "x", "", "1", "1000", "Sample text 7"];

/** An empty text is a value that some engines cannot tell from none: it is a variant, not a first choice. */
const emptyLast = (texts: readonly string[]): readonly string[] => [...texts.filter((t) => t !== ""), ...texts.filter((t) => t === "")];

/** What the tests name, its parts where a test puts texts together (`concat(a, ">", b) == "x>y"`), and numbers with their successors. */
function literalTexts(tests: readonly Scalar[]): readonly string[] {
  const texts = new Set<string>();
  for (const test of tests) {
    const named: string[] = [];
    for (const scalar of scalarsOf(test)) {
      if (scalar.kind === "literal" && typeof scalar.value === "string") named.push(scalar.value);
      if (scalar.kind === "literal" && typeof scalar.value === "bigint") named.push(String(scalar.value), String(scalar.value + 1n));
      if (scalar.kind === "in-range" && typeof scalar.from.value === "string") named.push(`${scalar.from.value}m`);
      if (scalar.kind === "wildcard")
        for (const pattern of scalar.patterns) for (const part of pattern.parts) if (part.kind === "text") named.push(part.text);
    }
    for (const text of named) texts.add(text);
    if ([...scalarsOf(test)].some((s) => s.kind === "call" && s.fn === "concat"))
      for (const text of named)
        for (const joint of named) if (joint !== "" && joint !== text) for (const part of text.split(joint)) texts.add(part);
  }
  return [...texts];
}

function automatonOf(model: FieldModel, leaf: number): Dfa | null {
  const key = String(leaf);
  const known = model.automata.get(key);
  if (known !== undefined) return known;
  const language = model.languages.get(leaf);
  const made = language === undefined ? null : ofRegex(language.regex, limits);
  const dfa = made?.ok === true ? made.value : null;
  model.automata.set(key, dfa);
  return dfa;
}

function someWitnesses(model: FieldModel, leaf: number): readonly string[] {
  const dfa = automatonOf(model, leaf);
  const fails = model.languages.get(leaf)?.fails;
  const failing = fails === undefined ? null : ofRegex(fails, limits);
  return [...(dfa === null ? [] : [dfa]), ...(failing?.ok === true ? [failing.value] : [])].flatMap((d) =>
    witnesses(d, { count: 3, seed: leaf, longest: 2_100 }),
  );
}

/** A text that every leaf of `held` accepts and none of `avoided`: found (as a new candidate), proven not to be, or given up. */
export function searchText(model: FieldModel, held: readonly number[], avoided: readonly number[]): Candidate | "none" | "gave-up" {
  let sofar: Dfa | null = null;
  let exact = true;
  for (const [leaf, wanted] of [...held.map((l) => [l, true] as const), ...avoided.map((l) => [l, false] as const)]) {
    const language = model.languages.get(leaf);
    const dfa = automatonOf(model, leaf);
    if (language === undefined || dfa === null) {
      exact = false;
      continue;
    }
    exact &&= language.exact;
    const failing = wanted || language.fails === undefined ? null : ofRegex(language.fails, limits);
    const side = failing?.ok === true ? failing.value : wanted ? dfa : complement(dfa);
    const joined: Made<Dfa> = sofar === null ? { ok: true, value: side } : intersection(sofar, side, limits);
    if (!joined.ok) return "gave-up";
    sofar = joined.value;
  }
  if (sofar === null) return "gave-up";
  if (exact && shortest(sofar) === null) return "none";
  for (const text of witnesses(sofar, { count: 6, seed: held.length * 31 + avoided.length, longest: 2_100 })) {
    const candidate = addCandidate(model, text);
    if (held.every((l) => candidate.truth.get(l) === true) && avoided.every((l) => candidate.truth.get(l) === false)) return candidate;
  }
  return "gave-up";
}
