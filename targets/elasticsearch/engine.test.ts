import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Comparison, compareVerdicts } from "../../src/driver/compare.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import { select } from "../../src/eval/select.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import type { Condition } from "../../src/ir/condition.ts";
import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { eventsFileOf, readEvents } from "../../src/rules/events-file.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { layered, type Schema, schemaOf } from "../../src/schema/schema.ts";
import { readMapping } from "../../src/schema/schema-files.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { EngineAdapter, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { loadCases, ruleOfCase } from "../../test/cases/load.ts";
import { ruleOf } from "../../test/ir-builder.ts";
import { probes } from "../../test/sql/probes.ts";
import { condition, event } from "../../test/target/arbitrary.ts";
import { nestedCondition, nestedEvent } from "../../test/target/arbitrary-nested.ts";
import { elasticsearchAdapter, opensearchAdapter } from "./engine.ts";
import type { SearchEngine } from "./engine-search.ts";
import { elasticsearch } from "./target.ts";

/** Artefacts on a real server, verdict by verdict with the oracle. Skipped, with the reason in the name, where the server is not there. */

const options = { ...defaultsOf(elasticsearch.options), "kibana-rule": "none" };

function jobOf(rule: Rule): readonly Job[] {
  const emission = elasticsearch.emit(rule, options, "9.4");
  return emission.ok ? [{ rule, emission }] : [];
}
const jobWhere = (where: Condition): readonly Job[] => jobOf(ruleOf(where));

interface Wrong {
  readonly rule: string;
  readonly oracle: string;
  readonly engine: string;
  readonly event: JsonObject | undefined;
  readonly request: string | undefined;
  /** What the server said, where it failed. */
  readonly reason: string | null;
}

/** A few disagreements, as something to read. */
const wrongOn = (engine: SearchEngine, comparisons: readonly Comparison[], events: readonly JsonObject[]): readonly Wrong[] =>
  comparisons
    .flatMap((c) => c.disagreements)
    .slice(0, 3)
    .map((d) => ({
      rule: d.job.rule.metadata.query,
      oracle: d.oracle,
      engine: d.engine,
      event: events[d.event],
      request: d.job.emission.artifacts[0]?.text,
      reason: d.engine === "error" ? (engine.failures.get(d.job.rule.metadata.ruleId) ?? null) : null,
    }));

const compared = (comparisons: readonly Comparison[]): number => comparisons.reduce((sum, c) => sum + c.compared, 0);

function ruleOfQuery(query: string, schema: Schema, category: string | null = null, tiebreaker: string | null = null): Rule {
  const document = bareQuery({ name: "query", text: query }, { language: "eql", categoryField: category, tiebreakerField: tiebreaker });
  const { rule, diagnostics } = compileDocument(document, [], { schema, frontEnds, window: null });
  if (rule === null) throw new Error(JSON.stringify(diagnostics));
  return rule;
}

// Elasticsearch's EQL suite

interface SuiteCase {
  readonly id: string;
  readonly query: string;
  readonly expect_ids: readonly number[];
  readonly dataset: string;
}

const shared = "../shared/cases";
const suitePresent = existsSync(join(shared, "es-eql-cases.json"));
// JSON of files that are not ours, in the shape that their notes say
const read = (name: string): readonly JsonObject[] =>
  suitePresent ? (JSON.parse(readFileSync(join(shared, name), "utf8")) as JsonObject[]) : [];
const endgame = read("endgame-events.json").map(
  (e): JsonObject => ({ ...e, "@timestamp": Math.floor(Number(e["timestamp"]) / 1e4) - 11644473600000 }),
);
const suite = (read("es-eql-cases.json") as unknown as readonly SuiteCase[]).filter(
  (c) => c.dataset === "endgame" && !/^\s*(?:\/\/[^\n]*\n\s*)*(?:sequence|sample)\b/.test(c.query),
);
const typeOf = (name: string, value: Json): EsType =>
  name === "@timestamp" ? "date" : name.endsWith("_address") ? "ip" : typeof value === "number" ? "long" : "keyword";
const endgameSchema = schemaOf(
  "endgame",
  Object.fromEntries(
    endgame.flatMap((e) =>
      Object.entries(e).map(([name, value]) => [name, { type: typeOf(name, value), array: false, ignoreAbove: null }] as const),
    ),
  ),
);
const dslCases = join(shared, "es-dsl-cases.json");
const scriptQueries = existsSync(dslCases)
  ? (JSON.parse(readFileSync(dslCases, "utf8")) as readonly { readonly query: string; readonly dsl: Json }[])
      .filter((c) => JSON.stringify(c.dsl).includes("ScriptUtils"))
      .map((c) => c.query)
  : [];
/** Values near what the queries ask for, one field at a time and together. */
const nearby: readonly JsonObject[] = [
  ...[
    "",
    "net.exe",
    "12345net.exe",
    "12345NET.EXE",
    "12345net.e\n",
    "test*",
    "12345test*",
    "12345best",
    "C:\\Windows\\system32\\net1  ",
  ].map((v) => ({ command_line: v })),
  ...["", "foo", "a.exe", "a.EXE", "foo.bar"].flatMap((v) => [{ file_name: v }, { file_name: [v, "b"], process_name: "" }]),
  ...["SYSTE", "system", "Seste", "1", "1.0", "0x1", "net.exe", "xstex"].map((v) => ({ process_name: v })),
  ...[41, 82, 83, -2147483649, 2147483649, 1, 0, 2, 41.0].map((v) => ({ serial_event_id: v })),
  { file_name: "f", process_name: "o" },
  { pid: 60, ppid: 41 },
  { pid: [1, 99], ppid: [2, 1] },
  { exit_code: 0 },
  { exit_code: -1 },
  { user_name: "123456789012" },
  { source_address: "10.1.2.3" },
].map((e) => ({ "event.category": "process", ...e }));

// our own rules

function ownRules(): { readonly rules: readonly Rule[]; readonly events: readonly JsonObject[] } {
  const text = readFileSync("rules/non-ecs.mapping.json", "utf8");
  const { layer } = readMapping({ name: "rules/non-ecs.mapping.json", text });
  const schema = layered("rules", false, [...(layer === null ? [] : [layer]), ecsSchema()]);
  const files = readdirSync("rules", { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".toml"));
  const events: JsonObject[] = [];
  const rules = files.flatMap((file): readonly Rule[] => {
    const path = join("rules", file);
    const cases = eventsFileOf(path);
    if (existsSync(cases)) for (const c of readEvents({ name: cases, text: readFileSync(cases, "utf8") }).cases) events.push(c.event);
    return readDocument({ name: path, text: readFileSync(path, "utf8") }).rules.flatMap((document) => {
      const { rule } = compileDocument(document, [], { schema, frontEnds, window: null });
      return rule === null ? [] : [rule];
    });
  });
  return { rules, events };
}

async function prove(adapter: EngineAdapter, runs: number): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, { timeout: 300_000 }, () => {
    let engine: SearchEngine;
    beforeAll(() => {
      // both adapters start search engines
      if (started.ok) engine = started.engine as SearchEngine;
    });
    afterAll(() => engine?.close());

    it("says what it must on every probe", async () => {
      const wrongly: unknown[] = [];
      for (const { name, where, match, noMatch } of probes) {
        const [row] = await engine.run(jobWhere(where), [...match, ...noMatch]);
        // what this engine cannot be shown has no verdict
        const expected = [...match.map(() => "match"), ...noMatch.map(() => "no-match")];
        if (expected.some((v, i) => row?.[i] !== null && row?.[i] !== v)) wrongly.push({ name, row, expected });
      }
      expect(wrongly).toEqual([]);
    });

    it.each(loadCases().map((file) => [file.topic, file] as const))("test/cases/%s", async (_topic, file) => {
      const rules = file.cases.flatMap((c) => ruleOfCase(file, c).rule ?? []);
      const events = file.cases.flatMap((c) => c.events.map((e) => e.event));
      const comparisons = await compareVerdicts(engine, rules.flatMap(jobOf), events);
      expect(wrongOn(engine, comparisons, events)).toEqual([]);
      expect(compared(comparisons)).toBeGreaterThan(0);
    });

    it("agrees on our own rules and their events", async () => {
      const { rules: all, events } = ownRules();
      // no single search joins events with indicators: those rules run as Kibana's
      const rules = all.filter((r) => r.detection.kind !== "indicator-join");
      expect(rules.length).toBeGreaterThan(20);
      const comparisons = await compareVerdicts(engine, rules.flatMap(jobOf), events);
      expect(wrongOn(engine, comparisons, events)).toEqual([]);
      expect(comparisons.length).toBe(rules.length);
      expect(compared(comparisons)).toBeGreaterThan(1_000);
    });

    it.skipIf(!suitePresent)("finds what Elasticsearch's EQL finds (../shared/cases/es-eql-cases.json)", async () => {
      const failed: unknown[] = [];
      let shown = 0;
      const jobs = suite.flatMap((c) => jobOf(ruleOfQuery(c.query, endgameSchema, "event_type", "serial_event_id")));
      expect(jobs.length).toBe(suite.length);
      const rows = await engine.run(jobs, endgame);
      for (const [i, c] of suite.entries()) {
        const job = jobs[i];
        // what this engine is known to do otherwise
        if (job === undefined || engine.represent(job.rule, endgame[0] ?? {}) !== null) continue;
        shown++;
        const limited = isFilterRule(job.rule) && job.rule.detection.limit !== null;
        // with head or tail the body itself decides, newest first for tail
        const found = limited
          ? [...(await engine.hits(job, endgame))].sort((a, b) => a - b)
          : rows[i]?.flatMap((v, at) => (v === "match" ? [at] : []));
        const ids = found?.map((at) => Number(endgame[at]?.["serial_event_id"]));
        if (JSON.stringify(limited ? ids : ids?.slice(0, 50)) !== JSON.stringify(c.expect_ids))
          failed.push({ id: c.id, query: c.query, ids, expected: c.expect_ids });
      }
      expect(failed).toEqual([]);
      expect(shown).toBeGreaterThanOrEqual(suite.length - (adapter.id === "opensearch" ? 1 : 0));
    });

    it.skipIf(scriptQueries.length === 0)(
      "scripts of ours say what Elasticsearch's own say (../shared/cases/es-dsl-cases.json)",
      async () => {
        const types = { serial_event_id: "long", exit_code: "long", pid: "long", ppid: "long", source_address: "ip" } as const;
        const schema = schemaOf(
          "cases",
          Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
        );
        const jobs = scriptQueries.flatMap((query) => jobOf(ruleOfQuery(query, schema)));
        expect(jobs.length).toBe(21);
        const comparisons = await compareVerdicts(engine, jobs, nearby);
        expect(wrongOn(engine, comparisons, nearby)).toEqual([]);
        expect(compared(comparisons)).toBeGreaterThan(600);
      },
    );

    it("keeps head and tail, in order", async () => {
      const events = [5, 1, 4, 2, 3].map((n): JsonObject => ({ "@timestamp": `2024-05-0${n}`, n }));
      const found = async (query: string): Promise<readonly Json[]> => {
        const [job] = jobOf(ruleOfQuery(query, schemaOf("n", { n: { type: "long", array: false, ignoreAbove: null } })));
        if (job === undefined || !isFilterRule(job.rule)) throw new Error(query);
        const hits = await engine.hits(job, events);
        expect([...hits].sort()).toEqual([...select(job.rule, events)].sort());
        return hits.map((i) => events[i]?.["n"] ?? null);
      };
      expect(await found("any where n > 1 | head 2")).toEqual([2, 3]);
      expect(await found("any where n > 1 | tail 2")).toEqual([5, 4]);
      expect(await found("any where true | tail 4 | head 2")).toEqual([3, 2]);
      expect(await found("any where true")).toEqual([5, 4, 3, 2, 1]);
    });

    it.each([
      ["events", condition, event],
      ["objects of lists", nestedCondition, nestedEvent],
    ] as const)("agrees with the oracle on generated conditions and %s", async (_what, conditions, shown) => {
      const seed = Number(process.env["VERDICT_SEED"] ?? 11);
      const events = fc.sample(shown, { numRuns: 100, seed });
      const jobs = fc.sample(conditions, { numRuns: runs, seed }).flatMap(jobWhere);
      const comparisons = await compareVerdicts(engine, jobs, events);
      expect(wrongOn(engine, comparisons, events)).toEqual([]);
      expect(jobs.length).toBeGreaterThan(runs * 0.75);
      expect(compared(comparisons)).toBeGreaterThan(runs * 50);
    });
  });
}

const runs = Number(process.env["VERDICT_RUNS"] ?? 250);
await prove(elasticsearchAdapter, runs);
await prove(opensearchAdapter, Math.ceil(runs / 2));
