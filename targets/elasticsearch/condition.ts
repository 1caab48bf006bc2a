import type { Any, Bind, Condition, Leaf } from "../../src/ir/condition.ts";
import { type Field, indexName } from "../../src/ir/field.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { scalarsOf } from "../../src/ir/walk.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { hasHalfSurrogate } from "../../src/source/half-surrogate.ts";
import type { Span } from "../../src/source/span.ts";
import { patternField } from "../../src/target/known-fields.ts";
import { type Context, negate, refuse } from "./context.ts";
import { allOf, anyOf, matchAll, matchNone, named, noneOf, type Query } from "./dsl.ts";
import { patternQuery } from "./field-pattern.ts";
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
      checkField(condition.field, condition.span, context);
      return named(exists(condition.field), nameOf(condition));
    case "any": {
      for (const bind of condition.binds) checkField(bind.field, condition.span, context);
      const scalars = scalarsOf(condition.test);
      // no text of the test may have what UTF-8 cannot write
      if (scalars.some(isHalved)) {
        refuse(context, "elasticsearch/lone-surrogate", condition.span, "half a surrogate pair has no form in UTF-8");
        return matchNone;
      }
      const pattern = patternField(condition);
      if (pattern !== null) return named(patternQuery(condition, pattern, context), nameOf(condition));
      const leaf = withoutIdleBinds(condition, scalars);
      const query = indexQuery(leaf, context);
      if (query !== null) return named(query, nameOf(condition));
      const script = leafScript(leaf, context);
      return script === null ? matchNone : { kind: "script", name: nameOf(condition), script };
    }
    case "nested": {
      const query = go(condition.where);
      return query.kind === "match-none" ? matchNone : { kind: "nested", name: null, path: condition.path.join("."), query };
    }
    default:
      return assertNever(condition);
  }
}

/** A bind that the test does not use changes nothing: there is always a value for it, if only null. `scalars`: all of the test. */
function withoutIdleBinds(leaf: Any, scalars: readonly Scalar[]): Any {
  const isUsed = ({ variable }: Bind): boolean => scalars.some((s) => s.kind === "bound" && s.variable === variable);
  return leaf.binds.every(isUsed) ? leaf : { ...leaf, binds: leaf.binds.filter(isUsed) };
}

/** Names that mean something else in a query: a pattern, an option of the query itself, a part of the document that is not searchable. */
function checkField(field: Field, span: Span, context: Context): void {
  const name = indexName(field);
  const literal = field.pattern === undefined ? name : field.pattern.texts.join("");
  // `^` gives a field of several its weight
  if (field.pattern !== undefined && literal.includes("^"))
    refuse(context, "elasticsearch/field-name", span, `a query cannot name fields like \`${name}\``);
  if (!literal.includes("*") && !field.path.includes("") && name !== "_name" && name !== "boost" && name !== "_source") return;
  refuse(context, "elasticsearch/field-name", span, `a query cannot name the field \`${name}\``);
}

/** Does a text of it hold half a surrogate pair? */
function isHalved(scalar: Scalar): boolean {
  switch (scalar.kind) {
    case "literal":
      return typeof scalar.value === "string" && hasHalfSurrogate(scalar.value);
    case "wildcard":
      return scalar.patterns.some((p) => p.parts.some((part) => part.kind === "text" && hasHalfSurrogate(part.text)));
    case "regex":
      return hasHalfSurrogate(scalar.source);
    default:
      return false;
  }
}
