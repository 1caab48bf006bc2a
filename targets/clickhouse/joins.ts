import type { Joins } from "../_shared/sql/dialect.ts";
import { call, integer, lambda, name, nil, type Sql, text, when } from "../_shared/sql/tree.ts";

/** A list cannot hold null. */
const orEmpty = (key: Sql): Sql => call("ifNull", key, text(""));

export const joins: Joins = {
  // arrayJoin makes rows where it stands. The same expression twice would be one join: each has a lambda with a name of its own
  each: (values, alias, _reading, optional) => {
    const own = call("arrayMap", lambda(alias, name(alias)), values);
    const list = optional ? when(call("empty", own), { kind: "array", items: [nil] }, own) : own;
    const value = call("arrayJoin", list);
    return { from: null, value, place: call("indexOf", values, value) };
  },
  // ClickHouse has had `lag` only since 24.10
  lag: (value) => call("lagInFrame", value),
  millis: (time) => call("toUnixTimestamp64Milli", time),
  append: (list, id) => call("arrayPushBack", list, id),
  listText: (list) => call("toJSONString", list),
  keyList: (keys) => call("CAST", { kind: "array", items: keys.map(orEmpty) }, text("Array(String)")),
  collect: (id, by) =>
    call(
      "arrayMap",
      lambda("x", call("tupleElement", name("x"), integer(2))),
      call("arraySort", call("groupArray", call("tuple", by, id))),
    ),
};
