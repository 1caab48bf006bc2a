import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { compileOwnRules } from "../../scripts/own-rules.ts";
import { type Comparison, compareVerdicts } from "../../src/driver/compare.ts";
import { compareStreams } from "../../src/driver/compare-streams.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import { conditionOf } from "../../src/eval/evaluate.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import { generate } from "../../src/generate/generate.ts";
import { generateStreams } from "../../src/generate/streams.ts";
import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { loadCases, ruleOfCase } from "../../test/cases/load.ts";
import { buildCli, type Cli, folderOf, ruleToml } from "../../test/cli/run-cli.ts";
import { http, list, standIn, whole } from "../../test/target/eql-stand-in.ts";
import { elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter } from "./engine.ts";
import { at } from "./engine-client.ts";
import type { SearchEngine } from "./engine-search.ts";
import { elasticsearch } from "./target.ts";

/**
 * How the adapter asks a server that has EQL, and what it makes of the answers. No such server is to be had here, so a stand-in of our own answers: it takes what Elasticsearch's
 * documentation lets a client send, refuses the rest, and evaluates with the oracle. That EQL itself means what we say it means is shown elsewhere, by Elasticsearch's own cases.
 */

const jobsOf =
  (adapter: EngineAdapter) =>
  (rule: Rule): readonly Job[] => {
    const emission = elasticsearch.emit(rule, { ...defaultsOf(elasticsearch.options), ...adapter.options }, "9.4");
    return emission.ok ? [{ rule, emission }] : [];
  };

function ruleOfQuery(query: string, more: Readonly<Record<string, string>> = {}): Rule {
  const lines = Object.entries(more).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
  const [document] = readDocument({ name: "rule.toml", text: `${ruleToml(query)}${lines.join("")}` }).rules;
  if (document === undefined) throw new Error(query);
  const { rule, diagnostics } = compileDocument(document, [], { schema: ecsSchema(), frontEnds, window: null });
  if (rule === null) throw new Error(JSON.stringify(diagnostics));
  return rule;
}

const wrong = (comparisons: readonly Comparison[], events: readonly JsonObject[]): readonly unknown[] =>
  comparisons
    .flatMap((c) => c.disagreements)
    .slice(0, 3)
    .map((d) => ({ rule: d.job.rule.metadata.query, event: events[d.event], oracle: d.oracle, engine: d.engine }));
const compared = (comparisons: readonly Comparison[]): number => comparisons.reduce((sum, c) => sum + c.compared, 0);

describe("EQL of a server that has it (a stand-in, which answers by the oracle)", { timeout: 120_000 }, () => {
  const before = process.env["ELASTICSEARCH_URL"];
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
    // a listening server on a port has such an address
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    process.env["ELASTICSEARCH_URL"] = url;
    Object.assign(standIn, { asked: [], answer: whole, eql: true, forgets: false });
  });
  afterAll(() => {
    http.close();
    if (before === undefined) delete process.env["ELASTICSEARCH_URL"];
    else process.env["ELASTICSEARCH_URL"] = before;
  });

  async function start(adapter: EngineAdapter): Promise<Engine> {
    const started = await adapter.start();
    if (!started.ok) throw new Error(started.why);
    standIn.asked.length = 0;
    return started.engine;
  }

  it("is not there without a server, or with one that has no EQL", async () => {
    standIn.eql = false;
    expect(await elasticsearchEqlAdapter.start()).toEqual({ ok: false, why: "the server at ELASTICSEARCH_URL has no EQL" });
    delete process.env["ELASTICSEARCH_URL"];
    expect(await elasticsearchEqlWrittenAdapter.start()).toMatchObject({
      ok: false,
      why: expect.stringContaining("set ELASTICSEARCH_URL"),
    });
  });

  it.each([elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter])("$id: asks for every case, and gives the answers", async (adapter) => {
    const engine = await start(adapter);
    let verdicts = 0;
    for (const file of loadCases().filter((f) => adapter === elasticsearchEqlWrittenAdapter || f.language === "eql")) {
      const rules = file.cases.flatMap((c): readonly Rule[] => {
        const { rule } = ruleOfCase(file, c);
        const { language } = file;
        return rule === null ? [] : [{ ...rule, metadata: { ...rule.metadata, language, query: c.rule, conditionText: c.rule } }];
      });
      const events = file.cases.flatMap((c) => c.events.map((e) => e.event));
      const comparisons = await compareVerdicts(engine, rules.flatMap(jobsOf(adapter)), events);
      expect(wrong(comparisons, events), `${file.topic} ${JSON.stringify([...(engine as SearchEngine).failures])}`).toEqual([]);
      verdicts += compared(comparisons);
    }
    expect(verdicts).toBeGreaterThan(5_000);
    expect(standIn.indices.size).toBe(0);
  });

  it.each([elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter])("$id: asks for our own rules, sequences too", async (adapter) => {
    const engine = await start(adapter);
    const rules = compileOwnRules()
      .flatMap(({ rule }) => rule ?? [])
      .map((rule): Rule => ({ ...rule, schedule: { ...rule.schedule, window: null } }));
    const filters = rules.filter(isFilterRule);
    const events = filters.flatMap((rule) => generate(rule, conditionOf(rule), { count: 20, seed: 1 }).events.map((e) => e.event));
    const comparisons = await compareVerdicts(engine, filters.flatMap(jobsOf(adapter)), events);
    expect(wrong(comparisons, events)).toEqual([]);
    expect(comparisons.filter((c) => c.compared > 0).length).toBeGreaterThanOrEqual(12);
    let streams = 0;
    for (const rule of rules.filter((r) => r.detection.kind === "sequence" || r.detection.kind === "sample"))
      for (const job of jobsOf(adapter)(rule)) {
        const comparison = await compareStreams(
          engine,
          job,
          generateStreams(rule, { count: 8, seed: 1 }).streams.map((s) => s.stream),
          rule,
        );
        expect(comparison.disagreements).toEqual([]);
        streams += comparison.compared;
      }
    expect(streams).toBeGreaterThan(10);
  });

  it("asks as Kibana does: the author's text or the compiled one, the rule's fields, room for every event", async () => {
    const query = '/* mine */ thing where process.name : "cmd.exe"';
    const fields = { event_category_override: "event.kind", timestamp_field: "event.created", tiebreaker_field: "event.sequence" };
    const rule = ruleOfQuery(query, fields);
    const events = Array.from({ length: 25 }, (_, i) => ({
      event: { kind: "thing", sequence: i },
      process: { name: `${i % 5 === 4 ? "x" : ""}CMD.exe` },
    }));
    const bodies: Json[] = [];
    for (const adapter of [elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter]) {
      const [row] = await (await start(adapter)).run(jobsOf(adapter)(rule), events);
      expect(row?.filter((v) => v === "match")).toHaveLength(20);
      expect(standIn.asked).toHaveLength(1);
      expect(standIn.asked[0]?.path).toMatch(/^\/verdict-[^/?*]+\/_eql\/search\?filter_path=hits\.events\._id,/);
      bodies.push(standIn.asked[0]?.body ?? null);
    }
    const asked = { size: 25, event_category_field: "event.kind", timestamp_field: "event.created", tiebreaker_field: "event.sequence" };
    expect(bodies).toEqual([
      { query: `${query}\n`, ...asked },
      { query: 'thing where process.name : "cmd.exe"', ...asked },
    ]);
  });

  it("sends nothing of what it leaves out: a rule's own fields are the API's where it names none", async () => {
    await (await start(elasticsearchEqlAdapter)).run(jobsOf(elasticsearchEqlAdapter)(ruleOfQuery("any where process.pid == 1")), [{}]);
    expect(standIn.asked.map((a) => a.body)).toEqual([{ query: "any where process.pid == 1\n", size: 1 }]);
  });

  it.each([
    ["an event that is kept back", (events: readonly JsonObject[]) => whole(events.slice(1)), "no-match", 1],
    ["one that does not match", (events: readonly JsonObject[]) => whole([...events, { _id: "3" }]), "match", 1],
    ["a part of the answer", (events: readonly JsonObject[]) => ({ ...whole(events.slice(1)), is_partial: true }), "error", 4],
    ["a search that goes on", (events: readonly JsonObject[]) => ({ ...whole([]), is_running: events.length > 0 }), "error", 2],
    ["a search cut short", (events: readonly JsonObject[]) => ({ ...whole(events.slice(1)), timed_out: true }), "error", 4],
    [
      "shards that failed",
      () => ({ ...whole([]), shard_failures: [{ index: "i", shard: 0, reason: { type: "boom", reason: "it broke" } }] }),
      "error",
      4,
    ],
  ] as const)("reports %s", async (_, answered, said, count) => {
    const engine = await start(elasticsearchEqlAdapter);
    standIn.answer = answered;
    const events = ["a", "a", "b", "b"].map((name) => ({ process: { name } }));
    const jobs = jobsOf(elasticsearchEqlAdapter)(ruleOfQuery('any where process.name == "a"'));
    const [comparison] = await compareVerdicts(engine, jobs, events);
    expect(comparison?.disagreements.map((d) => d.engine)).toEqual(Array.from({ length: count }, () => said));
  });

  it("never takes an index that is not there for one without matches", async () => {
    const engine = await start(elasticsearchEqlAdapter);
    standIn.forgets = true;
    const [row] = await engine.run(jobsOf(elasticsearchEqlAdapter)(ruleOfQuery('any where process.name == "a"')), [
      { process: { name: "b" } },
    ]);
    expect(row).toEqual(["error"]);
  });

  it("finds the events on which a query fails, and has the verdicts of the others", async () => {
    const engine = await start(elasticsearchEqlAdapter);
    const events = ["1", "2", "x", "1", "y"].map((name) => ({ process: { name } }));
    const [row] = await engine.run(jobsOf(elasticsearchEqlAdapter)(ruleOfQuery("any where number(process.name) == 1")), events);
    expect(row).toEqual(["match", "no-match", "error", "match", "error"]);
  });

  it("leaves out, by name, what is not the author's query alone", async () => {
    const engine = await start(elasticsearchEqlAdapter);
    const said = (rule: Rule): string | null => engine.represent(rule, {});
    expect(said(ruleOfQuery("any where true | head 5"))).toBe("each event is judged by itself, and the query has a pipe");
    const kql = compileOwnRules().flatMap(({ rule }) => (rule?.metadata.language === "kuery" && isFilterRule(rule) ? [rule] : []))[0];
    expect(kql === undefined ? null : said(kql)).toBe("the rule is not written in EQL");
    expect(await engine.run(kql === undefined ? [] : jobsOf(elasticsearchEqlAdapter)(kql), [{}])).toEqual([[null]]);
    expect(standIn.asked).toEqual([]);
  });

  it("validates the query of the rule for Kibana", async () => {
    for (const adapter of [elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter]) {
      const engine = await start(adapter);
      const jobs = [ruleOfQuery('any where process.name == "a"'), ruleOfQuery("sequence by host.id [any where true] [any where true]")];
      expect(await engine.validate?.(jobs.flatMap(jobsOf(adapter)))).toEqual([null, null]);
      standIn.forgets = true;
      expect(await engine.validate?.(jobs.slice(0, 1).flatMap(jobsOf(adapter)))).toEqual([expect.stringMatching(/^no such index/)]);
      standIn.forgets = false;
    }
  });

  const corpus = "../shared/corpus/elastic";
  it.skipIf(!existsSync(corpus))("has every field that the query of an Elastic rule looks up (../shared/corpus/elastic)", async () => {
    const schema = ecsSchema();
    const sample = readFileSync("test/corpus-sample.txt", "utf8").trim().split("\n");
    const rules = sample.flatMap((path) => {
      const file = join(corpus, `${path}.toml`);
      return readDocument({ name: file, text: readFileSync(file, "utf8") }).rules.flatMap(
        (document) => compileDocument(document, [], { schema, frontEnds, window: null }).rule ?? [],
      );
    });
    for (const adapter of [elasticsearchEqlAdapter, elasticsearchEqlWrittenAdapter]) {
      const engine = await start(adapter);
      const able = rules.filter(({ detection: { kind } }) => kind === "filter" || kind === "sequence" || kind === "sample");
      const jobs = able.flatMap(jobsOf(adapter));
      const problems = (await engine.validate?.(jobs)) ?? [];
      expect(problems.flatMap((p, i) => (typeof p === "string" ? [`${jobs[i]?.rule.metadata.path}: ${p}`] : []))).toEqual([]);
      expect(problems.filter((p) => p === null).length).toBeGreaterThan(150);
    }
  });

  it("is a line of its own in what `verdict verify` says, wrong where the server is", async () => {
    const cli: Cli = await buildCli();
    try {
      const folder = folderOf({ "rule.toml": ruleToml('any where process.name == "a"') });
      const verify = async (): Promise<{ readonly code: number | null; readonly result: Json }> => {
        const ran = await cli.run(["verify", "rule.toml", "--engine", "elasticsearch-eql,elasticsearch-eql-written", "--json"], {
          cwd: folder,
          env: { ELASTICSEARCH_URL: url },
        });
        return { code: ran.code, result: JSON.parse(ran.stdout) as Json };
      };
      const right = await verify();
      expect(right.code).toBe(0);
      expect(list(at(right.result, "engines")).map((e) => [at(e, "id"), at(e, "totals", "disagreements")])).toEqual([
        ["elasticsearch-eql", 0],
        ["elasticsearch-eql-written", 0],
      ]);
      standIn.answer = () => whole([]);
      const lying = await verify();
      expect(lying.code).toBe(1);
      for (const engine of list(at(lying.result, "engines"))) expect(at(engine, "totals", "disagreements")).toBeGreaterThan(0);
    } finally {
      cli.close();
    }
  });
});
