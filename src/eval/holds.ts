import type { Rule, SourceId } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { evaluateCondition } from "./evaluate-condition.ts";

/** Does the event belong to the source? One on which the condition fails at run time does not, nor to a source that the rule does not have. */
export type Takes = (source: SourceId, event: JsonObject) => boolean;

/** Asks each event once, however often a detection comes back to it. `now`: for conditions with dates relative to it. */
export function takes(rule: Rule, now: number | null): Takes {
  const asked = new Map<SourceId, WeakMap<JsonObject, boolean>>();
  return (id, event) => {
    const source = rule.sources[id];
    if (source === undefined) return false;
    const answers = asked.get(id) ?? new WeakMap<JsonObject, boolean>();
    asked.set(id, answers);
    const known = answers.get(event) ?? evaluateCondition(source.where, { event, now }) === "true";
    answers.set(event, known);
    return known;
  };
}
