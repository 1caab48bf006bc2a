import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, describe, expect, it } from "vitest";
import { compileDocument } from "../../../src/driver/compile.ts";
import { evaluate } from "../../../src/eval/evaluate.ts";
import { frontEnds } from "../../../src/frontends/index.ts";
import { generate } from "../../../src/generate/generate.ts";
import { fieldName, indexName, isMeant } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves, nestedOf } from "../../../src/ir/walk.ts";
import { bareQuery } from "../../../src/rules/bare-query.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { layered, type Schema, schemaOf } from "../../../src/schema/schema.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Job } from "../../../src/target/engine.ts";
import { namesOf } from "../../../src/target/known-fields.ts";
import { elasticsearchAdapter } from "../../../targets/elasticsearch/engine.ts";
import { mappingProblem } from "../../../targets/elasticsearch/engine-mapping.ts";
import { fields, nearby, queries } from "./elasticsearch-queries.ts";
import { kibanaQuery, type Types } from "./kibana-dsl.ts";

/**
 * The requests that Kibana makes of a query (kibana-dsl.ts), on a real Elasticsearch, against our reading of the same query (the oracle on its IR). Skipped, with the reason in
 * the name, where the server is not there.
 */

const schemaFor = (types: Readonly<Record<string, EsType>>): Schema =>
  schemaOf(
    "test",
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
    true,
  );

function ruleOf(query: string, schema: Schema): Rule | null {
  return compileDocument(bareQuery({ name: "query", text: query }, { language: "kuery" }), [], { schema, frontEnds, window: null }).rule;
}

/** Kibana's request in the place of an artefact. */
function jobOf(rule: Rule, types: Types): Job {
  const query = kibanaQuery(rule.metadata.query, types);
  if (query === null) throw new Error(`Kibana does not read ${rule.metadata.query}`);
  const text = JSON.stringify({ body: { query } });
  return { rule, emission: { ok: true, artifacts: [{ suffix: ".json", text }], deviations: [], warnings: [] } };
}

/** The mapping that Kibana knows: the rule's fields, and for its patterns those of the events. */
function typesOf(rule: Rule, events: readonly JsonObject[]): Types {
  const types = new Map<string, EsType>();
  const fieldsIn = Object.values(rule.sources).flatMap((s) =>
    leaves(s.where).flatMap(({ leaf }) => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field))),
  );
  for (const s of Object.values(rule.sources)) for (const { path } of nestedOf(s.where)) types.set(path.join("."), "nested");
  for (const f of fieldsIn) {
    if (f.indexed !== undefined) types.set(fieldName(f), f.indexed.of);
    if (f.pattern === undefined) types.set(indexName(f), f.type);
  }
  for (const { pattern, type } of fieldsIn)
    for (const name of pattern === undefined ? [] : events.flatMap((e) => [...namesOf(e)]))
      if (pattern !== undefined && isMeant(pattern, name) && !types.has(name)) types.set(name, type);
  return Object.fromEntries(types);
}

const root = "../shared/corpus/elastic";

const started = await elasticsearchAdapter.start();
const why = started.ok ? "" : ` (${started.why})`;
describe.skipIf(!started.ok)(`Kibana's requests on elasticsearch${why}`, { timeout: 600_000 }, () => {
  if (!started.ok) return;
  const { engine } = started;
  afterAll(() => engine.close());

  /** What differs between Elasticsearch, asked as Kibana asks, and the oracle. */
  async function differences(
    rules: readonly Rule[],
    types: (rule: Rule, events: readonly JsonObject[]) => Types,
    events: readonly JsonObject[],
  ) {
    const rows = await engine.run(
      rules.map((rule) => jobOf(rule, types(rule, events))),
      events,
    );
    const wrong: { query: string; event: JsonObject; oracle: string; engine: string }[] = [];
    let compared = 0;
    for (const [i, rule] of rules.entries())
      for (const [at, event] of events.entries()) {
        const verdict = rows[i]?.[at] ?? null;
        const oracle = evaluate(rule, event);
        if (verdict === null || oracle === "error") continue;
        compared++;
        if (verdict !== oracle) wrong.push({ query: rule.metadata.query, event, oracle, engine: verdict });
      }
    // one for each query
    return { wrong: wrong.filter((w, at) => wrong.findIndex((x) => x.query === w.query) === at), compared };
  }

  it("finds what we find", async () => {
    // a wildcard stands in as a keyword where the distribution has none, and still gets the requests of a wildcard
    const rules = queries.map((query) => {
      const rule = ruleOf(query, schemaFor(fields));
      if (rule === null) throw new Error(`we do not compile ${query}`);
      return rule;
    });
    const events = rules.flatMap((rule) =>
      generate(rule, rule.sources["events"]?.where ?? never(), { count: 10, seed: 7 }).events.map((e) => e.event),
    );
    const { wrong, compared } = await differences(rules, () => fields, [...events, ...nearby]);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50_000);
  });

  it.skipIf(!existsSync(root))("finds what we find for the corpus's queries (../shared/corpus/elastic)", async () => {
    const schema = layered("ecs", false, [ecsSchema()]);
    const texts = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((f) => f.endsWith(".toml"))
      .sort()
      // the shape that detection rules have
      .map((f) => (parse(readFileSync(join(root, f), "utf8")) as { rule?: { language?: string; query?: string } }).rule)
      .flatMap((r) => (r?.language === "kuery" && r.query !== undefined ? [r.query] : []));
    // a rule that tests a field and one below it has no index
    const rules = texts.flatMap((query) => ruleOf(query, schema) ?? []).filter((rule) => mappingProblem(rule) === null);
    let compared = 0;
    for (let i = 0; i < rules.length; i += 25) {
      const some = rules.slice(i, i + 25);
      const events = some.flatMap((rule) =>
        generate(rule, rule.sources["events"]?.where ?? never(), { count: 14, seed: 7 }).events.map((e) => e.event),
      );
      const found = await differences(some, typesOf, events);
      expect(found.wrong).toEqual([]);
      compared += found.compared;
    }
    expect(rules.length).toBeGreaterThan(640);
    expect(compared).toBeGreaterThan(180_000);
  });
});

function never(): never {
  throw new Error("a query has one source");
}
