import type { Condition } from "../ir/condition.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { evaluateCondition, type Truth } from "./evaluate-condition.ts";

/** `error`: some test fails at run time on this event and its outcome decides. */
export type Verdict = "match" | "no-match" | "error";

/** `now`: milliseconds since 1970; by default the rule's own (`schedule.now`). A rule whose dates are relative to it is an error on every event without one. */
export interface EvaluateOptions {
  readonly now?: number;
}

/**
 * The oracle: does this event satisfy the rule's condition? Window and limit aside (select.ts knows limits). What all targets are compared with: written to be
 * read, and sharing no helper with any of them.
 */
export function evaluate(rule: Rule, event: JsonObject, options: EvaluateOptions = {}): Verdict {
  return verdictOf(evaluateCondition(conditionOf(rule), { event, now: options.now ?? rule.schedule.now ?? null }));
}

/** The condition of the source that a filter reads; false for a rule of another kind, which no single event satisfies (detect.ts). */
export function conditionOf(rule: Rule): Condition {
  const source = rule.detection.kind === "filter" ? rule.sources[rule.detection.source] : undefined;
  return source?.where ?? { kind: "constant", id: -1, span: { start: 0, end: 0 }, value: false };
}

export function verdictOf(truth: Truth): Verdict {
  switch (truth) {
    case "true":
      return "match";
    case "false":
      return "no-match";
    case "error":
      return "error";
  }
}
