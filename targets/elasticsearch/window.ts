import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Window } from "../../src/ir/rule.ts";
import { allOf, anyOf, named, noneOf, type Query, type RangeBound } from "./dsl.ts";

export type Bounds = { readonly [B in RangeBound]?: string };

/** One clause of its own, named `window`: everything else in the query is the rule's condition. */
export const windowQuery = (window: Window): Query => named(timeQuery(window, { gte: window.from, lte: window.to }), "window");

/** Events within the bounds by the window's timestamps: the override first, where the event has it. */
export function timeQuery({ timestamp, override, fallback }: Window, bounds: Bounds): Query {
  const within = (field: Field): Query => ({ kind: "range", name: null, field: fieldName(field), bounds });
  if (override === null) return within(timestamp);
  if (!fallback) return within(override);
  const lacking = noneOf({ kind: "exists", name: null, field: fieldName(override) });
  return anyOf([within(override), allOf([lacking, within(timestamp)])]);
}
