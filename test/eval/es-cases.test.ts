import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detect } from "../../src/eval/detect.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { schemaOf } from "../../src/schema/schema.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { ruleOf } from "../ir-builder.ts";

/** Elasticsearch's own EQL suite, event queries: the oracle selects exactly the events that Elasticsearch does. */

interface Case {
  readonly id: string;
  readonly query: string;
  readonly expect_ids: readonly number[];
  readonly dataset: "endgame" | "extra" | "missing-events";
  readonly id_field?: string;
  readonly event_category_field?: string;
}

const folder = "../shared/cases";
const present = existsSync(join(folder, "es-eql-cases.json"));
const read = (name: string): unknown => (present ? JSON.parse(readFileSync(join(folder, name), "utf8")) : []);

// JSON of files that are not ours, in the shape that their notes say
const cases = read("es-eql-cases.json") as readonly Case[];
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

function schemaFor(events: readonly JsonObject[], mapped: readonly string[]) {
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

const dataset = (c: Case) => {
  const events = c.dataset === "endgame" ? endgame : (small[c.dataset] ?? []).map(withNullValue);
  return { events, schema: schemaFor(events, c.dataset === "extra" ? ["no_docs_field", "default_null_value_field"] : []) };
};
const isSequence = (c: Case): boolean => /^\s*(?:\/\/[^\n]*\n\s*)*(?:sequence|sample)\b/.test(c.query);

describe.skipIf(!present)("Elasticsearch's own cases (../shared/cases/es-eql-cases.json)", () => {
  it.each(cases)("$id", (c) => {
    const { events, schema } = dataset(c);
    const idField = c.id_field ?? "serial_event_id";
    const { detection, diagnostics } = eql.read(c.query, {
      schema,
      index: [],
      categoryField: c.event_category_field ?? "event_type",
      timestampField: "@timestamp",
      tiebreakerField: idField,
    });
    expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
    const base = ruleOf({ kind: "constant", id: 0, span: { start: 0, end: 0 }, value: false });
    const found = detect({ ...base, ...detection }, events);
    // the suite asks for 50 alerts at most, and gets the first of them; a stage that must be empty is -1
    const ids = found.slice(0, 50).flatMap((alert) => alert.slots.map((at) => (at === null ? -1 : Number(events[at]?.[idField]))));
    expect(ids).toEqual(c.expect_ids);
  });

  it("has queries of both kinds", () => {
    expect(cases.filter(isSequence).length).toBeGreaterThan(20);
    expect(cases.filter((c) => !isSequence(c)).length).toBeGreaterThan(70);
  });
});
