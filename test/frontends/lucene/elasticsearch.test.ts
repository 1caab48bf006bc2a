import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileDocument } from "../../../src/driver/compile.ts";
import { evaluate } from "../../../src/eval/evaluate.ts";
import { frontEnds } from "../../../src/frontends/index.ts";
import { generate } from "../../../src/generate/generate.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { bareQuery } from "../../../src/rules/bare-query.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import { elasticsearchAdapter } from "../../../targets/elasticsearch/engine.ts";

/** Query strings as Kibana sends them, on a real Elasticsearch, against our reading of them (the oracle on its IR). Skipped where the server is not there. */

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
  true,
);

const ruleOf = (query: string): Rule | null =>
  compileDocument(bareQuery({ name: "query", text: query }, { language: "lucene" }), [], { schema, frontEnds, window: null }).rule;

const written = (parse(readFileSync("test/frontends/lucene/cases.yaml", "utf8")) as readonly { readonly query: string }[]).map(
  (c) => c.query,
);
const more = [
  "k:a~0",
  "k:ab*",
  "k:a?*",
  "k:**",
  "k:*?*",
  "k:\\**",
  "k:a\\?b?",
  "k:\\u0041*",
  "w:*a\\ b*",
  "w:/[a-c]+.*/",
  "k:/a&~(b)/",
  "k:/<1-5>/",
  "k:/@/",
  "k://",
  'k:""',
  "k:TRUE",
  "k:5",
  "k:>",
  "k:>=",
  "k:<b",
  "k:>*",
  "k:=5",
  "b:true",
  'b:"false"',
  "n:5.0",
  "n:5.5",
  "n:1e2",
  "d:[4.5 TO *]",
  "n:99999999999999999999",
  "n:>=5 AND n:<9",
  'ip:"::1"',
  "ip:>10.0.0.0",
  "t:2024-05-01",
  't:"2024-05-01T10:00:00Z"',
  "t:[2024-05-01 TO *]",
  "t:[2024-05-01 TO 2024-05-02]",
  "t:{2024-05-01 TO 2024-05-03}",
  't:["2024-05-15||/M" TO "2024-05-15||/M"}',
  "n:[1 TO 5]",
  "n:{4 TO 7}",
  "n:[4 TO 5} OR n:{7 TO 9]",
  "n:[9 TO 4]",
  "n:{5 TO 6}",
  "d:{4 TO 5.5]",
  "ip:[10.0.0.1 TO 10.0.0.9}",
  "ip:{10.0.0.1 TO 10.0.0.1}",
  "ip:[10.0.0.9 TO 10.0.0.1]",
  'k:["a b" TO c}',
  "k:{a TO b]",
  "NOT n:[4 TO 6]",
  "t:{2024-05-01 TO *]",
  "t:{* TO 2024-05-01}",
  "t:[* TO 2024-05-01]",
  "t:2024",
  "+k:a -k2:b n:5",
  "-k:a -k2:b",
  "(-k:a) (-k2:b)",
  "k:(+a -b)",
  "k:a AND (k2:b NOT n:5)",
  "NOT (NOT k:a)",
  "(k:a OR k2:b) AND NOT (n:5 OR n:7)",
  "k:a AND k2:b OR n:5 AND d:5",
  "k:(a OR b c OR d)",
  "k:(a b NOT c)",
  "k:(a +b c d)",
];

const pieces = [
  "k:a ",
  "k:b ",
  "k2:b ",
  "n:5 ",
  "NOT ",
  "AND ",
  "OR ",
  "AND NOT ",
  "(",
  ") ",
  "+",
  "-",
  "k:(a b ",
  "k:(a ",
  "k2:(",
  "k:b* ",
  "&& ",
  "|| ",
  "!",
  "c ",
];

const started = await elasticsearchAdapter.start();
const why = started.ok ? "" : ` (${started.why})`;
describe.skipIf(!started.ok)(`query strings on elasticsearch${why}`, { timeout: 600_000 }, () => {
  if (!started.ok) return;
  const { engine } = started;
  afterAll(() => engine.close());

  async function differences(rules: readonly Rule[], events: readonly JsonObject[]) {
    const jobs = rules.map((rule) => {
      const { query } = rule.metadata;
      const dsl = query.trim() === "" ? { match_all: {} } : { query_string: { query, analyze_wildcard: true, time_zone: "Zulu" } };
      return {
        rule,
        emission: {
          ok: true as const,
          artifacts: [{ suffix: ".json", text: JSON.stringify({ body: { query: dsl } }) }],
          deviations: [],
          warnings: [],
        },
      };
    });
    const rows = await engine.run(jobs, events);
    const wrong = new Map<string, unknown>();
    let compared = 0;
    for (const [i, rule] of rules.entries()) {
      const row = rows[i] ?? [];
      if (row.every((v) => v === null)) wrong.set(rule.metadata.query, "the server has no verdict");
      for (const [at, event] of events.entries()) {
        const verdict = row[at] ?? null;
        const oracle = evaluate(rule, event);
        // the clock is the server's alone
        if (verdict === null || oracle === "error") continue;
        compared++;
        if (verdict !== oracle) wrong.set(rule.metadata.query, { event, oracle, engine: verdict });
      }
    }
    return { wrong: [...wrong], compared };
  }

  it("finds what we find", async () => {
    const rules = [...written, ...more].flatMap((query) => ruleOf(query) ?? []);
    expect(rules.length).toBeGreaterThanOrEqual(100);
    const events = rules.flatMap((rule) =>
      generate(rule, rule.sources["events"]?.where ?? never(), { count: 8, seed: 3 }).events.map((e) => e.event),
    );
    const { wrong, compared } = await differences(rules, [...events, ...nearby]);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50_000);
  });

  it("puts clauses together as we do, whatever the marks between them", async () => {
    const texts = fc.sample(
      fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 12 }).map((p) => p.join("")),
      { numRuns: 40_000, seed: 5 },
    );
    const rules = [...new Set(texts)].flatMap((query) => ruleOf(query) ?? []).slice(0, 800);
    expect(rules.length).toBeGreaterThan(300);
    const values = [undefined, "a", "b", "c", "a b", "b c"];
    const events = values.flatMap((k) =>
      ["b", "a", undefined].flatMap((k2) =>
        [5, undefined].map((n) => ({
          ...(k === undefined ? {} : { k }),
          ...(k2 === undefined ? {} : { k2 }),
          ...(n === undefined ? {} : { n }),
        })),
      ),
    );
    const { wrong, compared } = await differences(rules, events);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20_000);
  });
});

function never(): never {
  throw new Error("a query has one source");
}

const texts = [
  "a",
  "b",
  "c",
  "d",
  "ab",
  "abc",
  "a b",
  "b c",
  "c d",
  "a-b+c&&d||e",
  'a:" b',
  "AND",
  "A",
  "Ab",
  "a/b",
  "a/bx",
  "a*b",
  "a*bc",
  "*",
  "*x",
  "a?bc",
  "",
  ">",
  ">=",
  "=5",
  ">a",
  "a and b",
  "5",
  "3",
  "true",
  "TRUE",
  "-",
  "abcd",
  "x a b y",
  "aXb",
  "bb",
];
const nearby: readonly JsonObject[] = [
  ...texts.flatMap((text) => [
    { k: text },
    { w: text },
    { k: ["zz", text] },
    { k: text, k2: "b" },
    { k: text, k2: ["c", "b"], n: 5 },
    { k: text, n: [5, 7], d: 5 },
  ]),
  ...[5, 4.5, 5.5, "5", 7, 8, 9, 4, -5, 100].flatMap((n) => [{ n }, { d: n }, { n: [n, 100], k: "a" }, { k: n }]),
  ...["10.0.0.1", "10.0.0.0", "11.0.0.0", "192.168.0.1", "::1", "9.9.9.9"].map((ip) => ({ ip })),
  ...[
    "2024-05-01",
    "2024-05-01T10:00:00.999Z",
    "2024-05-01T23:59:59.999Z",
    "2024-05-02",
    1714521600000,
    "2024-04-30T23:59:59.999Z",
    "2024-01-01",
    "2030-01-01",
  ].map((t) => ({ t })),
  { b: true },
  { b: false },
  { b: "false" },
];
