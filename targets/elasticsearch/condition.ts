import type { Condition, Leaf } from "../../src/ir/condition.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Context, negate } from "./context.ts";
import { allOf, anyOf, matchAll, matchNone, named, noneOf, type Query } from "./dsl.ts";
import { exists, indexQuery } from "./leaf.ts";
import { leafScript } from "./painless.ts";

/** The query of a condition. What cannot be said is left as `match_none` and recorded as a refusal. `nameOf` gives each leaf its `_name`. */
export function conditionQuery(condition: Condition, nameOf: (leaf: Leaf) => string, context: Context): Query {
  const go = (c: Condition): Query => conditionQuery(c, nameOf, context);
  switch (condition.kind) {
    case "constant":
      return condition.value ? matchAll : matchNone;
    case "and":
      return allOf(condition.operands.map(go));
    case "or":
      return anyOf(condition.operands.map(go));
    case "not":
      return noneOf(conditionQuery(condition.operand, nameOf, negate(context)));
    case "exists":
      return named(exists(condition.field), nameOf(condition));
    case "any": {
      const query = indexQuery(condition);
      if (query !== null) return named(query, nameOf(condition));
      const script = leafScript(condition, context);
      return script === null ? matchNone : { kind: "script", name: nameOf(condition), script };
    }
    default:
      return assertNever(condition);
  }
}
