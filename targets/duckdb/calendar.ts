import type { Calendar } from "../_shared/sql/calendar.ts";
import { binary, call, integer, text } from "../_shared/sql/tree.ts";

export const calendar: Calendar = {
  now: binary("//", call("epoch_us", call("now")), integer(1000)),
  // the last day of a month that is too short, as in java.time
  addMonths: (ms, count) => call("epoch_ms", binary("+", call("epoch_ms", ms), call("to_months", integer(count)))),
  startOf: (ms, unit) => call("epoch_ms", call("date_trunc", text(unit), call("epoch_ms", ms))),
  time: (ms) => call("epoch_ms", ms),
};
