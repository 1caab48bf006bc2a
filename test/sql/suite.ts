import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareVerdicts } from "../../src/driver/compare.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import type { Target } from "../../src/target/target.ts";
import { ruleOf } from "../ir-builder.ts";
import { computingLeaf, event, logic, simpleLeaf } from "./arbitrary.ts";
import { probes } from "./probes.ts";
import { any, compare, field, literal, run } from "./rules.ts";

/** Tests that every SQL engine passes; skipped by name where the engine is not there. */
export async function proveDialect(target: Target, adapter: EngineAdapter): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine?.close());

    it.each(probes)("$name", async ({ where, match, noMatch }) => {
      const [verdicts] = await run(target, engine, adapter.options, [where], [...match, ...noMatch]);
      expect(verdicts).toEqual([...match.map(() => "match"), ...noMatch.map(() => "no-match")]);
    });

    it("quoting brings any text to the engine and back", async () => {
      const text = fc.string({
        unit: fc.oneof(
          fc.constantFrom("'", '"', "\\", "\n", "\r", "--", "/*", "\0", "%", "$$", "{{", "'';"),
          fc.string({ unit: "binary" }),
        ),
      });
      const texts = fc
        .sample(text, { numRuns: 150, seed: 7 })
        .filter((t) => engine.represent(ruleOf(any(field("f"), compare("==", literal(t)))), { f: t }) === null);
      expect(texts.length).toBeGreaterThan(60);
      const verdicts = await run(
        target,
        engine,
        adapter.options,
        texts.map((t) => any(field("f"), compare("==", literal(t)))),
        texts.map((t) => ({ f: t })),
      );
      expect(verdicts).toEqual(texts.map((t) => texts.map((u) => (t === u ? "match" : "no-match"))));
    });

    const generated: readonly (readonly [string, fc.Arbitrary<Condition>, number])[] = [
      ["leaves that compare", simpleLeaf, 400],
      ["leaves that compute", computingLeaf, 300],
      ["logic", logic(simpleLeaf), 100],
    ];
    it.each(generated)("generated conditions agree with the oracle: %s", async (_, conditions, numRuns) => {
      const seed = Number(process.env["VERDICT_SEED"] ?? 11);
      const events = fc.sample(event, { numRuns: 60, seed });
      const refused = new Map<string, number>();
      const jobs = fc.sample(conditions, { numRuns, seed }).flatMap((where): Job[] => {
        const rule = ruleOf(where);
        const emission = target.emit(rule, adapter.options, target.versions.at(-1) ?? "");
        if (emission.ok) return [{ rule, emission }];
        for (const r of emission.refusals) refused.set(`${r.code}: ${r.reason}`, (refused.get(`${r.code}: ${r.reason}`) ?? 0) + 1);
        return [];
      });
      const comparisons = await compareVerdicts(engine, jobs, events);
      const wrong = comparisons.flatMap((c) => c.disagreements).slice(0, 3);
      if (process.env["VERDICT_SHOW"] !== undefined) {
        console.log(adapter.id, _, {
          jobs: jobs.length,
          refused: Object.fromEntries(refused),
          compared: comparisons.reduce((s, c) => s + c.compared, 0),
          undefined: comparisons.reduce((s, c) => s + c.undefined, 0),
          deviating: comparisons.reduce((s, c) => s + c.deviating, 0),
          wrong: comparisons.reduce((s, c) => s + c.disagreements.length, 0),
          rules: comparisons.filter((c) => c.disagreements.length > 0).length,
        });
      }
      expect(
        wrong.map((d) => ({
          oracle: d.oracle,
          engine: d.engine,
          event: events[d.event],
          sql: d.job.emission.artifacts[0]?.text,
          test: d.job.rule.sources["main"]?.where,
        })),
      ).toEqual([]);
      expect(jobs.length).toBeGreaterThan(numRuns / 2);
    });
  });
}
