import type { Entry, IndicatorJoin, Key } from "../../../src/ir/detection.ts";
import type { Field } from "../../../src/ir/field.ts";
import type { Rule, SourceId } from "../../../src/ir/rule.ts";
import { access, type Context, freshName } from "./context.ts";
import { type Joined, momentsOf, numbers } from "./moments.ts";
import { as, type Relation, relation, type Select, same, select } from "./query.ts";
import { type Keys, keyName, keysFor, type Reads, spreadSelect } from "./scan.ts";
import { and, boolean, call, column, equal, integer, isNull, name, not, type Sql } from "./tree.ts";

/**
 * Events for which some indicator satisfies every entry of a group. For each group the pairs of event and indicator that share a value for every entry which is not negated, without
 * those that share one for a negated entry. Both sides must have values for every entry, negated or not.
 */
export function indicatorQuery(context: Context, rule: Rule, detection: IndicatorJoin, reads: Reads, indicators: string): Joined {
  const { relations, keys } = momentsOf(context, rule, [{ source: detection.source, by: [] }], reads);
  const groups = detection.groups.map((entries, at) => groupOf(context, rule, detection, reads.table, indicators, entries, at + 1));
  const matched: Relation = { name: "v_matched", selects: groups.map((g) => g.ids) };
  const ids = select([same("x", "id")], [relation("v_matched", "x")], { distinct: true });
  const found = select(
    [same("m", "ordinal", "event_time", "window_time"), as(context.dialect.list([name("m.id")]), "members")],
    [relation("v_moments", "m"), relation("v_ids", "i", equal(name("i.id"), name("m.id")))],
  );
  return {
    relations: [
      ...relations,
      ...groups.flatMap((g) => g.relations),
      matched,
      { name: "v_ids", selects: [ids] },
      { name: "v_found", selects: [found] },
    ],
    last: "v_found",
    keys,
    order: ["ordinal"],
  };
}

interface Group {
  readonly relations: readonly Relation[];
  readonly ids: Select;
}

function groupOf(
  context: Context,
  rule: Rule,
  detection: IndicatorJoin,
  events: string,
  indicators: string,
  entries: readonly Entry[],
  number: number,
): Group {
  const { span } = detection;
  const side = (
    source: SourceId,
    table: string,
    of: "field" | "indicator",
    some: readonly Entry[],
    all: readonly Entry[],
    keys: Keys,
  ): Select => {
    const by = some.map((e): Key => ({ field: e[of], optional: false, span }));
    const present = all.filter((e) => !some.includes(e)).map((e) => hasValues(context, e[of], detection));
    const made = spreadSelect(context, rule, table, { source, by }, { ...keys, spread: [] }, [as(column("e", "id"), "id")], present);
    return { ...made, distinct: true };
  };
  const pairs = (label: string, some: readonly Entry[], all: readonly Entry[], negated: number): readonly Relation[] => {
    const sides = (["field", "indicator"] as const).map((of) => ({
      source: of === "field" ? detection.source : detection.indicators,
      by: some.map((e): Key => ({ field: e[of], optional: false, span })),
    }));
    const keys = keysFor(context, sides, true);
    const shared = numbers(some.length).map((at) => equal(name(`a.${keyName(at)}`), name(`b.${keyName(at)}`)));
    const joined = select(
      [same("a", "id"), as(name("b.id"), "indicator"), as(integer(negated), "negated")],
      [relation(`v_events${label}`, "a"), relation(`v_indicators${label}`, "b", shared.length === 0 ? null : and(...shared))],
      { distinct: true },
    );
    return [
      { name: `v_events${label}`, selects: [side(detection.source, events, "field", some, all, keys)] },
      { name: `v_indicators${label}`, selects: [side(detection.indicators, indicators, "indicator", some, all, keys)] },
      { name: `v_pairs${label}`, selects: [joined] },
    ];
  };
  const negated = entries.filter((e) => e.negate);
  const positive = entries.filter((e) => !e.negate);
  const wanted = pairs(`${number}`, positive, entries, 0);
  const unwanted = negated.map((e, at) => pairs(`${number}_${at + 1}`, [e], [e], 1));
  const all = [wanted, ...unwanted].flatMap((r) => r.at(-1)?.name ?? []);
  const marks: Relation = {
    name: `v_marks${number}`,
    selects: all.map((n) => select([same("p", "id", "indicator", "negated")], [relation(n, "p")])),
  };
  const judged = select([same("p", "id", "indicator"), as(call("max", name("p.negated")), "negated")], [relation(marks.name, "p")], {
    groupBy: [name("p.id"), name("p.indicator")],
  });
  return {
    relations: [...wanted, ...unwanted.flat(), marks, { name: `v_judged${number}`, selects: [judged] }],
    ids: select([same("p", "id")], [relation(`v_judged${number}`, "p")], { where: equal(name("p.negated"), integer(0)) }),
  };
}

function hasValues(context: Context, field: Field, { span }: IndicatorJoin): Sql {
  const at = access(context, field, span);
  if (at.kind === "none") return boolean(false);
  return at.kind === "list" ? context.dialect.hasValues(at.values, freshName(context, "v")) : not(isNull(at.value));
}
