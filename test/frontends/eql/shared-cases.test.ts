import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { fieldResolver } from "../../../src/frontends/_shared/field-resolver.ts";
import { nodeIds } from "../../../src/frontends/_shared/node-ids.ts";
import { Report } from "../../../src/frontends/_shared/report.ts";
import { eql } from "../../../src/frontends/eql/index.ts";
import { parseExpression, parseQuery } from "../../../src/frontends/eql/parser.ts";
import { lowerTerm } from "../../../src/frontends/eql/term.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import { positionAt } from "../../../src/source/source-text.ts";

const shared = "../shared";
const read = (path: string): unknown => JSON.parse(readFileSync(join(shared, path), "utf8"));
const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
const types = (fields: Readonly<Record<string, EsType>>) =>
  schemaOf(
    "test",
    Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
    true,
  );

describe.skipIf(!existsSync(join(shared, "cases/es-eql-cases.json")))(
  "Elasticsearch's own queries (../shared/cases/es-eql-cases.json)",
  () => {
    // JSON of a file that is not ours: only `id` and `query` are looked at
    const cases = existsSync(join(shared, "cases"))
      ? (read("cases/es-eql-cases.json") as readonly { readonly id: string; readonly query: string }[])
      : [];

    it("all parse", () => {
      const failed = cases.filter(({ query }) => {
        const report = new Report();
        parseQuery(query, report);
        return report.diagnostics.length > 0;
      });
      expect(failed).toEqual([]);
      expect(cases.length).toBeGreaterThan(100);
    });

    it("all lower", () => {
      const failed = cases.flatMap(({ id, query }) => {
        const { diagnostics } = eql.read(query, { ...request, schema: schemaOf("none", {}) });
        return diagnostics.filter((d) => d.severity === "error").map((d) => `${id}: ${d.message}`);
      });
      expect(failed).toEqual([]);
    });
  },
);

interface FoldCase {
  readonly expression: string;
  readonly expected: unknown;
  readonly es_code_result?: unknown;
}

describe.skipIf(!existsSync(join(shared, "cases/es-fold-cases.json")))(
  "Elasticsearch's constant expressions (../shared/cases/es-fold-cases.json)",
  () => {
    // JSON of a file that is not ours
    const cases = existsSync(join(shared, "cases")) ? (read("cases/es-fold-cases.json") as FoldCase[]) : [];

    it.each(cases)("$expression", (c) => {
      const report = new Report();
      const lowering = { ids: nodeIds(), report: report.add, fields: fieldResolver(types({}), new Map(), report) };
      const term = lowerTerm(lowering, parseExpression(c.expression, report), { binds: [] });
      expect(report.diagnostics).toEqual([]);
      if (term?.kind !== "constant") throw new Error("not folded");
      const { value } = term.constant;
      // where the suite's value is that of the Python implementation, the server's code decides
      const expected = "es_code_result" in c ? c.es_code_result : c.expected;
      expect(typeof value === "bigint" ? Number(value) : value).toBe(expected);
    });
  },
);

interface ErrorCase {
  readonly query: string;
  readonly error: string | null;
  readonly mapping?: string;
  readonly mode?: string;
}

/** Field types that the cases rely on. */
const mapping = types({
  "event.category": "keyword",
  "@timestamp": "date",
  pid: "long",
  command_line: "keyword",
  hostname: "text",
  "hostname.keyword": "keyword",
  constant_keyword: "constant_keyword",
  source_address: "ip",
  process_name: "keyword",
  bytes_written_string: "keyword",
  bytes_written_string_list: "keyword",
  plain_text: "text",
  md5: "keyword",
  user_name: "keyword",
  processes: "nested",
  site: "other",
  integer_range_field: "other",
  float_range_field: "other",
  date_range_field: "other",
  "multi_field.english": "text",
});

/** These need something that our schema cannot say. */
const needsMapping = new Map([
  ['foo where user_name_alias == "bob"', "an alias without a target"],
  ['foo where multi_field_nested.dep_name == "bar"', "a text field inside of a nested one"],
]);

/** Elasticsearch counts one column too many where its parser's second step complains (ParsingException adds 1 to a column that is counted from 1). */
const oneTooMany = /error building|Use double quotes|Unicode sequence|Invalid unicode|Please specify|No time unit/;

describe.skipIf(!existsSync(join(shared, "cases/es-errors.json")))("what Elasticsearch rejects (../shared/cases/es-errors.json)", () => {
  // JSON of a file that is not ours
  const cases = existsSync(join(shared, "cases")) ? (read("cases/es-errors.json") as ErrorCase[]) : [];

  const rejected = (c: ErrorCase) => {
    if (c.mode === "expression") {
      const report = new Report();
      parseExpression(c.query, report);
      return [...report.diagnostics].sort((a, b) => (a.primary?.span.start ?? 0) - (b.primary?.span.start ?? 0));
    }
    const without = c.error?.endsWith("Unknown column [event.category]") === true;
    return eql.read(c.query, { ...request, schema: without ? types({}) : mapping }).diagnostics;
  };

  it.each(cases.filter((c) => !needsMapping.has(c.query)))("$query", (c) => {
    const errors = rejected(c).filter((d) => d.severity === "error");
    const [first] = errors;
    expect(errors.length).toBeGreaterThan(0);
    const place = /^(?:line )?(\d+):(\d+): /.exec(c.error ?? "");
    if (place === null) return;
    const column = Number(place[2]) - (oneTooMany.test(c.error ?? "") ? 1 : 0);
    expect(positionAt(c.query, first?.primary?.span.start ?? -1)).toEqual({ line: Number(place[1]), column });
  });

  it.each([...needsMapping])("%s is not tested: %s", (query) => {
    expect(cases.some((c) => c.query === query)).toBe(true);
  });
});

function tomlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? tomlFiles(path) : entry.name.endsWith(".toml") ? [path] : [];
  });
}

describe.skipIf(!existsSync(join(shared, "corpus/elastic")))("Elastic's rules (../shared/corpus/elastic)", () => {
  it("every EQL query parses and lowers without an error", () => {
    const failed: string[] = [];
    let queries = 0;
    for (const path of tomlFiles(join(shared, "corpus/elastic"))) {
      // a rule of theirs; what is no EQL is passed over
      const rule = parse(readFileSync(path, "utf8"))["rule"] as { readonly language?: unknown; readonly query?: unknown } | undefined;
      if (rule?.language !== "eql" || typeof rule.query !== "string") continue;
      queries++;
      const { diagnostics } = eql.read(rule.query, { ...request, schema: ecsSchema() });
      for (const d of diagnostics) if (d.severity === "error") failed.push(`${path}: ${d.code} ${d.message}`);
    }
    expect(failed).toEqual([]);
    expect(queries).toBeGreaterThan(500);
  });
});
