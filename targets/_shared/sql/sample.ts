import type { Sample } from "../../../src/ir/detection.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { span } from "../../../src/source/span.ts";
import { type Context, refuse } from "./context.ts";
import { type Joined, momentsOf } from "./moments.ts";
import { as, type Relation, relation, type Selected, same, select } from "./query.ts";
import { keyName, type Reads } from "./scan.ts";
import { and, ascending, binary, call, equal, integer, name, over, type Sql } from "./tree.ts";

/** Elasticsearch takes no more queries in a sample. Combinations of a key grow with the power of the stages. */
const maxStages = 5;

/**
 * For each key one combination of different events, one a stage. Of n stages the first n events each are enough: if there is any combination, there is one of those, since
 * another stage can take at most n - 1 of them. The earliest combination is the one.
 */
export function sampleQuery(context: Context, rule: Rule, { stages }: Sample, reads: Reads): Joined {
  if (stages.length > maxStages)
    refuse(context, "sql/scalar", stages[maxStages]?.span ?? span(0, 0), `a sample of more than ${maxStages} stages`);
  const { relations, keys } = momentsOf(context, rule, stages, reads);
  const keyColumns = keys.types.map((_, at) => keyName(at));
  const partition = keyColumns.map((k) => name(`m.${k}`));
  const choice = over(call("row_number"), [name("m.stage"), ...partition], [ascending(name("m.ordinal"))]);
  const group = over(call("dense_rank"), [], partition.map(ascending));
  const candidates = select(
    [same("m", "stage", "ordinal", "id", "event_time", "window_time", ...keyColumns), as(group, "key_number"), as(choice, "choice")],
    [relation("v_moments", "m")],
  );
  return {
    relations: [...relations, { name: "v_candidates", selects: [candidates] }, ...combinations(context, stages.length, keyColumns)],
    last: "v_found",
    keys: { ...keys, spread: [] },
    order: keyColumns,
  };
}

function combinations({ dialect }: Context, count: number, keyColumns: readonly string[]): readonly Relation[] {
  const aliases = Array.from({ length: count }, (_, at) => `c${at + 1}`);
  const [first = "c1", ...others] = aliases;
  const ofStage = aliases.flatMap((c, at) => [
    equal(name(`${c}.stage`), integer(at + 1)),
    binary("<=", name(`${c}.choice`), integer(count)),
  ]);
  const different = aliases.flatMap((c, at) => aliases.slice(0, at).map((d) => binary("<>", name(`${c}.ordinal`), name(`${d}.ordinal`))));
  const latest = (column: string): Sql => aliases.map((c) => name(`${c}.${column}`)).reduce((a, b) => dialect.text.greatest(a, b));
  const columns: readonly Selected[] = [
    same(first, ...keyColumns),
    as(dialect.list(aliases.map((c) => name(`${c}.id`))), "members"),
    as(latest("event_time"), "event_time"),
    as(latest("window_time"), "window_time"),
    as(
      over(
        call("row_number"),
        [name(`${first}.key_number`)],
        aliases.map((c) => ascending(name(`${c}.ordinal`))),
      ),
      "pick",
    ),
  ];
  const from = [
    relation("v_candidates", first),
    ...others.map((c) => relation("v_candidates", c, equal(name(`${c}.key_number`), name(`${first}.key_number`)))),
  ];
  const picked = equal(name("f.pick"), integer(1));
  return [
    { name: "v_combinations", selects: [select(columns, from, { where: and(...ofStage, ...different) })] },
    {
      name: "v_found",
      selects: [
        select([same("f", ...keyColumns, "members", "event_time", "window_time")], [relation("v_combinations", "f")], { where: picked }),
      ],
    },
  ];
}
