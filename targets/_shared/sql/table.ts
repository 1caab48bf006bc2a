import type { Any } from "../../../src/ir/condition.ts";
import { type Field, fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves } from "../../../src/ir/walk.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import { rememberLast } from "../../../src/source/remember.ts";
import { readAs } from "./derived-readings.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { comparesAsIs } from "./nul.ts";
import { isDerived, isWritten, type Reading, readingOf, type Wanted } from "./projection.ts";

/** A column of the table of events that holds a field. */
export interface Column {
  readonly name: string;
  readonly field: string;
  readonly reading: Reading;
  readonly array: boolean;
}

/** Which of the two tables: the events, or the indicators that a rule matches them with. */
export type Which = "events" | "indicators";

/** A field as a rule reads it; no reading: it has no values of its own. */
export interface Read {
  readonly field: Field;
  readonly reading: Reading | null;
  /** Its text is cut or put together before it is lower-cased (derived-readings.ts). */
  readonly piece: boolean;
  /** Its texts are compared as they are, and nothing else is done with them. */
  readonly compared: boolean;
}

const plain = (field: Field): Read => ({ field, reading: readingOf(field), piece: false, compared: false });

/** Every mapped field that a rule reads in a table: its conditions', and of events those of its keys, order and window. */
export const readsOf: Readonly<Record<Which, (rule: Rule) => readonly Read[]>> = {
  events: rememberLast((rule) => [...allReads(rule, "events")].filter((r) => r.field.mapped)),
  indicators: rememberLast((rule) => [...allReads(rule, "indicators")].filter((r) => r.field.mapped)),
};

function* allReads(rule: Rule, which: Which): Generator<Read> {
  const { detection } = rule;
  const indicators = detection.kind === "indicator-join" ? detection.indicators : null;
  for (const [id, source] of Object.entries(rule.sources)) {
    if ((id === indicators) !== (which === "indicators")) continue;
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists") yield { ...plain(leaf.field), compared: true };
      else yield* readsOfTest(leaf);
    }
  }
  if (which === "indicators") {
    if (detection.kind === "indicator-join") yield* detection.groups.flatMap((group) => group.map((e) => plain(e.indicator)));
    yield* writtenAddresses(rule, "indicator");
    return;
  }
  yield* keyFields(rule).map(plain);
  yield* writtenAddresses(rule, "field");
  yield* [...timesOf(rule)].map(plain);
  const { tiebreaker } = detection.order;
  if (tiebreaker !== null) yield plain(tiebreaker);
}

/** Addresses that are matched with texts. */
function* writtenAddresses({ detection }: Rule, side: "field" | "indicator"): Generator<Read> {
  if (detection.kind !== "indicator-join") return;
  for (const entry of detection.groups.flat()) {
    const kinds = new Set([entry.field, entry.indicator].flatMap((f) => (f.mapped ? (readingOf(f) ?? []) : [])));
    if (isWritten(kinds) && readingOf(entry[side]) === "ip") yield { ...plain(entry[side]), reading: "address" };
  }
}

function readsOfTest(any: Any): readonly Read[] {
  const { readings, pieces } = readAs(any);
  return any.binds.map(({ field, variable }) => ({
    field,
    reading: readings.get(variable) ?? readingOf(field),
    piece: pieces.has(variable),
    compared: comparesAsIs(any.test),
  }));
}

const knownReads = (read: Read): readonly Read[] =>
  read.field.pattern?.known.map((field) => ({
    ...read,
    field,
    reading: read.reading !== null && isDerived(read.reading) ? read.reading : readingOf(field),
  })) ?? [read];

/** The fields by which a rule joins events. */
function keyFields({ detection }: Rule): readonly Field[] {
  switch (detection.kind) {
    case "filter":
      return [];
    case "sequence":
      return [...detection.stages, ...(detection.until === null ? [] : [detection.until])].flatMap((s) => s.by.map((k) => k.field));
    case "sample":
      return detection.stages.flatMap((s) => s.by.map((k) => k.field));
    case "aggregate":
      return [...detection.by, ...detection.cardinality.map((c) => c.field)];
    case "new-terms":
      return detection.fields;
    case "indicator-join":
      return detection.groups.flatMap((group) => group.map((entry) => entry.field));
    default:
      return assertNever(detection);
  }
}

function* timesOf({ detection, schedule }: Rule): Generator<Field> {
  yield detection.order.timestamp;
  if (schedule.window === null) return;
  yield schedule.window.timestamp;
  if (schedule.window.override !== null) yield schedule.window.override;
}

/** The readings that these rules need: what a loader has to fill, and may leave at. */
export function wantedBy(rules: readonly Rule[], which: Which = "events"): Wanted {
  const wanted = new Map<string, Set<Reading>>();
  const want = (field: Field, reading: Reading | null): void => {
    if (reading === null) return;
    const name = fieldName(field);
    const known = wanted.get(name);
    if (known === undefined) wanted.set(name, new Set([reading]));
    else known.add(reading);
  };
  for (const rule of rules) {
    for (const { field, reading } of readsOf[which](rule)) want(field, reading);
    if (which === "indicators") continue;
    for (const field of timesOf(rule)) want(field, "date");
    const { tiebreaker } = rule.detection.order;
    if (tiebreaker !== null) want(tiebreaker, "text");
  }
  return wanted;
}

/** The columns that these rules need besides `id` and `ts`, in order of name; `conflicts` are those that two rules want differently. */
export function columnsFor(
  rules: readonly Rule[],
  layout: Layout,
  which: Which = "events",
): { readonly columns: readonly Column[]; readonly conflicts: readonly string[] } {
  if (layout.kind === "document") return { columns: [], conflicts: [] };
  const columns = new Map<string, Column>();
  const conflicts = new Set<string>();
  for (const rule of rules) {
    // columns stand for what the schema knows of a pattern
    for (const { field, reading } of readsOf[which](rule).flatMap(knownReads)) {
      if (reading === null) continue;
      const name = layout.columnOf(field, reading);
      if (name === "ts") continue;
      const column: Column = { name, field: fieldName(field), reading, array: field.array };
      const known = columns.get(name.toLowerCase());
      if (known === undefined) columns.set(name.toLowerCase(), column);
      else if (known.field !== column.field || known.reading !== reading || known.array !== column.array) conflicts.add(name);
    }
  }
  return { columns: [...columns.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), conflicts: [...conflicts].sort() };
}

/** The lines between the parentheses of CREATE TABLE: name and type. */
export function tableColumns(dialect: Dialect, layout: Layout, columns: readonly Column[]): readonly string[] {
  const { statements } = dialect;
  const own = [`id ${statements.idType}`, `ts ${statements.timeType}`];
  if (layout.kind === "document") return [...own, `doc ${statements.documentType}`];
  return [...own, ...columns.map((c) => `${dialect.syntax.quote.identifier(c.name)} ${statements.columnType(c.reading, c.array)}`)];
}

export const createTable = (dialect: Dialect, table: string, layout: Layout, columns: readonly Column[]): string =>
  `CREATE TABLE IF NOT EXISTS ${dialect.syntax.quote.identifier(table)} (\n  ${tableColumns(dialect, layout, columns).join(",\n  ")}\n)${dialect.statements.eventsEnd}`;
