import { type Calendar, floored } from "../_shared/sql/calendar.ts";
import { binary, call, cast, integer, real, type Sql, text } from "../_shared/sql/tree.ts";

const day = 86_400_000;

/** Seconds since 1970 of the day, moved by SQLite's modifiers. `+1 month` on the 31st of January is the 3rd of March, so months are only ever added to the first of one. */
const seconds = (dayMs: Sql, ...modifiers: readonly string[]): Sql =>
  cast(call("strftime", text("%s"), binary("/", dayMs, integer(1000)), text("unixepoch"), ...modifiers.map(text)), "INTEGER");

const months = (count: number): string => `${count < 0 ? "-" : "+"}${Math.abs(count)} months`;
const thousandfold = (s: Sql): Sql => binary("*", s, integer(1000));

export const calendar: Calendar = {
  // unixepoch('subsec') came only with 3.42
  now: cast(call("round", binary("*", binary("-", call("julianday", text("now")), real(2440587.5)), integer(day))), "INTEGER"),
  addMonths: (ms, count) => {
    const midnight = floored(ms, day, 0);
    const daysIn = binary("-", seconds(midnight), seconds(midnight, "start of month"));
    const same = binary("+", seconds(midnight, "start of month", months(count)), daysIn);
    const last = seconds(midnight, "start of month", months(count + 1), "-1 days");
    return binary("+", thousandfold(call("min", same, last)), binary("-", ms, midnight));
  },
  startOf: (ms, unit) => thousandfold(seconds(floored(ms, day, 0), `start of ${unit}`)),
  time: (ms) => ms,
};
