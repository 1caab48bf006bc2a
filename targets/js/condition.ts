import type { Any, Bind, Condition } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { and, arrow, binary, boolean, isEmpty, isFilled, type Js, method, name, not, or, type Statement, string } from "./js-tree.ts";
import type { Module } from "./module.ts";
import { affixTest, foldedConstant, formOf, oneOf, wildcardTest } from "./text-test.ts";

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
      return isFilled(module.field(c.field, "plain"));
    case "any":
      return anyTest(module, c);
    default:
      return assertNever(c);
  }
}

/** The body of `match`: a guard for each condition that must hold, each field read just before it is needed. */
export function matchBody(module: Module, where: Condition): readonly Statement[] {
  const operands = where.kind === "and" ? where.operands : [where];
  const statements: Statement[] = [
    {
      kind: "return-if",
      test: not({ kind: "call", callee: { kind: "helper", name: "isEvent" }, args: [name("event")] }),
      value: boolean(false),
    },
  ];
  operands.forEach((operand, i) => {
    const test = conditionTest(module, operand);
    statements.push(...module.takeDeclarations());
    statements.push(
      i < operands.length - 1 ? { kind: "return-if", test: not(test), value: boolean(false) } : { kind: "return", value: test },
    );
  });
  return statements;
}

const unwritten = (module: Module, any: Any, what: string): Js => {
  module.refuse("js/unwritten", any.span, `${what} is not written yet`);
  return boolean(false);
};

function anyTest(module: Module, any: Any): Js {
  const [bind, second] = any.binds;
  if (bind === undefined || second !== undefined) return unwritten(module, any, "a test of several values");
  return valueTest(module, any, bind, any.test);
}

const isBound = (s: Scalar): boolean => s.kind === "bound";

/** The value of the rule that a test compares with. */
const constantText = (s: Scalar): string | null => (s.kind === "literal" && typeof s.value === "string" ? s.value : null);

function valueTest(module: Module, any: Any, bind: Bind, test: Scalar): Js {
  const words = `${fieldName(bind.field)}`;
  const family = familyOf(bind.field.type);
  const value = name("value");
  const some = (values: Js, predicate: Js): Js => {
    if (predicate.kind === "boolean" && predicate.value) return isFilled(values);
    if (predicate.kind === "binary" && predicate.op === "===" && predicate.left === value)
      return method(values, "includes", predicate.right);
    return method(values, "some", arrow(["value"], predicate));
  };
  if (test.kind === "is-null" && isBound(test.operand)) return isEmpty(module.field(bind.field, "plain"));
  if (
    family === "boolean" &&
    test.kind === "compare" &&
    isBound(test.left) &&
    test.right.kind === "literal" &&
    typeof test.right.value === "boolean" &&
    test.op === "=="
  )
    return some(module.field(bind.field, "plain"), binary("===", value, boolean(test.right.value)));
  if (family === "string") {
    if (test.kind === "compare" && isBound(test.left) && test.op === "==") {
      const text = constantText(test.right);
      const form = formOf(test.fold);
      if (text !== null) return some(module.field(bind.field, form), binary("===", value, string(foldedConstant(text, form))));
    }
    if (test.kind === "in-set" && isBound(test.value)) {
      const texts = test.options.map(constantText);
      const form = formOf(test.fold);
      if (texts.every((t): t is string => t !== null))
        return some(
          module.field(bind.field, form),
          oneOf(
            module,
            `${words} options`,
            value,
            texts.map((t) => foldedConstant(t, form)),
          ),
        );
    }
    if (test.kind === "wildcard" && isBound(test.value) && test.lines === "cross") {
      const form = formOf(test.fold);
      const predicate = wildcardTest(module, `${words} options`, value, test.patterns, form);
      if (predicate !== null) return some(module.field(bind.field, form), predicate);
    }
    if (test.kind === "affix" && isBound(test.value)) {
      const needle = constantText(test.needle);
      const form = formOf(test.fold);
      if (needle !== null) return some(module.field(bind.field, form), affixTest(value, test.where, needle, form));
    }
  }
  return unwritten(module, any, `\`${test.kind}\` on a field of type ${bind.field.type}`);
}
