import type { Limit } from "../../../src/ir/detection.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Context } from "./context.ts";
import type { Joined } from "./moments.ts";
import { alertPrefix } from "./names.ts";
import { as, type Query, relation, type Select, select } from "./query.ts";
import { type Between, keyColumns, keyName, table } from "./scan.ts";
import { sequenceQuery } from "./sequence.ts";
import { ascending, cast, descending, name, text } from "./tree.ts";

/** The query of a rule that joins events, with the ends of its window as parameters where it has one; null: not written for this kind. */
export function joinedQuery(context: Context, rule: Rule, options: Options): Query | null {
  const { detection } = rule;
  const { from, to } = context.dialect.statements.parameters;
  const between: Between | null = rule.schedule.window === null ? null : { from, to };
  switch (detection.kind) {
    case "sequence":
      return finished(context, rule, sequenceQuery(context, rule, detection, table(options), between), detection.limit);
    case "filter":
    case "sample":
    case "aggregate":
    case "new-terms":
    case "indicator-join":
      return null;
    default:
      return assertNever(detection);
  }
}

/** The columns that every rule's query has. `tail` counts from the end; what it keeps still comes in ascending order. */
function finished(context: Context, rule: Rule, joined: Joined, limit: Limit | null): Query {
  const { dialect } = context;
  const members = name("f.members");
  const keys = joined.keys.types.map((_, at) => cast(name(`f.${keyName(at)}`), dialect.statements.columnType("text", false)));
  const columns = [
    as(text(rule.metadata.ruleId), "rule_id"),
    as(dialect.alertId(alertPrefix(rule.metadata.ruleId), dialect.joins.listText(members)), "alert_id"),
    as(name("f.event_time"), "event_time"),
    as(name("f.window_time"), "window_time"),
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
  const tail = select(
    [...new Set(kept)].map((c) => as(name(`f.${c}`), c)),
    [relation(joined.last, "f")],
    { order: order.map(descending), limit: { count, offset } },
  );
  return { relations: [...joined.relations, { name: "v_tail", selects: [tail] }], last: last("v_tail", { order: upwards }) };
}
