import type { Sequence } from "../../../src/ir/detection.ts";
import { as, type Relation, relation, same, select } from "./query.ts";
import { type Keys, keyColumns, keyName } from "./scan.ts";
import { and, ascending, binary, boolean, call, descending, equal, integer, isNull, name, or, over, type Sql, when } from "./tree.ts";

/** Missing stages between two positive ones: `after` is the number of the first of these. `from` and `to` are the columns with the times of the two. */
export interface Boundary {
  readonly after: number;
  readonly from: string;
  readonly to: string;
  /** Numbers of the missing stages. */
  readonly stages: readonly number[];
}

interface Places {
  readonly leading: readonly number[];
  readonly between: readonly Boundary[];
  readonly trailing: readonly number[];
}

/** Missing stages are numbered on from the positive ones. */
function placesOf({ stages }: Sequence): Places {
  const positive = stages.filter((s) => !s.missing).length;
  const byPlace = new Map<number, number[]>();
  let passed = 0;
  let number = positive;
  for (const stage of stages) {
    if (!stage.missing) passed++;
    else byPlace.set(passed, [...(byPlace.get(passed) ?? []), ++number]);
  }
  const between = [...byPlace]
    .filter(([after]) => after > 0 && after < positive)
    .map(([after, list]) => ({ after, from: `gap${after}_from`, to: `gap${after}_to`, stages: list }));
  return { leading: byPlace.get(0) ?? [], between, trailing: byPlace.get(positive) ?? [] };
}

export const boundariesOf = (detection: Sequence): readonly Boundary[] => placesOf(detection).between;

/**
 * Whole sequences whose missing stages are missing. An event of a missing stage is looked for by its time alone, in milliseconds: one of the very same millisecond as a positive event is none.
 * Between two positive events: none strictly between. At the ends: some window of `maxspan` around the positive events has none (Elasticsearch's
 * TumblingWindow.doCheckMissingEvents, 8.x).
 */
export function cleanOnly(detection: Sequence, keys: Keys, from: string): readonly Relation[] {
  const positive = detection.stages.filter((s) => !s.missing).length;
  const { leading, between, trailing } = placesOf(detection);
  const isWhole = equal(name("s.stage"), integer(positive));
  const kept = ["ordinal", "ms", "first_ms", "event_time", "window_time", ...keyColumns(keys), "members"];
  const columns = same("s", ...kept);
  const partition = keys.types.map((_, at) => name(`s.${keyName(at)}`));
  /** The time of the missing event next to a sequence's own time; sequences come first at the same millisecond, so that it is a strict neighbour. */
  const nearest = (fn: "max" | "min", stages: readonly number[], own: Sql): Sql => {
    const at = when(isWhole, own, name("s.ms"));
    const isMissing: Sql = { kind: "in", value: name("s.stage"), options: stages.map(integer) };
    const order = [fn === "max" ? ascending(at) : descending(at), ascending(when(isWhole, integer(0), integer(1)))];
    return over(call(fn, when(isMissing, name("s.ms"))), partition, order, "before");
  };
  if (leading.length + between.length + trailing.length === 0)
    return [{ name: "v_found", selects: [select([columns], [relation(from, "s")], { where: isWhole })] }];
  const looks = [
    ...(leading.length === 0 ? [] : [as(nearest("max", leading, name("s.first_ms")), "latest_before")]),
    ...(trailing.length === 0 ? [] : [as(nearest("min", trailing, name("s.ms")), "earliest_after")]),
    ...between.map((b) => as(nearest("max", b.stages, name(`s.${b.to}`)), `gap${b.after}`)),
  ];
  const near = select([same("s", "stage", ...kept, ...between.map((b) => b.from)), ...looks], [relation(from, "s")]);
  const free = between.map((b) => orNone(name(`s.gap${b.after}`), (gap) => binary("<=", gap, name(`s.${b.from}`))));
  return [
    { name: "v_near", selects: [near] },
    {
      name: "v_found",
      selects: [select([columns], [relation("v_near", "s")], { where: and(isWhole, ...free, roomAround(detection, leading, trailing)) })],
    },
  ];
}

const orNone = (value: Sql, test: (value: Sql) => Sql): Sql => or(isNull(value), test(value));

function roomAround({ maxspan }: Sequence, leading: readonly number[], trailing: readonly number[]): Sql {
  const latest = name("s.latest_before");
  const earliest = name("s.earliest_after");
  // a missing stage at an end has a span, else no event at that end will do
  const longer = (to: Sql, from: Sql): Sql => (maxspan === null ? boolean(false) : binary(">", binary("-", to, from), integer(maxspan)));
  if (leading.length > 0 && trailing.length > 0) return or(isNull(latest), isNull(earliest), longer(earliest, latest));
  if (leading.length > 0) return orNone(latest, (at) => longer(name("s.ms"), at));
  if (trailing.length > 0) return orNone(earliest, (at) => longer(at, name("s.first_ms")));
  return boolean(true);
}
