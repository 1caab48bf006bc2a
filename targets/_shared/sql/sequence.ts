import type { Sequence } from "../../../src/ir/detection.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { Context } from "./context.ts";
import { boundariesOf, cleanOnly } from "./missing-stage.ts";
import { type Joined, momentsOf, numbers, ownColumns } from "./moments.ts";
import { as, type Relation, relation, type Select, same, select } from "./query.ts";
import { type Keys, keyName, placeName, type Reads } from "./scan.ts";
import {
  and,
  ascending,
  binary,
  call,
  cast,
  descending,
  equal,
  integer,
  inWindow,
  isNull,
  name,
  nil,
  or,
  over,
  type Sql,
  when,
} from "./tree.ts";

/** What stays the same from stage to stage. */
interface Chain {
  readonly keys: Keys;
  readonly maxspan: number | null;
  /** The number under which `until` stands, if there is one. */
  readonly until: number | null;
  /** What a sequence under way carries along beside its last event. */
  readonly carried: readonly string[];
}

/**
 * A sequence, stage by stage. Rows for all stages lie in one relation: events, under the number of the stage that they stand for (positive stages, missing ones, `until`),
 * and sequences under way, under the number of the stage that they have come to. The newest sequence under way takes the next event of a key; so an event's sequence is
 * the row just before it, if that is one under way. If it is another event of the stage, that one has used up all before. Each relation reads only the one before it, so
 * that a product which writes them out wherever they are named runs none twice.
 */
export function sequenceQuery(context: Context, rule: Rule, detection: Sequence, reads: Reads): Joined {
  const positive = detection.stages.filter((s) => !s.missing);
  const missing = detection.stages.filter((s) => s.missing);
  const stages = [...positive, ...missing, ...(detection.until === null ? [] : [detection.until])];
  const { relations: moments, keys } = momentsOf(context, rule, stages, reads);
  const boundaries = boundariesOf(detection);
  const chain: Chain = {
    keys,
    maxspan: detection.maxspan,
    until: detection.until === null ? null : stages.length,
    carried: ["first_ms", "members", ...boundaries.flatMap((b) => [b.from, b.to])],
  };
  const steps = numbers(positive.length - 1).flatMap((at) =>
    stepOf(context, chain, at + 2, boundaries.find((b) => b.after === at + 1) ?? null),
  );
  const relations = [
    ...moments,
    ...(chain.until === null ? [] : [untilOf(chain, chain.until)]),
    { name: "v_step1", selects: [startOf(context, chain)] },
    ...steps,
    ...cleanOnly(detection, keys, `v_step${positive.length}`),
  ];
  return { relations, last: relations.at(-1)?.name ?? "", keys, order: ["ordinal", ...keys.spread.map(placeName)] };
}

const keysOf = (chain: Pick<Chain, "keys">, alias: string): readonly Sql[] =>
  chain.keys.types.map((_, at) => name(`${alias}.${keyName(at)}`));

/** `ended`: the rank of the latest `until` event before the event, of its key. One at the same rank is the event itself: it ends what comes after. */
function untilOf(chain: Chain, until: number): Relation {
  const isUntil = equal(name("m.stage"), integer(until));
  const latest = over(
    call("max", when(isUntil, name("m.ordinal"))),
    keysOf(chain, "m"),
    [ascending(name("m.ordinal")), ascending(when(isUntil, integer(1), integer(0)))],
    "before",
  );
  return { name: "v_until", selects: [select([same("m", ...ownColumns(chain.keys)), as(latest, "ended")], [relation("v_moments", "m")])] };
}

function startOf(context: Context, chain: Chain): Select {
  const own = ownColumns(chain.keys);
  const { from, columns, where } =
    chain.until === null
      ? { from: "v_moments", columns: own, where: null }
      : { from: "v_until", columns: [...own, "ended"], where: binary("<>", name("m.stage"), integer(chain.until)) };
  const noTime = cast(nil, context.dialect.statements.columnType("long", false));
  const carried = chain.carried.map((c) =>
    as(c === "first_ms" ? name("m.ms") : c === "members" ? context.dialect.list([name("m.id")]) : noTime, c),
  );
  return select([same("m", ...columns), ...carried], [relation(from, "m")], { where });
}

/** Rows of a stage that take a sequence, as sequences under way; rows of later stages as they are. */
function stepOf(
  context: Context,
  chain: Chain,
  stage: number,
  boundary: { readonly from: string; readonly to: string } | null,
): readonly Relation[] {
  const own = [...ownColumns(chain.keys), ...(chain.until === null ? [] : ["ended"])];
  const isLater = binary(">", name("s.stage"), integer(stage));
  const partition = [...keysOf(chain, "s"), when(isLater, integer(1), integer(0))];
  // at the same rank events before sequences: an event never fills two places
  const order = [ascending(name("s.ordinal")), descending(name("s.stage"))];
  const before = (column: string): Sql => inWindow(context.dialect.joins.lag(name(`s.${column}`)));
  const looked = ["stage", "ordinal", "ms", ...chain.carried];
  const seen = select(
    [same("s", ...own, ...chain.carried), ...looked.map((c) => as(before(c), `prev_${c}`))],
    [relation(`v_step${stage - 1}`, "s")],
    { window: { partition, order } },
  );
  const isHere = equal(name("s.stage"), integer(stage));
  const carry = (column: string): Sql => {
    if (column === "members") return context.dialect.joins.append(name("s.prev_members"), name("s.id"));
    if (column === boundary?.from) return name("s.prev_ms");
    if (column === boundary?.to) return name("s.ms");
    return name(`s.prev_${column}`);
  };
  const taken = and(
    isHere,
    equal(name("s.prev_stage"), integer(stage - 1)),
    ...(chain.maxspan === null ? [] : [binary("<=", binary("-", name("s.ms"), name("s.prev_first_ms")), integer(chain.maxspan))]),
    ...(chain.until === null ? [] : [or(isNull(name("s.ended")), binary("<", name("s.ended"), name("s.prev_ordinal")))]),
  );
  return [
    { name: `v_seen${stage}`, selects: [seen] },
    {
      name: `v_step${stage}`,
      selects: [
        select(
          [same("s", ...own), ...chain.carried.map((c) => as(when(isHere, carry(c), name(`s.${c}`)), c))],
          [relation(`v_seen${stage}`, "s")],
          { where: or(binary(">", name("s.stage"), integer(stage)), taken) },
        ),
      ],
    },
  ];
}
