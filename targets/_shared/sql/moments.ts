import type { Key, Order } from "../../../src/ir/detection.ts";
import { sameField } from "../../../src/ir/field.ts";
import type { Rule, SourceId } from "../../../src/ir/rule.ts";
import type { Context } from "./context.ts";
import { as, type Relation, relation, type Select, same, select } from "./query.ts";
import { distinctRows, inOrder, type Keys, keyColumns, keysFor, type Reads, type Scan, scanSelect } from "./scan.ts";
import { call, equal, integer, name, over } from "./tree.ts";

/** What a joined rule's query ends in: a relation with `event_time`, `window_time`, the keys and, but for groups, `members`. */
export interface Joined {
  readonly relations: readonly Relation[];
  readonly last: string;
  readonly keys: Keys;
  /** Columns by which its rows are ordered. */
  readonly order: readonly string[];
  /** How many of the keys, from the first, belong to the alert; all unless told. */
  readonly shown?: number;
}

/** A stage of a sequence or sample, or `until`. */
export interface Standing {
  readonly source: SourceId;
  readonly by: readonly Key[];
}

export const ownColumns = (keys: Keys): readonly string[] => [
  "stage",
  "ordinal",
  "id",
  "ms",
  "event_time",
  "window_time",
  ...keyColumns(keys),
];

export const numbers = (count: number): readonly number[] => [...Array(count).keys()];

/**
 * The relation `v_moments`: a row for each event, stage (from 1) and combination of keys, with the event's rank. Stages of the same source and keys, as `runs` makes them,
 * share a scan of the table.
 */
export function momentsOf(
  context: Context,
  rule: Rule,
  stages: readonly Standing[],
  reads: Reads,
): { readonly relations: readonly Relation[]; readonly keys: Keys } {
  const { order } = rule.detection;
  const all: { readonly scan: Scan; readonly number: number; readonly stages: number[] }[] = [];
  for (const [at, scan] of stages.entries()) {
    const known = all.find((s) => isSame(s.scan, scan));
    if (known === undefined) all.push({ scan, number: all.length + 1, stages: [at + 1] });
    else known.stages.push(at + 1);
  }
  const keys = keysFor(
    context,
    all.map((s) => s.scan),
  );
  const hits = all.map((s) => scanSelect(context, rule, reads, s.scan, keys, s.number));
  const distinct = distinctRows(keys, order, "v_hits");
  const shared = all.length < stages.length;
  const relations = [
    { name: "v_hits", selects: hits },
    ...(distinct === null ? [] : [{ name: "v_distinct", selects: [distinct] }]),
    ...(shared ? [stageNumbers(all)] : []),
    { name: "v_moments", selects: [momentsSelect(context, order, keys, distinct === null ? "v_hits" : "v_distinct", shared)] },
  ];
  return { relations, keys };
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.source === b.source && a.by.length === b.by.length && a.by.every((key, i) => isSameKey(key, b.by[i]));

const isSameKey = (a: Key, b: Key | undefined): boolean => b !== undefined && a.optional === b.optional && sameField(a.field, b.field);

const stageNumbers = (scans: readonly { readonly number: number; readonly stages: readonly number[] }[]): Relation => ({
  name: "v_stages",
  selects: scans.flatMap((s) => s.stages.map((stage) => select([as(integer(s.number), "scan"), as(integer(stage), "stage")], []))),
});

function momentsSelect(context: Context, order: Order, keys: Keys, from: string, shared: boolean): Select {
  const [, , ...own] = ownColumns(keys);
  return select(
    [
      as(name(shared ? "n.stage" : "h.scan"), "stage"),
      as(over(call("dense_rank"), [], inOrder(context, order, "h")), "ordinal"),
      same("h", ...own),
    ],
    [relation(from, "h"), ...(shared ? [relation("v_stages", "n", equal(name("n.scan"), name("h.scan")))] : [])],
  );
}
