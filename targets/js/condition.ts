import type { Any, Condition } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Computed, isTrue, missing } from "./computed.ts";
import { boundValue, hasNoValues, shortName } from "./field.ts";
import { and, arrow, boolean, helper, isEmpty, isFilled, type Js, method, name, not, or, type Statement } from "./js-tree.ts";
import type { Form, Module } from "./module.ts";
import { nestedTest } from "./nested.ts";
import { nullWhenMissing } from "./nulls.ts";
import { compute } from "./scalar.ts";
import { formOf } from "./text-test.ts";

/** A condition as one expression of true or false. */
export function conditionTest(module: Module, c: Condition): Js {
  switch (c.kind) {
    case "constant":
      return boolean(c.value);
    case "and":
      return and(c.operands.map((o) => conditionTest(module, o)));
    case "or":
      return or(c.operands.map((o) => conditionTest(module, o)));
    case "not":
      return not(conditionTest(module, c.operand));
    case "exists":
      return hasNoValues(c.field) ? boolean(false) : isFilled(module.field(c.field, "plain"));
    case "any":
      return anyTest(module, c);
    case "nested":
      return nestedTest(module, c, (within) => conditionTest(within, c.where));
    default:
      return assertNever(c);
  }
}

/** The body of `match`: a guard for each condition that must hold, each field read just before it is needed. */
export function matchBody(module: Module, where: Condition): readonly Statement[] {
  const statements: Statement[] = [{ kind: "return-if", test: not(helper("isEvent", name("event"))), value: boolean(false) }];
  const operands = where.kind === "and" ? where.operands : [where];
  for (const operand of operands) {
    const test = conditionTest(module, operand);
    statements.push(...module.takeDeclarations());
    if (operand === operands[operands.length - 1]) statements.push({ kind: "return", value: test });
    else if (test.kind !== "boolean" || !test.value) statements.push({ kind: "return-if", test: not(test), value: boolean(false) });
  }
  return statements;
}

/** True if some combination of the fields' values passes the test: nested `some`, one for each field. */
function anyTest(module: Module, any: Any): Js {
  const strict = nullWhenMissing(any.test);
  const present = any.binds.filter((b) => !hasNoValues(b.field));
  if (any.binds.some((b) => hasNoValues(b.field) && strict.has(b.variable))) return boolean(false);
  const [first, second] = present;
  if (first !== undefined && second === undefined && isNullTestOf(any.test, first.variable))
    return isEmpty(module.field(first.field, "plain"));

  const form = second === undefined ? directForm(any.test) : "plain";
  // before the parameters get their names, for these must not hide the variables
  const variables = present.map((b) => module.field(b.field, form));
  const parameters = second === undefined ? present.map(() => "value") : module.parameters(present.map((b) => shortName(b.field)));
  const bound = new Map<number, Computed>(any.binds.map((b) => [b.variable, missing]));
  present.forEach((b, i) => {
    bound.set(b.variable, boundValue(b.field, parameters[i] ?? "value", !strict.has(b.variable), form));
  });
  const words = first === undefined ? "constant" : fieldName(first.field);
  const test = isTrue(compute({ module, words, bound }, any.test));
  return present.reduceRight((inner, b, i) => {
    const values = variables[i] ?? name("values");
    return some(strict.has(b.variable) ? values : helper("orNull", values), parameters[i] ?? "value", inner);
  }, test);
}

/** Does the test ask nothing but whether this variable is missing? */
const isNullTestOf = (test: Scalar, variable: number): boolean =>
  test.kind === "is-null" && test.operand.kind === "bound" && test.operand.variable === variable;

/** Does one of the values pass? */
function some(values: Js, parameter: string, test: Js): Js {
  if (test.kind === "boolean" && !test.value) return test;
  if (test.kind === "boolean") return isFilled(values);
  const compared =
    test.kind === "binary" && test.op === "===" && test.left.kind === "name" && test.left.name === parameter ? test.right : null;
  if (compared !== null && ["string", "number", "bigint", "boolean"].includes(compared.kind)) return method(values, "includes", compared);
  return method(values, "some", arrow([parameter], test));
}

/** The form in which the only field's values are compared, when the test takes them as they are: then all of them are brought into it once an event. */
function directForm(test: Scalar): Form {
  switch (test.kind) {
    case "compare":
      return test.left.kind === "bound" && test.right.kind === "literal" ? formOf(test.fold) : "plain";
    case "in-set":
    case "wildcard":
      return test.value.kind === "bound" ? formOf(test.fold) : "plain";
    case "affix":
      return test.value.kind === "bound" && test.needle.kind === "literal" ? formOf(test.fold) : "plain";
    default:
      return "plain";
  }
}
