import type { Joins } from "../_shared/sql/dialect.ts";
import { call, column, type Sql, text } from "../_shared/sql/tree.ts";

/** Lists of ids are JSON texts. */
export const joins: Joins = {
  each: (values, alias, _reading, optional) => {
    // three arguments: a name that no path can spell
    if (values.kind === "call" && values.args.length > 2) return null;
    return {
      from: { kind: "each", values, alias, columns: [], ordinality: false, lateral: false, optional },
      value: column(alias, "value"),
      place: column(alias, "key"),
    };
  },
  lag: (value) => call("lag", value),
  millis: (time) => time,
  append: (list, id) => call("json_insert", list, text("$[#]"), id),
  listText: (list) => list,
  keyList: (keys) => call("json_array", ...keys),
  // aggregates take rows as they come (an ORDER BY of their own came with 3.44)
  collect: (id: Sql) => call("json_group_array", id),
};
