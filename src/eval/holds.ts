import type { Condition } from "../ir/condition.ts";
import type { JsonObject } from "../source/json.ts";
import { evaluateCondition } from "./evaluate-condition.ts";

/** Does the event satisfy the condition? One on which it fails at run time does not. */
export const holds = (condition: Condition, event: JsonObject): boolean => evaluateCondition(condition, { event, now: null }) === "true";
