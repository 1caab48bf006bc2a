import type { Aggregate, Key } from "../../../src/ir/detection.ts";
import type { Field } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { Span } from "../../../src/source/span.ts";
import type { Context } from "./context.ts";
import { type Joined, momentsOf } from "./moments.ts";
import { as, type Relation, relation, same, select } from "./query.ts";
import { keyName, type Reads } from "./scan.ts";
import { and, ascending, binary, call, equal, integer, name, over, type Sql } from "./tree.ts";

export const plainKeys = (fields: readonly Field[], span: Span, optional = false): readonly Key[] =>
  fields.map((field) => ({ field, optional, span }));

/**
 * Groups that are large enough. The fields whose different values count are keys as well, optional ones behind those of the groups: so an event comes once for each combination of
 * all of them, and is counted once for each group.
 */
export function aggregateQuery(context: Context, rule: Rule, detection: Aggregate, reads: Reads): Joined {
  const { by, cardinality, span } = detection;
  const fields = cardinality.map((c) => c.field);
  const stage = { source: detection.source, by: [...plainKeys(by, span), ...plainKeys(fields, span, true)] };
  const { relations, keys } = momentsOf(context, rule, [stage], reads);
  const groupKeys = by.map((_, at) => keyName(at));
  const counted = fields.map((_, at) => keyName(by.length + at));
  const group =
    groupKeys.length === 0
      ? integer(1)
      : over(
          call("dense_rank"),
          [],
          groupKeys.map((k) => ascending(name(`m.${k}`))),
        );
  const numbered = select(
    [as(group, "key_number"), same("m", "ordinal", "id", "event_time", "window_time", ...groupKeys, ...counted)],
    [relation("v_moments", "m")],
  );
  const all: readonly Relation[] = [
    ...relations,
    { name: "v_numbered", selects: [numbered] },
    ...groupsOf(context, groupKeys),
    ...(counted.length === 0 ? [] : [differentOf(counted)]),
  ];
  const enough = cardinality.map((c, at) => binary(">=", name(`d.different${at + 1}`), integer(Math.ceil(c.atLeast))));
  const from = [
    relation("v_groups", "g"),
    ...(counted.length === 0 ? [] : [relation("v_different", "d", equal(name("d.key_number"), name("g.key_number")))]),
  ];
  const columns = same("g", ...groupKeys, "members", "event_time", "window_time");
  const found = select([columns], from, { where: and(binary(">=", name("g.events"), integer(Math.ceil(detection.count))), ...enough) });
  return {
    relations: [...all, { name: "v_found", selects: [found] }],
    last: "v_found",
    keys: { types: keys.types.slice(0, by.length), spread: [] },
    order: groupKeys,
  };
}

/** Each event of a group once, in order; and the groups. */
function groupsOf({ dialect }: Context, groupKeys: readonly string[]): readonly Relation[] {
  const rows = select(
    [same("m", "key_number", "ordinal", "id", "event_time", "window_time", ...groupKeys)],
    [relation("v_numbered", "m")],
    {
      distinct: true,
      order: [ascending(name("m.key_number")), ascending(name("m.ordinal"))],
    },
  );
  const max = (column: string): Sql => call("max", name(`r.${column}`));
  const groups = select(
    [
      same("r", "key_number", ...groupKeys),
      as(call("count", name("r.id")), "events"),
      as(dialect.joins.collect(name("r.id"), name("r.ordinal")), "members"),
      as(max("event_time"), "event_time"),
      as(max("window_time"), "window_time"),
    ],
    [relation("v_rows", "r")],
    { groupBy: ["key_number", ...groupKeys].map((c) => name(`r.${c}`)) },
  );
  return [
    { name: "v_rows", selects: [rows] },
    { name: "v_groups", selects: [groups] },
  ];
}

/** How many different values a group has. */
const differentOf = (counted: readonly string[]): Relation => ({
  name: "v_different",
  selects: [
    select(
      [same("m", "key_number"), ...counted.map((c, at) => as({ kind: "count-distinct", operand: name(`m.${c}`) }, `different${at + 1}`))],
      [relation("v_numbered", "m")],
      { groupBy: [name("m.key_number")] },
    ),
  ],
});
