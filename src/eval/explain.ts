import type { Condition } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { Value } from "../ir/value.ts";
import { assertNever } from "../source/assert-never.ts";
import type { JsonObject } from "../source/json.ts";
import type { Span } from "../source/span.ts";
import { conditionOf, type EvaluateOptions, type Verdict, verdictOf } from "./evaluate.ts";
import { complement, conjunction, disjunction, evaluateAny, nestedSubjects, type Subject, type Truth } from "./evaluate-condition.ts";
import { readField } from "./read-field.ts";

/** What a leaf looked at. `decided`: the value in the combination that made it true, or failed; null when none did (or the field is missing). */
export interface Observation {
  readonly field: string;
  readonly values: readonly Value[];
  readonly decided: Value;
}

/** A node of the rule's condition with its truth on one event. Every operand is evaluated, also where the others already decide. */
export interface Explanation {
  readonly id: number;
  readonly span: Span;
  readonly kind: Condition["kind"];
  readonly truth: Truth;
  /** Of a `nested`: its condition for the object that satisfies it, else for the first one, if there is any. */
  readonly operands: readonly Explanation[];
  /** For leaves: one for each bind. */
  readonly observations: readonly Observation[];
  /** Why a leaf failed. */
  readonly error: string | null;
}

export interface ExplainedVerdict {
  readonly verdict: Verdict;
  readonly condition: Explanation;
}

/** The condition tree of a rule, with what each node says of the event. */
export function explain(rule: Rule, event: JsonObject, options: EvaluateOptions = {}): ExplainedVerdict {
  const condition = explainCondition(conditionOf(rule), { event, now: options.now ?? rule.schedule.now ?? null });
  return { verdict: verdictOf(condition.truth), condition };
}

export function explainCondition(condition: Condition, subject: Subject): Explanation {
  const { id, span, kind } = condition;
  const node = { id, span, kind, operands: [], observations: [], error: null };
  switch (condition.kind) {
    case "constant":
      return { ...node, truth: condition.value ? "true" : "false" };
    case "and":
    case "or": {
      const operands = condition.operands.map((c) => explainCondition(c, subject));
      const truths = operands.map((o) => o.truth);
      return { ...node, operands, truth: condition.kind === "and" ? conjunction(truths) : disjunction(truths) };
    }
    case "not": {
      const operand = explainCondition(condition.operand, subject);
      return { ...node, operands: [operand], truth: complement(operand.truth) };
    }
    case "exists": {
      const seen = observe(condition.field, subject.event, null);
      return { ...node, observations: [{ ...seen, decided: seen.values[0] ?? null }], truth: seen.values.length > 0 ? "true" : "false" };
    }
    case "any": {
      const outcome = evaluateAny(condition, subject);
      const observations = condition.binds.map((b) => observe(b.field, subject.event, outcome.decided?.get(b.variable) ?? null));
      return { ...node, observations, truth: outcome.truth, error: outcome.error };
    }
    case "nested": {
      const subjects = nestedSubjects(condition, subject);
      const explained = subjects.map((s) => explainCondition(condition.where, s));
      const shown = explained.find((e) => e.truth === "true") ?? explained[0];
      return { ...node, operands: shown === undefined ? [] : [shown], truth: disjunction(explained.map((e) => e.truth)) };
    }
    default:
      return assertNever(condition);
  }
}

const observe = (field: Field, event: JsonObject, decided: Value): Observation => ({
  field: fieldName(field),
  values: readField(event, field),
  decided,
});
