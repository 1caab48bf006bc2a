import { randomFrom } from "../automata/random.ts";
import { evaluateCondition } from "../eval/evaluate-condition.ts";
import type { Leaf } from "../ir/condition.ts";
import { fieldName } from "../ir/field.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { type Candidate, type FieldModel, fieldsOf, modelOf, searchText } from "./field-model.ts";
import type { Requirement } from "./requirement.ts";

/** Values by field name; a field with an empty list is missing. */
export type Solution = ReadonlyMap<string, readonly Json[]>;

/** `impossible` is a proof; `gave-up` is none. */
export type Outcome =
  | { readonly kind: "solved"; readonly solution: Solution }
  | { readonly kind: "impossible" }
  | { readonly kind: "gave-up" };

export interface Problem {
  readonly leaves: ReadonlyMap<number, Leaf>;
  readonly models: ReadonlyMap<string, FieldModel>;
  /** What was found for a group's fields and what is asked of its leaves: to change one leaf, only its own group is solved anew. */
  readonly solved: Map<string, Outcome>;
}

export function problemOf(leaves: readonly Leaf[]): Problem {
  const models = new Map<string, FieldModel>();
  for (const leaf of leaves)
    for (const field of fieldsOf(leaf)) if (!models.has(fieldName(field))) models.set(fieldName(field), modelOf(field, leaves));
  return { leaves: new Map(leaves.map((l) => [l.id, l])), models, solved: new Map() };
}

const impossible: Outcome = { kind: "impossible" };
const gaveUp: Outcome = { kind: "gave-up" };

/**
 * Values for the fields such that every leaf has the truth that is asked of it. Fields that no leaf joins are solved one by one; fields that a leaf joins
 * (`concat(a, b)`) together, by trying candidates. One value is preferred to several, a value to none.
 */
export function solve(problem: Problem, requirement: Requirement): Outcome {
  const solution = new Map<string, readonly Json[]>();
  for (const group of joined(problem, requirement)) {
    const asked = group.leaves.map((l) => `${l.id}${requirement.get(l.id) === true ? "+" : "-"}`).join();
    const outcome = problem.solved.get(asked) ?? solveGroup(group, requirement);
    problem.solved.set(asked, outcome);
    if (outcome.kind !== "solved") return outcome;
    for (const [name, values] of outcome.solution) solution.set(name, values);
  }
  return { kind: "solved", solution };
}

interface Group {
  readonly fields: readonly FieldModel[];
  readonly leaves: readonly Leaf[];
}

/** The fields of the required leaves, in groups that no leaf joins. */
function joined(problem: Problem, requirement: Requirement): readonly Group[] {
  let groups: { fields: Set<string>; leaves: Leaf[] }[] = [];
  for (const id of requirement.keys()) {
    const leaf = problem.leaves.get(id);
    if (leaf === undefined) continue;
    const fields = new Set(fieldsOf(leaf).map(fieldName));
    const touching = groups.filter((g) => [...fields].some((f) => g.fields.has(f)));
    for (const g of touching) for (const f of g.fields) fields.add(f);
    groups = [...groups.filter((g) => !touching.includes(g)), { fields, leaves: [...touching.flatMap((g) => g.leaves), leaf] }];
  }
  return groups.map((g) => ({ leaves: g.leaves, fields: [...g.fields].flatMap((f) => problem.models.get(f) ?? []) }));
}

function solveGroup(group: Group, requirement: Requirement): Outcome {
  const [only, another] = group.fields;
  return only !== undefined && another === undefined && group.leaves.every((l) => fieldsOf(l).length === 1)
    ? solveAlone(only, requirement, group.leaves)
    : solveTogether(group.fields, requirement, group.leaves);
}

function solveAlone(model: FieldModel, requirement: Requirement, leaves: readonly Leaf[]): Outcome {
  const solved = (values: readonly Json[]): Outcome => ({ kind: "solved", solution: new Map([[model.name, values]]) });
  const held = leaves.filter((l) => requirement.get(l.id) === true).map((l) => l.id);
  const avoided = leaves.filter((l) => requirement.get(l.id) === false).map((l) => l.id);
  const fits = (c: Candidate, wanted: readonly number[]): boolean =>
    wanted.every((l) => c.truth.get(l) === true) && avoided.every((l) => c.truth.get(l) === false);
  const missingFits = fits(model.missing, held);
  const one = model.candidates.find((c) => fits(c, held));
  if (one !== undefined) return solved([one.value]);
  if (missingFits) return solved([]);
  if (leaves.some((l) => l.kind === "exists" && requirement.get(l.id) === false)) return impossible;
  const text = searchText(model, held, avoided);
  if (typeof text === "object") return solved([text.value]);
  const values: Json[] = [];
  let proven = true;
  for (const leaf of held) {
    const found = model.candidates.find((c) => fits(c, [leaf])) ?? searchText(model, [leaf], avoided);
    if (found === "none") return impossible;
    if (found === "gave-up") proven = false;
    else values.push(found.value);
  }
  if (values.length === held.length && values.length > 0) return solved([...new Set(values)]);
  return model.complete || (proven && held.length > 0 && text === "none") ? impossible : gaveUp;
}

/** How often a new start is made, and how many candidates of a field are tried at one place. */
const mostStarts = 60;
const mostChoices = 60;

/**
 * Climbs: from a start, one field at a time takes the value with which most of the leaves are as required, until all are or nothing helps; then from another start.
 * Finds nothing where values must fit each other exactly, and proves nothing.
 */
function solveTogether(models: readonly FieldModel[], requirement: Requirement, leaves: readonly Leaf[]): Outcome {
  const choices = models.map((m): readonly (readonly Json[])[] => [...m.candidates.slice(0, mostChoices).map((c) => [c.value]), []]);
  const random = randomFrom(leaves.length * 7_919 + models.length);
  const wrongOf = (solution: Solution): number => {
    const event = eventOf(solution);
    return leaves.filter((l) => evaluateCondition(l, { event, now: null }) !== (requirement.get(l.id) === true ? "true" : "false")).length;
  };
  for (let start = 0; start < mostStarts; start++) {
    let solution: Solution = new Map(models.map((m, i) => [m.name, choices[i]?.[start === 0 ? 0 : random.below(choices[i].length)] ?? []]));
    let wrong = wrongOf(solution);
    for (let better = true; better && wrong > 0; ) {
      better = false;
      for (const [i, model] of models.entries()) {
        for (const values of choices[i] ?? []) {
          const trial = new Map([...solution, [model.name, values]]);
          const now = wrongOf(trial);
          if (now < wrong) {
            solution = trial;
            wrong = now;
            better = true;
          }
        }
      }
    }
    if (wrong === 0) return { kind: "solved", solution };
  }
  return gaveUp;
}

/** An event with these values: dotted names, one value as itself, several as an array, none left out. */
export function eventOf(solution: Solution): JsonObject {
  const event: Record<string, Json> = {};
  for (const [name, values] of solution) {
    const [first, second] = values;
    if (first !== undefined) event[name] = second === undefined ? first : values;
  }
  return event;
}
