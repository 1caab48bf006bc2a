import type { NewTerms } from "../../../src/ir/detection.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { plainKeys } from "./aggregate.ts";
import type { Context } from "./context.ts";
import { type Joined, momentsOf } from "./moments.ts";
import { as, relation, same, select } from "./query.ts";
import { keyName, placeName, type Reads } from "./scan.ts";
import { and, ascending, binary, call, equal, integer, name, over, type Sql, when } from "./tree.ts";

/** The first event for each combination of values that has none between `history` and `from`. `reads` goes back to `history`. */
export function newTermsQuery(context: Context, rule: Rule, detection: NewTerms, reads: Reads, from: Sql): Joined {
  const stage = { source: detection.source, by: plainKeys(detection.fields, detection.span) };
  const { relations, keys } = momentsOf(context, rule, [stage], reads);
  const keyColumns = keys.types.map((_, at) => keyName(at));
  const places = keys.spread.map(placeName);
  const partition = keyColumns.map((k) => name(`m.${k}`));
  const isOld = when(binary("<", name("m.window_time"), from), integer(1), integer(0));
  const ranked = select(
    [
      same("m", "ordinal", "id", "event_time", "window_time", ...keyColumns, ...places),
      as(over(call("row_number"), partition, [ascending(name("m.ordinal"))]), "rank"),
      as(over(call("max", isOld), partition, []), "known"),
    ],
    [relation("v_moments", "m")],
  );
  const found = select(
    [same("r", "ordinal", "event_time", "window_time", ...keyColumns, ...places), as(context.dialect.list([name("r.id")]), "members")],
    [relation("v_ranked", "r")],
    { where: and(equal(name("r.rank"), integer(1)), equal(name("r.known"), integer(0))) },
  );
  return {
    relations: [...relations, { name: "v_ranked", selects: [ranked] }, { name: "v_found", selects: [found] }],
    last: "v_found",
    keys,
    order: ["ordinal", ...places],
  };
}
