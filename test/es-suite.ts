import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eql } from "../src/frontends/eql/index.ts";
import type { Rule } from "../src/ir/rule.ts";
import type { EsType } from "../src/schema/es-type.ts";
import { type Schema, schemaOf } from "../src/schema/schema.ts";
import type { Json, JsonObject } from "../src/source/json.ts";
import { ruleOf } from "./ir-builder.ts";

/** Elasticsearch's own EQL suite: queries, its events, and the events that Elasticsearch finds. Nothing where it is not there. */

export interface SuiteCase {
  readonly id: string;
  readonly query: string;
  /** The ids of the events found, alert after alert; -1 for a stage that must be empty. The suite asks for 50 alerts at most, and gets the first of them. */
  readonly expect_ids: readonly number[];
  readonly dataset: "endgame" | "extra" | "missing-events";
  readonly id_field?: string;
  readonly event_category_field?: string;
}

/** How many alerts the suite asks for. */
export const mostAlerts = 50;

const folder = "../shared/cases";
export const suitePresent = existsSync(join(folder, "es-eql-cases.json"));
const read = (name: string): unknown => (suitePresent ? JSON.parse(readFileSync(join(folder, name), "utf8")) : []);

// JSON of files that are not ours, in the shape that their notes say
export const suite = read("es-eql-cases.json") as readonly SuiteCase[];
const small = read("es-eql-datasets.json") as Readonly<Record<string, readonly JsonObject[]>>;
const endgame: readonly JsonObject[] = (read("endgame-events.json") as readonly JsonObject[]).map((e) => ({
  ...e,
  "@timestamp": fileTimeToMillis(Number(e["timestamp"])),
}));

/** Windows' FILETIME: tenths of microseconds since 1601. */
function fileTimeToMillis(fileTime: number): number {
  return Math.floor(fileTime / 1e4) - 11644473600000;
}

/** The suite maps this field with `null_value: "NULL"`: an explicit null is indexed as that text. */
const withNullValue = (e: JsonObject): JsonObject =>
  e["default_null_value_field"] === null ? { ...e, default_null_value_field: "NULL" } : e;

const addresses = ["source_address", "destination_address"];
const typeOf = (name: string, value: Json): EsType =>
  name === "@timestamp" ? "date" : addresses.includes(name) ? "ip" : typeof value === "number" ? "long" : "keyword";

function schemaFor(events: readonly JsonObject[], mapped: readonly string[]): Schema {
  const fields = Object.fromEntries([
    ...mapped.map((name) => [name, "keyword"] as const),
    ...events.flatMap((e) => Object.entries(e).map(([name, value]) => [name, typeOf(name, value)] as const)),
  ]);
  return schemaOf(
    "suite",
    Object.fromEntries(Object.entries(fields).map(([n, type]) => [n, { type, array: false, ignoreAbove: null }])),
    true,
  );
}

export const idField = (c: SuiteCase): string => c.id_field ?? "serial_event_id";

/** The case's rule with the events that it is asked about. */
export function readCase(c: SuiteCase): {
  readonly rule: Rule;
  readonly events: readonly JsonObject[];
  readonly errors: readonly string[];
} {
  const events = c.dataset === "endgame" ? endgame : (small[c.dataset] ?? []).map(withNullValue);
  const { detection, diagnostics } = eql.read(c.query, {
    schema: schemaFor(events, c.dataset === "extra" ? ["no_docs_field", "default_null_value_field"] : []),
    index: [],
    categoryField: c.event_category_field ?? "event_type",
    timestampField: "@timestamp",
    tiebreakerField: idField(c),
  });
  const base = ruleOf({ kind: "constant", id: 0, span: { start: 0, end: 0 }, value: false });
  return { rule: { ...base, ...detection }, events, errors: diagnostics.filter((d) => d.severity === "error").map((d) => d.message) };
}

export const isSequence = (c: SuiteCase): boolean => /^\s*(?:\/\/[^\n]*\n\s*)*(?:sequence|sample)\b/.test(c.query);
