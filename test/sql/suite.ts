import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Comparison, compareVerdicts } from "../../src/driver/compare.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import type { Target } from "../../src/target/target.ts";
import { loadCases, ruleOfCase } from "../cases/load.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";
import { nestedCondition, nestedEvent } from "../target/arbitrary-nested.ts";
import { computingLeaf, event, logic, simpleLeaf } from "./arbitrary.ts";
import { derivedLeaf } from "./derived-arbitrary.ts";
import { probes } from "./probes.ts";

const b = builder();

/** Each text in a literal of its own, against a field of that text. */
const nastyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("'", '"', "\\", "\n", "\r", "--", "/*", "\0", "%", "$$", "{{", "'';"),
    fc.string({ unit: "binary", maxLength: 2 }),
  ),
});

const generated: readonly (readonly [string, fc.Arbitrary<Condition>, number])[] = [
  ["leaves that compare", simpleLeaf, 300],
  ["leaves that compute", computingLeaf, 300],
  ["leaves that read what was derived", derivedLeaf, 200],
  ["logic", logic(simpleLeaf), 60],
];

/** The first few, with all that is needed to see why. */
const disagreementsOf = (comparisons: readonly Comparison[], events: readonly JsonObject[]): readonly object[] =>
  comparisons
    .flatMap((c) => c.disagreements)
    .slice(0, 3)
    .map((d) => ({
      ...{ oracle: d.oracle, engine: d.engine, event: events[d.event] },
      ...{ sql: d.job.emission.artifacts[0]?.text, test: d.job.rule.sources["main"]?.where },
    }));

/** Tests that every SQL engine passes; skipped by name where the engine is not there. */
export async function proveDialect(target: Target, adapter: EngineAdapter): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  const jobOf = (where: Condition): Job | null => {
    const rule = ruleOf(where);
    const emission = target.emit(rule, adapter.options, target.versions.at(-1) ?? "");
    return emission.ok ? { rule, emission } : null;
  };
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine?.close());
    const shows = (where: Condition, e: JsonObject): boolean => engine.represent(ruleOf(where), e) === null;

    it.each(probes)("$name", async ({ where, match, noMatch }) => {
      const [yes, no] = [match.filter((e) => shows(where, e)), noMatch.filter((e) => shows(where, e))];
      const job = jobOf(where);
      const [verdicts] = await engine.run(job === null ? [] : [job], [...yes, ...no]);
      expect(yes.length).toBeGreaterThan(0);
      expect(verdicts).toEqual([...yes.map(() => "match"), ...no.map(() => "no-match")]);
    });

    it("quoting brings any text to the engine and back", async () => {
      const is = (text: string): Condition => b.any([field("f")], (v) => b.compare("==", v, b.literal(text)));
      const texts = [...new Set(fc.sample(nastyText, { numRuns: 120, seed: 7 }))].filter((t) => shows(is(t), { f: t }));
      expect(texts.length).toBeGreaterThan(50);
      const jobs = texts.flatMap((t) => jobOf(is(t)) ?? []);
      const verdicts = await engine.run(
        jobs,
        texts.map((t) => ({ f: t })),
      );
      expect(verdicts).toEqual(texts.map((t) => texts.map((u) => (t === u ? "match" : "no-match"))));
    });

    it("says of every case's events what the oracle says of them", async () => {
      const rules = loadCases().flatMap((file) => file.cases.flatMap((c) => ruleOfCase(file, c).rule ?? []));
      const events = loadCases().flatMap((file) => file.cases.flatMap((c) => c.events.map((e) => e.event)));
      const jobs = rules.flatMap((rule): readonly Job[] => {
        const emission = target.emit(rule, adapter.options, target.versions.at(-1) ?? "");
        return emission.ok ? [{ rule, emission }] : [];
      });
      const comparisons = await compareVerdicts(engine, jobs, events);
      // columns have no objects, and no fields by a pattern of which the schema knows none
      expect(jobs.length).toBeGreaterThan(rules.length * 0.85);
      expect(disagreementsOf(comparisons, events)).toEqual([]);
    });

    // columns hold what all objects have together
    it.skipIf(adapter.options["layout"] === "columns")("generated conditions agree with the oracle: objects of lists", async () => {
      const events = fc.sample(nestedEvent, { numRuns: 50, seed: 5 });
      const jobs = fc.sample(nestedCondition, { numRuns: 80, seed: 5 }).flatMap((where) => jobOf(where) ?? []);
      const comparisons = await compareVerdicts(engine, jobs, events);
      expect(disagreementsOf(comparisons, events)).toEqual([]);
      expect(jobs.length).toBeGreaterThan(40);
    });

    it.each(generated)("generated conditions agree with the oracle: %s", async (_, conditions, numRuns) => {
      const events = fc.sample(event, { numRuns: 50, seed: 11 });
      const jobs = fc.sample(conditions, { numRuns, seed: 11 }).flatMap((where) => jobOf(where) ?? []);
      const comparisons = await compareVerdicts(engine, jobs, events);
      expect(disagreementsOf(comparisons, events)).toEqual([]);
      expect(jobs.length).toBeGreaterThan(numRuns / 2);
    });
  });
}
