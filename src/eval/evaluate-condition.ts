import type { Any, Condition, Nested } from "../ir/condition.ts";
import type { Field } from "../ir/field.ts";
import type { Value } from "../ir/value.ts";
import { assertNever } from "../source/assert-never.ts";
import type { JsonObject } from "../source/json.ts";
import { evaluateScalar } from "./evaluate-scalar.ts";
import { readField } from "./read-field.ts";
import { readObjects } from "./read-objects.ts";

/** Whether a condition holds. `error`: a test failed at run time and what it would have said decides. */
export type Truth = "true" | "false" | "error";

/** An event together with what the rule may know beside it. `now`: milliseconds since 1970, for dates like `now-5m`; without it they are an error. */
export interface Subject {
  readonly event: JsonObject;
  readonly now: number | null;
}

/** A value for each variable of an `any`. */
export type Combination = ReadonlyMap<number, Value>;

/** How an `any` came out: the first combination that makes it true, or one that failed, with why. */
export interface AnyOutcome {
  readonly truth: Truth;
  readonly decided: Combination | null;
  readonly error: string | null;
}

/** Elasticsearch ends a script after a million steps of a loop. */
const maxCombinations = 1_000_000;

/** `and` with a false operand is false and `or` with a true one is true, whatever fails beside it; the complement of an error is an error. */
export function evaluateCondition(condition: Condition, subject: Subject): Truth {
  switch (condition.kind) {
    case "constant":
      return condition.value ? "true" : "false";
    case "and":
      return conjunction(condition.operands.map((c) => evaluateCondition(c, subject)));
    case "or":
      return disjunction(condition.operands.map((c) => evaluateCondition(c, subject)));
    case "not":
      return complement(evaluateCondition(condition.operand, subject));
    case "exists":
      return readField(subject.event, condition.field).length > 0 ? "true" : "false";
    case "any":
      return evaluateAny(condition, subject).truth;
    case "nested":
      return disjunction(nestedSubjects(condition, subject).map((s) => evaluateCondition(condition.where, s)));
    default:
      return assertNever(condition);
  }
}

/** Each object at the path as an event of its own, which holds it and nothing else: fields inside a `nested` keep their whole names. */
export const nestedSubjects = ({ path }: Nested, { event, now }: Subject): readonly Subject[] =>
  readObjects(event, path).map((object) => ({ event: { [path.join(".")]: object }, now }));

export const conjunction = (truths: readonly Truth[]): Truth =>
  truths.includes("false") ? "false" : truths.includes("error") ? "error" : "true";
export const disjunction = (truths: readonly Truth[]): Truth =>
  truths.includes("true") ? "true" : truths.includes("error") ? "error" : "false";

export function complement(truth: Truth): Truth {
  switch (truth) {
    case "true":
      return "false";
    case "false":
      return "true";
    case "error":
      return "error";
  }
}

/** Tries every combination of the fields' values; a missing field is null, once. */
export function evaluateAny(any: Any, subject: Subject): AnyOutcome {
  let failed: AnyOutcome | null = null;
  let count = 0;
  for (const bound of combinations(any, subject.event)) {
    if (++count > maxCombinations) return { truth: "error", decided: null, error: `more than ${maxCombinations} combinations of values` };
    const outcome = evaluateScalar(any.test, { bound, now: subject.now });
    if (!outcome.ok) failed ??= { truth: "error", decided: bound, error: outcome.error };
    else if (outcome.value === true) return { truth: "true", decided: bound, error: null };
  }
  return failed ?? { truth: "false", decided: null, error: null };
}

function* combinations(any: Any, event: JsonObject): Generator<Combination> {
  const lists = any.binds.map((b) => ({ variable: b.variable, values: valuesOrNull(event, b.field) }));
  const places = lists.map(() => 0);
  for (;;) {
    yield new Map(lists.map((list, i) => [list.variable, list.values[places[i] ?? 0] ?? null]));
    let i = lists.length - 1;
    while (i >= 0 && (places[i] ?? 0) + 1 >= (lists[i]?.values.length ?? 0)) places[i--] = 0;
    if (i < 0) return;
    places[i] = (places[i] ?? 0) + 1;
  }
}

function valuesOrNull(event: JsonObject, field: Field): readonly Value[] {
  const values = readField(event, field);
  return values.length === 0 ? [null] : values;
}
