import type { Joins } from "../_shared/sql/dialect.ts";
import { call, cast, column } from "../_shared/sql/tree.ts";

export const joins: Joins = {
  each: (values, alias, _reading, optional) => {
    const value = column(alias, "value");
    return {
      from: { kind: "each", values: call("unnest", values), alias, columns: ["value"], ordinality: false, lateral: true, optional },
      value,
      place: call("list_position", values, value),
    };
  },
  lag: (value) => call("lag", value),
  millis: (time) => call("epoch_ms", time),
  append: (list, id) => call("list_append", list, id),
  listText: (list) => cast(call("to_json", list), "VARCHAR"),
  keyList: (keys) => cast({ kind: "array", items: keys }, "VARCHAR[]"),
  collect: (id, by) => ({ kind: "ordered", name: "list", operand: id, by }),
};
