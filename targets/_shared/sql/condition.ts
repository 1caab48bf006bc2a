import type { Any, Condition } from "../../../src/ir/condition.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import { patternField } from "../../../src/target/known-fields.ts";
import { access, type Context, freshName, negate } from "./context.ts";
import { readAs } from "./derived-readings.ts";
import { lowerPattern } from "./field-pattern.ts";
import type { Environment } from "./lowered.ts";
import { lowerNested } from "./nested-objects.ts";
import { isStrict, lowerTest } from "./scalar.ts";
import { and, boolean, isNull, not, or, type Sql } from "./tree.ts";

/** A condition as SQL that is true or false, never null: so `NOT` is the complement. */
export function lowerCondition(context: Context, condition: Condition): Sql {
  switch (condition.kind) {
    case "constant":
      return boolean(condition.value);
    case "and":
      return and(...condition.operands.map((c) => lowerCondition(context, c)));
    case "or":
      return or(...condition.operands.map((c) => lowerCondition(context, c)));
    case "not":
      return not(lowerCondition(negate(context), condition.operand));
    case "exists": {
      if (condition.field.pattern !== undefined)
        return lowerPattern(context, condition, condition.field, (c) => lowerCondition(context, c));
      const at = access(context, condition.field, condition.span);
      if (at.kind === "none") return boolean(false);
      return at.kind === "list" ? context.dialect.hasValues(at.values, freshName(context, "v")) : not(isNull(at.value));
    }
    case "any": {
      const field = patternField(condition);
      return field === null ? lowerAny(context, condition) : lowerPattern(context, condition, field, (c) => lowerCondition(context, c));
    }
    case "nested":
      return lowerNested(context, condition, (within) => lowerCondition(within, condition.where));
    default:
      return assertNever(condition);
  }
}

/**
 * Binds one after the other; each is once a value and once, where the field is missing, null. With null in its place most tests are null, so that
 * branch mostly folds away and what remains is one quantifier a field.
 */
function lowerAny(context: Context, any: Any): Sql {
  const { test: whole, readings, binds } = readAs(any);
  const build = (at: number, environment: Environment): Sql => {
    const bind = binds[at];
    if (bind === undefined) return lowerTest(context, whole, environment);
    const place = access(context, bind.field, any.span, readings.get(bind.variable));
    const withValue = (value: Sql | null): Sql => build(at + 1, { variable: bind.variable, value, outer: environment });
    const missing = withValue(null);
    switch (place.kind) {
      case "none":
        return missing;
      case "scalar": {
        const test = withValue(place.value);
        const strict = test.kind !== "boolean" && isStrict(whole);
        const present = and(...(strict ? [] : [not(isNull(place.value))]), context.dialect.isTrue(test));
        return or(present, and(isNull(place.value), missing));
      }
      case "list": {
        const name = freshName(context, "v");
        const test = context.dialect.some(place.values, name, place.reading, withValue, context.layout.kind);
        if (missing.kind === "boolean" && !missing.value) return test;
        return or(test, and(not(context.dialect.hasValues(place.values, name)), missing));
      }
      default:
        return assertNever(place);
    }
  };
  return build(0, null);
}
