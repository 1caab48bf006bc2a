import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eql } from "../../src/frontends/eql/index.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { base, matcherOf, schemaFrom } from "../../test/target/joined-matchers.ts";

/** Elasticsearch's own EQL suite, its sequences and samples: the emitted matchers find exactly the events that Elasticsearch does. */
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
const cases = (read("es-eql-cases.json") as readonly Case[]).filter((c) => /^\s*(?:\/\/[^\n]*\n\s*)*(?:sequence|sample)\b/.test(c.query));
const small = read("es-eql-datasets.json") as Readonly<Record<string, readonly JsonObject[]>>;
/** Their timestamps are Windows' FILETIME: tenths of microseconds since 1601. */
const endgame = (read("endgame-events.json") as readonly JsonObject[]).map((e) => ({
  ...e,
  "@timestamp": Math.floor(Number(e["timestamp"]) / 1e4) - 11_644_473_600_000,
}));

describe.skipIf(!present)("Elasticsearch's own sequences and samples (../shared/cases/es-eql-cases.json)", () => {
  it.each(cases)("$id", async (c) => {
    const all: readonly JsonObject[] = c.dataset === "endgame" ? endgame : (small[c.dataset] ?? []);
    const typeOf = (name: string, value: Json): EsType =>
      name === "@timestamp" ? "date" : /^(source|destination)_address$/.test(name) ? "ip" : typeof value === "number" ? "long" : "keyword";
    const mapped = c.dataset === "extra" ? { no_docs_field: "keyword" as const, default_null_value_field: "keyword" as const } : {};
    const types = {
      ...mapped,
      ...Object.fromEntries(all.flatMap((e) => Object.entries(e).map(([name, value]) => [name, typeOf(name, value)] as const))),
    };
    const idField = c.id_field ?? "serial_event_id";
    const { detection } = eql.read(c.query, {
      schema: schemaFrom(types),
      index: [],
      categoryField: c.event_category_field ?? "event_type",
      timestampField: "@timestamp",
      tiebreakerField: idField,
    });
    const rule: Rule = { ...base, ...detection };
    const matcher = await matcherOf(rule, { lateness: Number.POSITIVE_INFINITY });
    const alerts = [...all.flatMap((e) => matcher.push(e)), ...matcher.flush()].slice(0, 50);
    if (rule.detection.kind === "sample") {
      // which events of a key it takes Elasticsearch does not say; there are as many samples, in groups of as many events
      expect(alerts.flatMap((alert) => alert.events)).toHaveLength(c.expect_ids.length);
      return;
    }
    const ids = alerts.flatMap((alert) => (alert.slots ?? []).map((e) => (e === null ? -1 : Number((e as JsonObject)[idField])))); // one of those pushed
    expect(ids).toEqual(c.expect_ids);
  });

  it("are there", () => {
    expect(cases.length).toBeGreaterThan(20);
  });
});
