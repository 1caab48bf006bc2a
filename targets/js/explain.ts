import type { Condition, Leaf } from "../../src/ir/condition.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { conditionTest } from "./condition.ts";
import { hasNoValues } from "./field.ts";
import { array, boolean, helper, type Js, name, not, nothing, object, type Statement, string } from "./js-tree.ts";
import type { Module } from "./module.ts";
import { nestedExplanations } from "./nested.ts";

/** The body of `explain`: as `match`, with every part of the condition by itself, beside the part of the query that it comes from. */
export function explainBody(module: Module, where: Condition, query: string): readonly Statement[] {
  const value = explanationOf(module, where, query);
  return [
    { kind: "return-if", test: not(helper("isEvent", name("event"))), value: nothing },
    ...module.takeDeclarations(),
    { kind: "return", value },
  ];
}

function explanationOf(module: Module, c: Condition, query: string): Js {
  const text = string(textOf(c, query));
  switch (c.kind) {
    case "and":
      return helper("explainAnd", text, array(c.operands.map((o) => explanationOf(module, o, query))));
    case "or":
      return helper("explainOr", text, array(c.operands.map((o) => explanationOf(module, o, query))));
    case "not":
      return helper("explainNot", text, explanationOf(module, c.operand, query));
    case "constant":
      return helper("explainLeaf", text, boolean(c.value), object({}));
    case "exists":
    case "any":
      return helper("explainLeaf", text, conditionTest(module, c), valuesOf(module, c));
    case "nested":
      return helper(
        "explainNested",
        text,
        nestedExplanations(module, c, (within) => explanationOf(within, c.where, query)),
      );
    default:
      return assertNever(c);
  }
}

/** The part of the query that a condition comes from, blanks drawn together; a condition that no part of it says is named by its kind. */
function textOf(c: Condition, query: string): string {
  const text = query.slice(c.span.start, c.span.end).replace(/\s+/g, " ").trim();
  return text === "" ? c.kind : text;
}

function valuesOf(module: Module, leaf: Leaf): Js {
  const fields: readonly Field[] = leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field);
  const distinct = new Map(fields.map((f) => [fieldName(f), f]));
  return {
    kind: "object",
    properties: [...distinct].map(([key, f]) => [key, hasNoValues(f) ? array([]) : module.field(f, "plain")]),
  };
}
