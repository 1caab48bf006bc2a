import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Window } from "../../src/ir/rule.ts";
import { allOf, anyOf, named, noneOf, type Query } from "./dsl.ts";

/** One clause of its own, named `window`: everything else in the query is the rule's condition. */
export function windowQuery(window: Window): Query {
  const within = (field: Field): Query => ({
    kind: "range",
    name: null,
    field: fieldName(field),
    bounds: { gte: window.from, lte: window.to },
  });
  const { timestamp, override, fallback } = window;
  if (override === null) return named(within(timestamp), "window");
  if (!fallback) return named(within(override), "window");
  const lacking = noneOf({ kind: "exists", name: null, field: fieldName(override) });
  return named(anyOf([within(override), allOf([lacking, within(timestamp)])]), "window");
}
