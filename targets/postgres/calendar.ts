import type { Calendar } from "../_shared/sql/calendar.ts";
import { binary, call, cast, integer, type Sql, text } from "../_shared/sql/tree.ts";
import { joins } from "./joins.ts";

const time = (ms: Sql): Sql => call("to_timestamp", binary("/", ms, cast(integer(1000), "numeric")));
/** Without a zone, so that the session's zone, which may have days of 23 hours, has no part in it. */
const utc = (ms: Sql): Sql => call("timezone", text("UTC"), time(ms));

export const calendar: Calendar = {
  now: joins.millis(call("now")),
  // the last day of a month that is too short, as in java.time
  addMonths: (ms, count) => joins.millis(binary("+", utc(ms), cast(text(`${count} months`), "interval"))),
  startOf: (ms, unit) => joins.millis(call("date_trunc", text(unit), utc(ms))),
  time,
};
