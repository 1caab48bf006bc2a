import type { Order } from "../../../src/ir/detection.ts";
import { type Field, fieldName } from "../../../src/ir/field.ts";
import type { Window } from "../../../src/ir/rule.ts";
import type { Context } from "./context.ts";
import { call, column, type Sql } from "./tree.ts";

/** A field's point in time, in the type of `ts`. */
export function time({ dialect, layout }: Context, field: Field): Sql {
  if (fieldName(field) === "@timestamp" && field.column === undefined) return column("e", "ts");
  return layout.kind === "columns" ? column("e", layout.columnOf(field)) : dialect.firstTime(fieldName(field));
}

/** The time by which the rule's window takes events. */
export function windowTime(context: Context, window: Window | null, order: Order): Sql {
  if (window === null) return time(context, order.timestamp);
  const own = time(context, window.timestamp);
  if (window.override === null || fieldName(window.override) === fieldName(window.timestamp)) return own;
  const override = time(context, window.override);
  return window.fallback ? call("coalesce", override, own) : override;
}
