import { type Field, fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves } from "../../../src/ir/walk.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { type Reading, readingOf, type Wanted } from "./projection.ts";

/** A column of the table of events that holds a field. */
export interface Column {
  readonly name: string;
  readonly field: string;
  readonly reading: Reading;
  readonly array: boolean;
}

/** Which of the two tables: the events, or the indicators that a rule matches them with. */
export type Which = "events" | "indicators";

/** Every mapped field that a rule reads in a table: its conditions', and of events those of its keys, order and window. */
export function* fieldsOf(rule: Rule, which: Which = "events"): Generator<Field> {
  const { detection } = rule;
  const indicators = detection.kind === "indicator-join" ? detection.indicators : null;
  for (const [id, source] of Object.entries(rule.sources)) {
    if ((id === indicators) !== (which === "indicators")) continue;
    for (const { leaf } of leaves(source.where)) {
      const fields = leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field);
      for (const field of fields) if (field.mapped) yield field;
    }
  }
  if (which === "indicators") {
    if (detection.kind === "indicator-join")
      yield* detection.groups.flatMap((group) => group.map((e) => e.indicator)).filter((f) => f.mapped);
    return;
  }
  yield* keyFields(rule).filter((f) => f.mapped);
  yield* timesOf(rule);
  const { tiebreaker } = detection.order;
  if (tiebreaker !== null) yield tiebreaker;
}

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
    wanted.set(name, (wanted.get(name) ?? new Set<Reading>()).add(reading));
  };
  for (const rule of rules) {
    for (const field of fieldsOf(rule, which)) want(field, readingOf(field));
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
    for (const field of [...fieldsOf(rule, which)].flatMap((f) => f.pattern?.known ?? [f])) {
      const reading = readingOf(field);
      const name = layout.columnOf(field);
      if (reading === null || name === "ts") continue;
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
