import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";

/** `error`: some test fails at run time on this event and its outcome decides. */
export type Verdict = "match" | "no-match" | "error";

/** The oracle: does this event satisfy the rule's condition? Window and limit aside. */
export function evaluate(_rule: Rule, _event: JsonObject): Verdict {
  throw new Error("not written");
}
