import type { Joins } from "../_shared/sql/dialect.ts";
import { typesOf } from "../_shared/sql/projection.ts";
import { binary, call, cast, column, integer, type Sql, text } from "../_shared/sql/tree.ts";

const types = typesOf({
  text: "text",
  long: "bigint",
  double: "double precision",
  boolean: "boolean",
  date: "bigint",
  ip: "text",
});

export const joins: Joins = {
  each: (values, alias, reading, optional, place) => {
    const value = column(alias, "value");
    return {
      from: { kind: "each", values, alias, columns: ["value", "place"], ordinality: true, lateral: true, optional },
      value: types[reading] === "text" || place === "columns" ? value : cast(value, types[reading]),
      place: column(alias, "place"),
    };
  },
  lag: (value) => call("lag", value),
  // a double: cut off first, so that rounding only mends what the double has lost
  millis: (time) => {
    const seconds = call("date_part", text("epoch"), call("date_trunc", text("milliseconds"), time));
    return cast(call("round", binary("*", seconds, integer(1000))), "bigint");
  },
  append: (list, id) => call("array_append", list, id),
  listText: (list) => cast(call("to_json", list), "text"),
  keyList: (keys) => cast({ kind: "array", items: keys }, "text[]"),
  collect: (id: Sql, by) => ({ kind: "ordered", name: "array_agg", operand: id, by }),
};
