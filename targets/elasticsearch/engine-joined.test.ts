import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareStreams, foundText, oracleFound, type StreamComparison } from "../../src/driver/compare-streams.ts";
import type { Detection } from "../../src/ir/detection.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Stream } from "../../src/target/stream.ts";
import { builder, field, ruleOf } from "../../test/ir-builder.ts";
import { elasticsearchAdapter } from "./engine.ts";
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

function jobOf(detection: Detection, where: number): Job {
  const base = ruleOf(wheres[where] ?? b.constant(true));
  const rule: Rule = { ...base, detection };
  const emission = elasticsearch.emit(rule, defaultsOf(elasticsearch.options), "9.4");
  if (!emission.ok) throw new Error(JSON.stringify(emission.refusals));
  return { rule, emission };
}

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
      expect(found).toBeGreaterThan((count * streamsPerRule) / 4);
    });
  });
}

await prove(elasticsearchAdapter, runs);
