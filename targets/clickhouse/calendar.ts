import { type Calendar, floored } from "../_shared/sql/calendar.ts";
import { binary, call, integer, type Sql, text } from "../_shared/sql/tree.ts";

const day = 86_400_000;
const time = (ms: Sql): Sql => call("fromUnixTimestamp64Milli", ms, text("UTC"));
const millis = (at: Sql): Sql => call("toUnixTimestamp64Milli", at);

export const calendar: Calendar = {
  now: millis(call("now64", integer(3), text("UTC"))),
  // the last day of a month that is too short, as in java.time
  addMonths: (ms, count) => millis(call("addMonths", time(ms), integer(count))),
  // toStartOfMonth gives a Date, which knows no day before 1970
  startOf: (ms, unit) => {
    const days = call(unit === "month" ? "toDayOfMonth" : "toDayOfYear", time(ms));
    return binary("-", floored(ms, day, 0), binary("*", binary("-", days, integer(1)), integer(day)));
  },
  time,
};
