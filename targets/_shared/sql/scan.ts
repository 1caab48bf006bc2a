import type { Key, Order } from "../../../src/ir/detection.ts";
import type { Field } from "../../../src/ir/field.ts";
import { fieldName } from "../../../src/ir/field.ts";
import type { Rule, SourceId } from "../../../src/ir/rule.ts";
import { span } from "../../../src/source/span.ts";
import type { Options } from "../../../src/target/options.ts";
import { lowerCondition } from "./condition.ts";
import { access, type Context, freshName, refuse } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import { isWritten, type Reading, readingOf } from "./projection.ts";
import { as, type From, relation, type Select, type Selected, same, select } from "./query.ts";
import { time, windowTime } from "./time.ts";
import {
  and,
  ascending,
  binary,
  boolean,
  call,
  cast,
  column,
  integer,
  isNull,
  name,
  nil,
  not,
  type Ordered,
  real,
  type Sql,
} from "./tree.ts";

/** Events of one source with their keys. Numbers of scans and of keys begin with 1. */
export interface Scan {
  readonly source: SourceId;
  readonly by: readonly Key[];
}

/** What is read: a table, and the part of it that lies in the rule's window. */
export interface Reads {
  readonly table: string;
  readonly between: Between | null;
}

/** Between which times: what stands there, in the type of `ts`. Null: all times. */
export interface Between {
  readonly from: Sql;
  readonly to: Sql;
}

/** One column for all stages: how the values of the key with that number are read. */
export type KeyTypes = readonly Reading[];

/** What a key is called, and where it first stood in the event's list. */
export const keyName = (at: number): string => `k${at + 1}`;
export const placeName = (at: number): string => `p${at + 1}`;

/**
 * How each key is read, the same for all scans: whole and floating numbers meet as floating ones. Keys of other different kinds are never equal, and the front end lets none through:
 * they are refused.
 */
function keyTypes(context: Context, scans: readonly Scan[], written: boolean): KeyTypes {
  const [first] = scans;
  return (first?.by ?? []).map((_, at) => {
    const kinds = new Set(scans.flatMap(({ by }) => (by[at]?.field.mapped === true ? (readingOf(by[at].field) ?? []) : [])));
    const [only] = kinds;
    if (kinds.size === 1 && only !== undefined) return only;
    if (kinds.size === 0) return "text";
    if (written && isWritten(kinds)) return "address";
    if ([...kinds].every((k) => k === "long" || k === "double")) return "double";
    refuse(context, "sql/scalar", first?.by[at]?.span ?? span(0, 0), `a key of different kinds: ${[...kinds].sort().join(", ")}`);
    return "text";
  });
}

/** The type of a key's column. In documents a date is milliseconds. */
export const keyType = ({ dialect, layout }: Context, reading: Reading): string =>
  dialect.statements.columnType(reading === "date" && layout.kind === "document" ? "long" : reading, false);

/** How a rule's keys lie in the relations: how each is read, and which (from 0) can have several values in an event. */
export interface Keys {
  readonly types: KeyTypes;
  readonly spread: readonly number[];
}

/** `written`: the readings that `isWritten` wants are there. */
export const keysFor = (context: Context, scans: readonly Scan[], written = false): Keys => {
  const isSpread = (key: Key): boolean => key.field.mapped && (context.layout.kind === "document" || key.field.array);
  const spread = new Set(scans.flatMap((s) => s.by.flatMap((key, at) => (isSpread(key) ? [at] : []))));
  return { types: keyTypes(context, scans, written), spread: [...spread].sort() };
};

/** The columns of keys, and of places. */
export const keyColumns = (keys: Keys): readonly string[] => [...keys.types.map((_, at) => keyName(at)), ...keys.spread.map(placeName)];

export const tableOf = (options: Options, which: "table" | "indicators"): string =>
  String(options[which] ?? (which === "table" ? "events" : which));

/**
 * `SELECT scan, id, ms, tiebreaker, event_time, window_time, k1, .., p1, ..` of the events of a source: a row for each combination of its keys' values, none where a
 * key that is not optional is missing. A combination comes once for each time that its values stand in the event.
 */
export function scanSelect(context: Context, rule: Rule, reads: Reads, scan: Scan, keys: Keys, number: number): Select {
  const { order } = rule.detection;
  const within = windowTime(context, rule.schedule.window, order);
  const { between } = reads;
  const bounds = between === null ? [] : [binary(">=", within, between.from), binary("<=", within, between.to)];
  const columns = [
    as(integer(number), "scan"),
    as(column("e", "id"), "id"),
    as(context.dialect.joins.millis(time(context, order.timestamp)), "ms"),
    ...(order.tiebreaker === null ? [] : [as(tiebreaker(context, order.tiebreaker), "tiebreaker")]),
    as(time(context, order.timestamp), "event_time"),
    as(within, "window_time"),
  ];
  return spreadSelect(context, rule, reads.table, scan, keys, columns, bounds);
}

/** `SELECT` of the columns and the keys, where the source's condition and some more hold. The table is `e`. */
export function spreadSelect(
  context: Context,
  rule: Rule,
  table: string,
  scan: Scan,
  { types, spread }: Keys,
  columns: readonly Selected[],
  bounds: readonly Sql[],
): Select {
  const source = rule.sources[scan.source];
  const values = scan.by.map((key, at) => keyValue(context, key, types[at] ?? "text"));
  return select(
    [
      ...columns,
      ...values.map((v, at) => as(v.value, keyName(at))),
      ...values.flatMap((v, at) => (spread.includes(at) ? [as(v.place, placeName(at))] : [])),
    ],
    [{ kind: "quoted", name: table, alias: "e" }, ...values.flatMap((v) => v.from ?? [])],
    {
      where: and(
        ...bounds,
        ...values.flatMap((v) => v.where),
        source === undefined ? boolean(false) : lowerCondition(context, source.where),
      ),
    },
  );
}

interface KeyValue {
  readonly value: Sql;
  readonly place: Sql;
  readonly from: From | null;
  readonly where: readonly Sql[];
}

const alone = { place: integer(0), from: null } as const;

function keyValue(context: Context, key: Key, type: Reading): KeyValue {
  const { dialect, layout } = context;
  const place = access(context, key.field, key.span, type === "address" && readingOf(key.field) === "ip" ? type : null);
  switch (place.kind) {
    case "none":
      return { ...alone, value: cast(nil, keyType(context, type)), where: key.optional ? [] : [boolean(false)] };
    case "scalar":
      return { ...alone, value: alike(dialect, place.value, place.reading, type), where: key.optional ? [] : [not(isNull(place.value))] };
    case "list": {
      const rows = dialect.joins.each(place.values, freshName(context, "j"), place.reading, key.optional, layout.kind);
      if (rows !== null) return { value: alike(dialect, rows.value, place.reading, type), place: rows.place, from: rows.from, where: [] };
      refuse(context, "sql/field-name", key.span, `${dialect.title} has no path to a field of this name`);
      return { ...alone, value: nil, where: [] };
    }
  }
}

/** Equal numbers get the same bits: whole ones beside floating ones, zero without a sign. */
function alike(dialect: Dialect, value: Sql, reading: Reading, type: Reading): Sql {
  const wide = reading === "long" && type === "double" ? dialect.arithmetic.toDouble(value) : value;
  return type === "double" ? binary("+", wide, real(0)) : wide;
}

function tiebreaker(context: Context, field: Field): Sql {
  const { dialect, layout } = context;
  if (layout.kind === "columns" && field.array)
    refuse(context, "sql/scalar", span(0, 0), `the tiebreaker \`${fieldName(field)}\` has a column for several values`);
  const reading = readingOf(field) ?? "text";
  const value = layout.kind === "columns" ? column("e", layout.columnOf(field)) : dialect.firstValue(fieldName(field), reading);
  return reading === "text" ? dialect.ordered(value) : value;
}

/** The rows of scans with each combination of keys once, where one can come twice, and `places` of the first. */
export function distinctRows(keys: Keys, order: Order, from: string): Select | null {
  if (keys.spread.length === 0) return null;
  const plain = ["scan", "id", "ms", ...(order.tiebreaker === null ? [] : ["tiebreaker"]), "event_time", "window_time"];
  const kept = [...plain, ...keys.types.map((_, at) => keyName(at))];
  return select(
    [same("h", ...kept), ...keys.spread.map((at) => as(call("min", name(`h.${placeName(at)}`)), placeName(at)))],
    [relation(from, "h")],
    { groupBy: kept.map((c) => name(`h.${c}`)) },
  );
}

/** (timestamp, tiebreaker, arrival); events arrive in the order of their ids. What is missing comes last. */
export const inOrder = ({ dialect }: Context, order: Order, alias: string): readonly Ordered[] => [
  ascending(name(`${alias}.ms`)),
  ...(order.tiebreaker === null ? [] : [ascending(name(`${alias}.tiebreaker`))]),
  ascending(dialect.ordered(name(`${alias}.id`))),
];
