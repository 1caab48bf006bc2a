import { afterAll, describe, expect, it } from "vitest";
import { evaluate } from "../../../src/eval/evaluate.ts";
import { nodeIds } from "../../../src/frontends/_shared/node-ids.ts";
import { readFilters } from "../../../src/frontends/filters/index.ts";
import { generate } from "../../../src/generate/generate.ts";
import { conditionTextOf } from "../../../src/rules/condition-text.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import { elasticsearchAdapter } from "../../../targets/elasticsearch/engine.ts";
import { ruleOf } from "../../ir-builder.ts";

/** Queries of the DSL as filters have them, on a real Elasticsearch, against our reading of them (the oracle on its IR). Skipped where the server is not there. */

const fields: Readonly<Record<string, EsType>> = {
  k: "keyword",
  k2: "keyword",
  w: "wildcard",
  n: "long",
  d: "double",
  b: "boolean",
  ip: "ip",
  t: "date",
};
const schema = schemaOf(
  "test",
  Object.fromEntries(Object.entries(fields).map(([n, type]) => [n, { type, array: false, ignoreAbove: null }])),
);

const queries: readonly JsonObject[] = [
  { exists: { field: "k" } },
  { term: { k: "Ab" } },
  { term: { k: { value: "Ab", case_insensitive: true } } },
  { term: { w: { value: "éB", case_insensitive: true } } },
  { term: { k: 5 } },
  { term: { k: true } },
  { term: { n: "5" } },
  { term: { n: 5.5 } },
  { term: { t: "2024-05-01" } },
  { term: { b: "false" } },
  { term: { ip: "10.0.0.0/8" } },
  { terms: { k: ["a", "5", 7, true] } },
  { terms: { n: [5, "7"] } },
  { terms: { d: [5, 4.5] } },
  { terms: { ip: ["10.0.0.0/8", "::1"] } },
  { terms: { t: ["2024-05-01", 1714521600000] } },
  { terms: { k: [] } },
  { match: { k: "a b" } },
  { match: { k: { query: "a b", operator: "and" } } },
  { match_phrase: { w: "a b" } },
  { match_phrase: { t: "2024-05-01T10" } },
  { match: { ip: "192.168.0.0/16" } },
  { match: { b: true } },
  { range: { n: { gt: 4.5 } } },
  { range: { n: { lte: "7" } } },
  { range: { k: { gte: "b" } } },
  { range: { k: { lt: 5 } } },
  { range: { ip: { gte: "10.0.0.0" } } },
  { range: { ip: { gt: "10.0.0.0", lte: "10.0.0.255" } } },
  { range: { k: { gte: "a", lt: "b" } } },
  { range: { t: { gt: "2024-05-01", time_zone: "UTC" } } },
  { range: { t: { lte: "2024-05-01||/M", format: "strict_date_optional_time" } } },
  { range: { t: { lt: 1714521600000 } } },
  { range: { n: {} } },
  { wildcard: { k: "a*" } },
  { wildcard: { k: { value: "A?b*", case_insensitive: true } } },
  { wildcard: { w: { wildcard: "*É*", case_insensitive: true } } },
  { wildcard: { k: { value: "C:\\\\W*" } } },
  { wildcard: { k: { value: "C:\\Win*" } } },
  { wildcard: { k: "a\\*b" } },
  { wildcard: { k: "a\\" } },
  { wildcard: { w: "a\\?b\\" } },
  { wildcard: { k: "*" } },
  { wildcard: { k: "**" } },
  { wildcard: { k: "?" } },
  { wildcard: { k: "" } },
  { wildcard: { w: "" } },
  { wildcard: { k: { value: "", case_insensitive: true } } },
  { wildcard: { k: "plain" } },
  { prefix: { k: "a" } },
  { prefix: { k: { value: "C:\\w", case_insensitive: true } } },
  { prefix: { k: "" } },
  { prefix: { w: "a*" } },
  { regexp: { k: "a.*b|c+" } },
  { regexp: { k: { value: "[a-c]É.", case_insensitive: true, flags: "ALL" } } },
  { regexp: { k: ".*" } },
  { regexp: { k: "abc" } },
  { regexp: { w: "C:\\\\[Ww].*" } },
  { bool: { must: { term: { k: "a" } }, should: [{ term: { k2: "b" } }] } },
  { bool: { should: [{ term: { k: "a" } }, { term: { k2: "b" } }], must_not: [{ term: { k2: "c" } }] } },
  { bool: { should: [{ term: { k: "a" } }, { term: { k2: "b" } }], minimum_should_match: 0 } },
  { bool: { should: [{ term: { k: "a" } }, { term: { k2: "b" } }], minimum_should_match: "2" } },
  { bool: { filter: [{ exists: { field: "n" } }], should: [{ term: { k: "a" } }], minimum_should_match: 1 } },
  { bool: { filter: [{ exists: { field: "n" } }], should: [{ term: { k: "a" } }], minimum_should_match: 0 } },
  { bool: { should: [], minimum_should_match: 1 } },
  { bool: { should: [], minimum_should_match: 1, filter: [{ term: { k: "a" } }] } },
  { bool: { should: [], minimum_should_match: 1, must_not: [{ term: { k: "a" } }] } },
  { bool: { should: [{ term: { k: "a" } }], minimum_should_match: 1, must_not: [{ term: { k2: "b" } }] } },
  { bool: { must_not: [] } },
  { bool: { must_not: { exists: { field: "k" } } } },
  { constant_score: { filter: { term: { k: "a" } } } },
  { dis_max: { queries: [{ term: { k: "a" } }, { term: { n: 5 } }] } },
  { match_all: {} },
  { match_none: {} },
];

const texts = [
  "a",
  "b",
  "c",
  "ab",
  "AB",
  "aXb",
  "axbc",
  "a b",
  "A B",
  "éb",
  "éB",
  "ÉB",
  "xéy",
  "bé1",
  "CÉx",
  "cÉx",
  "C:\\Windows",
  "c:\\windows",
  "C:Windows",
  "a*b",
  "a\\",
  "a?b\\",
  "",
  "plain",
  "a*c",
  "5",
  "7",
  "true",
  "abc",
  "ccc",
];
const nearby: readonly JsonObject[] = [
  ...texts.flatMap((text) => [
    { k: text },
    { w: text },
    { k: ["zz", text] },
    { k: text, k2: "b" },
    { k: text, k2: ["c", "b"], n: 5 },
    { w: [text, "zz"] },
  ]),
  ...[5, 4.5, 5.5, "5", 7, 8, -1, true].flatMap((n) => [{ n }, { d: n }, { n: [n, 100], k: "a" }, { k: n }]),
  ...["10.0.0.1", "11.0.0.0", "192.168.0.1", "::1", "9.9.9.9"].map((ip) => ({ ip })),
  ...[
    "2024-05-01",
    "2024-05-01T10:59:59.999Z",
    "2024-05-01T11:00:00Z",
    "2024-05-02",
    1714521600000,
    "2024-05-31T23:59:59.999Z",
    "2024-06-01",
    "2024-04-30",
  ].map((t) => ({ t })),
  { b: true },
  { b: false },
  { b: "false" },
  { b: [true, false] },
];

const started = await elasticsearchAdapter.start();
const why = started.ok ? "" : ` (${started.why})`;
describe.skipIf(!started.ok)(`queries of filters on elasticsearch${why}`, { timeout: 600_000 }, () => {
  if (!started.ok) return;
  const { engine } = started;
  afterAll(() => engine.close());

  it("finds what we find", async () => {
    const jobs = queries.map((query) => {
      const { text, filters } = conditionTextOf("", [{ query }]);
      const { condition, diagnostics } = readFilters(filters, { text, schema, known: new Map(), ids: nodeIds() });
      if (condition === null) throw new Error(`${text}: ${diagnostics.map((d) => d.message).join("; ")}`);
      const rule = ruleOf(condition);
      return {
        rule,
        query,
        emission: {
          ok: true as const,
          artifacts: [{ suffix: ".json", text: JSON.stringify({ body: { query } }) }],
          deviations: [],
          warnings: [],
        },
      };
    });
    const events = [
      ...jobs.flatMap(({ rule }) =>
        generate(rule, rule.sources["main"]?.where ?? never(), { count: 8, seed: 3 }).events.map((e) => e.event),
      ),
      ...nearby,
    ];
    const rows = await engine.run(jobs, events);
    const wrong = new Map<string, unknown>();
    let compared = 0;
    for (const [i, { rule, query }] of jobs.entries())
      for (const [at, event] of events.entries()) {
        const verdict = rows[i]?.[at] ?? null;
        if (verdict === null) continue;
        compared++;
        const oracle = evaluate(rule, event);
        if (verdict !== oracle) wrong.set(JSON.stringify(query), { event, oracle, engine: verdict });
      }
    expect([...wrong]).toEqual([]);
    expect(compared).toBeGreaterThan(20_000);
  });
});

function never(): never {
  throw new Error("a rule has one source");
}
