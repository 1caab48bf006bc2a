import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../../src/cli/pipeline.ts";
import { compareVerdicts } from "../../src/driver/compare.ts";
import { compareStreams, foundText, oracleFound, type StreamComparison } from "../../src/driver/compare-streams.ts";
import { lowerDocument } from "../../src/driver/compile.ts";
import { generate } from "../../src/generate/generate.ts";
import type { Detection } from "../../src/ir/detection.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Stream } from "../../src/target/stream.ts";
import { builder, field, ruleOf } from "../../test/ir-builder.ts";
import { elasticsearchAdapter } from "./engine.ts";
import { streamRefusal } from "./engine-detect.ts";
import { elasticsearch } from "./target.ts";

/** Thresholds and new terms on a real server, alert by alert with the oracle, over random streams of events. */

const runs = Number(process.env["VERDICT_RUNS"] ?? 12);
const seed = Number(process.env["VERDICT_SEED"] ?? 5);
const streamsPerRule = 25;

const span = { start: 0, end: 0 };
const order = { timestamp: field("@timestamp", "date"), tiebreaker: null };
const fields: readonly Field[] = [
  field("a.k"),
  field("k"),
  field("n", "long"),
  field("d", "double"),
  field("b", "boolean"),
  field("i", "ip"),
  field("gone", "keyword", { mapped: false }),
];

const values: Readonly<Record<string, readonly Json[]>> = {
  "a.k": ["x", "y", "X", "", 5, true],
  k: ["p", "q", "r"],
  n: [0, 1, -1, "7", 7, 2.5],
  d: [0.5, 1, "1", 2.25],
  b: [true, false, "true", ""],
  i: ["10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", "2001:DB8:0::1", "bad"],
  gone: ["x"],
};

const jsonFor = (name: string): fc.Arbitrary<Json> => {
  const one = fc.constantFrom(...(values[name] ?? []));
  return fc.oneof(
    { weight: 5, arbitrary: one },
    { weight: 2, arbitrary: fc.array(one, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
};

const day = Date.UTC(2024, 4, 1);
const event = fc
  .tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 12 }).map((m) => day + m * 60_000) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    ...Object.keys(values).map((name) => fc.option(jsonFor(name), { freq: 4 })),
  )
  .map(([time, ...given]): JsonObject => {
    const e: Record<string, Json> = time === null ? {} : { "@timestamp": time };
    for (const [i, name] of Object.keys(values).entries()) if (given[i] !== null) e[name] = given[i] as Json; // as the arbitraries make them
    return e;
  });

const when = fc.oneof(
  fc.constant(null),
  fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 5 }), fc.nat({ max: 6 })).map(([history, from, to]) => ({
    history: day + history * 60_000,
    from: day + (history + from) * 60_000,
    to: day + (history + from + to) * 60_000,
  })),
);
const stream: fc.Arbitrary<Stream> = fc
  .tuple(fc.array(event, { minLength: 4, maxLength: 30 }), when)
  .map(([events, w]) => ({ events, when: w, indicators: [] }));

const some = (most: number): fc.Arbitrary<Field[]> => fc.shuffledSubarray([...fields.slice(0, 6)], { minLength: 0, maxLength: most });

const aggregate: fc.Arbitrary<Detection> = fc
  .tuple(
    some(2),
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.tuple(fc.constantFrom(...fields), fc.integer({ min: 1, max: 3 })), { maxLength: 2 }),
  )
  .map(([by, count, cardinality]) => ({
    kind: "aggregate",
    source: "main",
    by,
    count,
    cardinality: cardinality.map(([f, atLeast]) => ({ field: f, atLeast })),
    order,
    span,
  }));
const newTerms: fc.Arbitrary<Detection> = some(3)
  .filter((f) => f.length > 0)
  .map((f) => ({ kind: "new-terms", source: "main", fields: f, history: "now-7d", order, span }));

const b = builder();
const wheres = [
  b.constant(true),
  b.any([field("k")], (k) => b.inSet(k, ["p", "q"])),
  b.not(b.any([field("n", "long")], (n) => b.compare(">", n, b.literal(0n)))),
  b.any([field("a.k")], (k) => b.compare("==", b.call("length", "long", [k]), b.literal(1n))),
];

const corpus = "../shared/corpus/elastic";

function tomlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? tomlFiles(path) : entry.name.endsWith(".toml") ? [path] : [];
    })
    .sort();
}

/** With VERDICT_RUNS=100 or more all of them, which takes minutes; else one file in ten. */
const every = runs >= 100 ? 1 : 10;

/** Rules that are lowered, without their window unless `window`. */
function corpusRules(window = false): readonly { readonly rule: Rule }[] {
  const schema = ecsSchema();
  return tomlFiles(corpus)
    .filter((_, i) => i % every === 0)
    .flatMap((path) => readDocument({ name: path, text: readFileSync(path, "utf8") }).rules)
    .flatMap((document) => {
      const { rule } = lowerDocument(document, { ...pipeline(schema), ...(window ? {} : { window: null }) });
      return rule === null ? [] : [{ rule }];
    });
}

/** The `n`-th value of the field's type. */
function nth({ type }: Field, n: number): Json {
  switch (familyOf(type)) {
    case "long":
    case "double":
      return n + 1;
    case "boolean":
      return n % 2 === 0;
    case "date":
      return day + n;
    case "ip":
      return `10.0.${n >> 8}.${n & 255}`;
    case "string":
    case "none":
      return `value ${n}`;
  }
}

/** Streams of events that the rule's condition takes: counts around the threshold, values old and new, missing and several. */
function streamsFor(rule: Rule): readonly Stream[] {
  const { detection } = rule;
  const [source] = Object.values(rule.sources);
  const base = source === undefined ? {} : (generate(rule, source.where, { count: 1, seed: 1 }).events[0]?.event ?? {});
  const at = (minute: number, given: JsonObject): JsonObject => ({ ...base, ...given, "@timestamp": day + minute * 60_000 });
  const stream = (events: readonly JsonObject[], w: Stream["when"] = null): Stream => ({ events, when: w, indicators: [] });
  if (detection.kind === "aggregate") {
    const different = detection.cardinality.map((c) => c.field);
    const group = (size: number, most: number, key: number): readonly JsonObject[] =>
      Array.from({ length: size }, (_, i) =>
        at(i, {
          ...Object.fromEntries(detection.by.map((f) => [fieldName(f), nth(f, key)])),
          ...Object.fromEntries(different.map((f) => [fieldName(f), nth(f, i % most)])),
        }),
      );
    const { count } = detection;
    const least = Math.max(1, ...detection.cardinality.map((c) => c.atLeast));
    const sizes = [count - 1, count, count + 1].map((n) => Math.max(1, n));
    return [
      ...sizes.map((n) => stream([...group(n, Math.min(n, least), 0), ...group(Math.max(1, n - 1), n, 1)])),
      stream(group(count + 3, Math.max(1, least - 1), 0)),
      stream(group(count, least, 0).map((e, i) => (i === 0 ? at(0, {}) : e))),
    ];
  }
  if (detection.kind !== "new-terms") return [];
  const keyed = (minute: number, ...keys: readonly number[]): JsonObject =>
    at(
      minute,
      Object.fromEntries(
        detection.fields.map((f) => [fieldName(f), keys.length === 1 ? nth(f, keys[0] ?? 0) : keys.map((k) => nth(f, k))]),
      ),
    );
  const w = { history: day, from: day + 600_000, to: day + 1_200_000 };
  return [
    stream([keyed(1, 0), keyed(11, 0), keyed(12, 2), keyed(13, 2), keyed(25, 4)], w),
    stream([keyed(10, 0), keyed(9, 2), keyed(20, 2), keyed(15, 4, 2), at(16, {})], w),
    stream([keyed(3, 0), keyed(1, 0), keyed(2, 2, 4)]),
  ];
}

const counts = ({ detection }: Rule): boolean => detection.kind === "aggregate" || detection.kind === "new-terms";

function jobOfRule(rule: Rule): Job {
  const emission = elasticsearch.emit(rule, defaultsOf(elasticsearch.options), "9.4");
  if (!emission.ok) throw new Error(JSON.stringify(emission.refusals));
  return { rule, emission };
}

function jobOf(detection: Detection, where: number): Job {
  const base = ruleOf(wheres[where] ?? b.constant(true));
  const rule: Rule = { ...base, detection };
  const emission = elasticsearch.emit(rule, defaultsOf(elasticsearch.options), "9.4");
  if (!emission.ok) throw new Error(JSON.stringify(emission.refusals));
  return { rule, emission };
}

describe("streams that no index can hold", () => {
  it("are told, not tried: a key, and a test of a name below it", () => {
    const where = b.any([field("k.caseless")], (value) => b.inSet(value, ["p"]));
    const detection: Detection = { kind: "new-terms", source: "events", fields: [field("k")], history: "now-7d", order, span };
    const stream: Stream = { events: [{ "@timestamp": 1, k: "p" }], indicators: [], when: null };
    expect(streamRefusal({ ...ruleOf(where), detection }, stream, false)).toBe(
      "field `k.caseless` lies below another field of the rule that has values",
    );
  });
});

const told = (comparison: StreamComparison, streams: readonly Stream[]): readonly unknown[] =>
  comparison.disagreements.slice(0, 2).map((d) => ({
    detection: JSON.stringify(d.job.rule.detection, (k, v: unknown) => (k === "span" || k === "ignoreAbove" ? undefined : v)),
    oracle: d.oracle.map(foundText),
    engine: d.engine.map(foundText),
    stream: JSON.stringify(streams[d.stream]),
  }));

async function prove(adapter: EngineAdapter, count: number): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, { timeout: 300_000 }, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine?.close());

    it.skipIf(!existsSync(corpus))("every stage of Elastic's sequences and samples, as a search (../shared/corpus/elastic)", async () => {
      const stages = corpusRules().flatMap(({ rule }): readonly Rule[] => {
        const { detection, metadata } = rule;
        if (detection.kind !== "sequence" && detection.kind !== "sample") return [];
        return Object.entries(rule.sources).map(([id, source]) => ({
          ...rule,
          sources: { [id]: source },
          detection: { kind: "filter", source: id, order: detection.order, limit: null },
          metadata: { ...metadata, ruleId: `${metadata.ruleId} ${id}` },
        }));
      });
      const events = stages.flatMap((rule, i): readonly JsonObject[] => {
        const [source] = Object.values(rule.sources);
        return source === undefined ? [] : generate(rule, source.where, { count: 12, seed: i }).events.map((e) => e.event);
      });
      const jobs = stages.flatMap((rule): readonly Job[] => {
        const emission = elasticsearch.emit(rule, defaultsOf(elasticsearch.options), "9.4");
        return emission.ok ? [{ rule, emission }] : [];
      });
      expect(jobs.length).toBe(stages.length);
      let compared = 0;
      const wrong: unknown[] = [];
      for (const comparison of await compareVerdicts(engine, jobs, events)) {
        compared += comparison.compared;
        wrong.push(
          ...comparison.disagreements.map((d) => ({ rule: d.job.rule.metadata.ruleId, oracle: d.oracle, event: events[d.event] })),
        );
      }
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(stages.length).toBeGreaterThan(350 / every);
      expect(compared).toBeGreaterThan(1_000_000 / every ** 2);
      console.log(`${stages.length} stages, ${compared} verdicts`);
    });

    it.skipIf(!existsSync(corpus))(
      "Elastic's thresholds and new terms, each over events of its own (../shared/corpus/elastic)",
      async () => {
        const wrong: unknown[] = [];
        let compared = 0;
        let found = 0;
        for (const { rule } of corpusRules().filter((r) => counts(r.rule))) {
          const job = jobOfRule(rule);
          const streams = streamsFor(rule);
          const comparison = await compareStreams(engine, job, streams);
          compared += comparison.compared;
          wrong.push(...told(comparison, streams));
          for (const s of streams) found += oracleFound(rule, s).length;
        }
        expect(wrong.slice(0, 3)).toEqual([]);
        console.log(`${compared} streams, ${found} alerts`);
        expect(compared).toBeGreaterThan(400 / every);
        expect(found).toBeGreaterThan(400 / every);
      },
    );

    it.skipIf(!existsSync(corpus))("takes the searches of Elastic's rules as they are emitted (../shared/corpus/elastic)", async () => {
      const jobs = corpusRules(true).map(({ rule }) => jobOfRule(rule));
      const problems = (await engine.validate?.(jobs)) ?? ["it validates nothing"];
      expect(problems.flatMap((p, i) => (p === null || p === undefined ? [] : [`${jobs[i]?.rule.metadata.name}: ${p}`]))).toEqual([]);
      // sequences and indicator matches are nothing that this server can be asked about
      expect(problems.filter((p) => p === null).length).toBeGreaterThan(1_000 / every);
    });

    it.each([
      ["thresholds", aggregate],
      ["new terms", newTerms],
    ] as const)("%s", async (_, detections) => {
      let compared = 0;
      let found = 0;
      const wrong: unknown[] = [];
      for (const [detection, where, streams] of fc.sample(
        fc.tuple(
          detections,
          fc.nat({ max: wheres.length - 1 }),
          fc.array(stream, { minLength: streamsPerRule, maxLength: streamsPerRule }),
        ),
        { numRuns: count, seed },
      )) {
        const job = jobOf(detection, where);
        const comparison = await compareStreams(engine, job, streams);
        compared += comparison.compared;
        wrong.push(...told(comparison, streams));
        for (const s of streams) found += oracleFound(job.rule, s).length;
      }
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(compared).toBeGreaterThan((count * streamsPerRule) / 2);
      // most rules of a small sample find nothing
      if (count >= 10) expect(found).toBeGreaterThan((count * streamsPerRule) / 4);
    });
  });
}

await prove(elasticsearchAdapter, runs);
