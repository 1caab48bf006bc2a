import type { Limit } from "../../../src/ir/detection.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import type { Options } from "../../../src/target/options.ts";
import { aggregateQuery } from "./aggregate.ts";
import type { Context } from "./context.ts";
import { indicatorQuery } from "./indicator-join.ts";
import type { Joined } from "./moments.ts";
import { alertPrefix } from "./names.ts";
import { newTermsQuery } from "./new-terms.ts";
import { as, type Query, relation, type Select, same, select } from "./query.ts";
import { sampleQuery } from "./sample.ts";
import { keyColumns, keyName, type Reads, tableOf } from "./scan.ts";
import { sequenceQuery } from "./sequence.ts";
import { ascending, cast, descending, name, text } from "./tree.ts";

/** The query of a rule that joins events, with the ends of its window as parameters where it has one. */
export function joinedQuery(context: Context, rule: Rule, options: Options): Query {
  const { detection } = rule;
  const { value } = context.dialect.statements.parameters;
  const [from, to, history] = [value("from"), value("to"), value("history")];
  const table = tableOf(options, "table");
  const reads: Reads = { table, between: rule.schedule.window === null ? null : { from, to } };
  switch (detection.kind) {
    case "sequence":
      return finished(context, rule, sequenceQuery(context, rule, detection, reads), detection.limit);
    case "sample":
      return finished(context, rule, sampleQuery(context, rule, detection, reads), detection.limit);
    case "aggregate":
      return finished(context, rule, aggregateQuery(context, rule, detection, reads), null);
    // what is new is a matter of times, window or not
    case "new-terms":
      return finished(context, rule, newTermsQuery(context, rule, detection, { table, between: { from: history, to } }, from), null);
    case "indicator-join":
      return finished(context, rule, indicatorQuery(context, rule, detection, reads, tableOf(options, "indicators")), null);
    // judged event by event (emit.ts)
    case "filter":
      return { relations: [], last: select([], []) };
    default:
      return assertNever(detection);
  }
}

/** The columns that every rule's query has. `tail` counts from the end; what it keeps still comes in ascending order. */
function finished(context: Context, rule: Rule, joined: Joined, limit: Limit | null): Query {
  const { dialect } = context;
  const members = name("f.members");
  const keys = joined.keys.types.map((_, at) => cast(name(`f.${keyName(at)}`), dialect.statements.columnType("text", false)));
  // the keys as well: an event of several values can make two alerts
  const own = dialect.joins.listText(members);
  const identity = keys.length === 0 ? own : dialect.text.concat([dialect.joins.listText(dialect.joins.keyList(keys)), own]);
  const columns = [
    as(text(rule.metadata.ruleId), "rule_id"),
    as(dialect.alertId(alertPrefix(rule.metadata.ruleId), identity), "alert_id"),
    same("f", "event_time", "window_time"),
    as(members, "event_ids"),
    as(dialect.joins.keyList(keys), "event_keys"),
  ];
  const order = joined.order.map((c) => name(`f.${c}`));
  const upwards = order.map(ascending);
  const last = (from: string, rest: Partial<Select>): Select => select(columns, [relation(from, "f")], rest);
  if (limit === null) return { relations: joined.relations, last: last(joined.last, { order: upwards }) };
  const { count, offset } = limit;
  if (limit.side === "head") return { relations: joined.relations, last: last(joined.last, { order: upwards, limit: { count, offset } }) };
  const kept = ["members", "event_time", "window_time", ...keyColumns(joined.keys), ...joined.order];
  const tail = select([same("f", ...new Set(kept))], [relation(joined.last, "f")], {
    order: order.map(descending),
    limit: { count, offset },
  });
  return { relations: [...joined.relations, { name: "v_tail", selects: [tail] }], last: last("v_tail", { order: upwards }) };
}
