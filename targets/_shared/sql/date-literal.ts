import type { Value } from "../../../src/ir/value.ts";
import { type DateMath, movedInstant, reachOf, readDateMath } from "../../../src/target/date-math.ts";
import { moved } from "./calendar.ts";
import type { Context } from "./context.ts";
import { readDate } from "./date.ts";
import { integer, type Sql } from "./tree.ts";

/** The first and last millisecond that a date of a rule stands for, in the form in which dates are compared. `single`: they are the same. */
export interface DateBounds {
  readonly first: Sql;
  readonly last: Sql;
  readonly single: boolean;
}

export type DateLiteral = { readonly ok: true; readonly bounds: DateBounds } | { readonly ok: false; readonly reason: string };

/** What `now` may be moved by: all products know the dates of a century before and after any now. */
const mostDays = 100 * 366;

/** A date of a rule: milliseconds, a date, or date math on a date, which is computed here, or on `now`, which is computed where the query runs. */
export function dateLiteral(context: Context, given: Value): DateLiteral {
  if (typeof given === "bigint") return fixed(context, Number(given), Number(given));
  if (typeof given !== "string") return noInstant;
  const math = readDateMath(given);
  if (math?.anchor === null) return relative(context, math);
  const span = math === null ? readDate(given) : anchoredSpan(math.anchor, math);
  return span === null ? noInstant : fixed(context, span.first, span.last);
}

const noInstant: DateLiteral = { ok: false, reason: "not a fixed instant" };

function anchoredSpan(anchor: string, { steps }: DateMath): { readonly first: number; readonly last: number } | null {
  const at = readDate(anchor);
  if (at === null) return null;
  const [first, last] = [movedInstant(at.first, steps, "first"), movedInstant(at.first, steps, "last")];
  return Number.isFinite(first + last) ? { first, last } : null;
}

function fixed({ dialect, layout }: Context, first: number, last: number): DateLiteral {
  const point = (ms: number): Sql => (layout.kind === "document" ? integer(ms) : dialect.instant(ms));
  return { ok: true, bounds: { first: point(first), last: point(last), single: first === last } };
}

function relative({ dialect, layout, now }: Context, { steps }: DateMath): DateLiteral {
  if (reachOf(steps) > mostDays) return { ok: false, reason: "date math that moves `now` by more than a century" };
  const point = (side: "first" | "last"): Sql => {
    const ms = moved(dialect.calendar, now, steps, side);
    return layout.kind === "document" ? ms : dialect.calendar.time(ms);
  };
  return { ok: true, bounds: { first: point("first"), last: point("last"), single: !steps.some((s) => s.kind === "round") } };
}
