import { type Step, type Unit, unitMillis } from "../../../src/target/date-math.ts";
import { binary, integer, type Sql } from "./tree.ts";

/** The calendar in UTC, on whole milliseconds since 1970: what each product has a way of its own for. */
export interface Calendar {
  /** The product's own time. */
  readonly now: Sql;
  /** The same day and time so many months later; a day that the month does not have becomes its last one. */
  addMonths(ms: Sql, count: number): Sql;
  /** The first millisecond of the month or year. */
  startOf(ms: Sql, unit: "month" | "year"): Sql;
  /** As a point in time of the type of `ts`. */
  time(ms: Sql): Sql;
}

/** Where date math arrives from `now`: the first or the last millisecond of the period that rounding opens; without rounding both are the same. */
export const moved = (calendar: Calendar, now: Sql, steps: readonly Step[], side: "first" | "last"): Sql =>
  steps.reduce((at, step) => {
    if (step.kind === "add") return added(calendar, at, step.count, step.unit);
    const start = startOf(calendar, at, step.unit);
    return side === "first" ? start : plus(added(calendar, start, 1, step.unit), -1);
  }, now);

/** A sum with a constant; constants behind one another become one. */
function plus(at: Sql, ms: number): Sql {
  if (ms === 0) return at;
  if (at.kind === "integer") return integer(at.value + BigInt(ms));
  if (at.kind === "binary" && (at.op === "+" || at.op === "-") && at.right.kind === "integer") {
    const before = Number(at.right.value) * (at.op === "+" ? 1 : -1);
    return plus(at.left, before + ms);
  }
  return ms < 0 ? binary("-", at, integer(-ms)) : binary("+", at, integer(ms));
}

function added(calendar: Calendar, at: Sql, count: number, unit: Unit): Sql {
  if (unit === "y") return count === 0 ? at : calendar.addMonths(at, count * 12);
  if (unit === "M") return count === 0 ? at : calendar.addMonths(at, count);
  return plus(at, count * unitMillis[unit]);
}

/** 1970-01-01 was a Thursday: the Monday before it is three days away. */
const mondayOffset = 3 * unitMillis.d;

function startOf(calendar: Calendar, at: Sql, unit: Unit): Sql {
  if (unit === "y") return calendar.startOf(at, "year");
  if (unit === "M") return calendar.startOf(at, "month");
  return unit === "w" ? floored(at, unitMillis.w, mondayOffset) : floored(at, unitMillis[unit], 0);
}

/** The last multiple of `length`, counted from `offset` before 1970. `%` takes the sign of what it divides, so that a time before 1970 needs the length once more. */
export function floored(at: Sql, length: number, offset: number): Sql {
  const remainder = binary("%", plus(at, offset), integer(length));
  return binary("-", at, binary("%", binary("+", remainder, integer(length)), integer(length)));
}
