import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareVerdicts } from "../../src/driver/compare.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { ruleOf } from "../../test/ir-builder.ts";
import { probes } from "../../test/sql/probes.ts";
import { condition, event } from "../../test/target/arbitrary.ts";
import { elasticsearchAdapter, opensearchAdapter } from "./engine.ts";
import { elasticsearch } from "./target.ts";

const options = { ...defaultsOf(elasticsearch.options), "kibana-rule": "none" };
const refusedOf = new Map<string, number>();

function jobOf(where: Condition): readonly Job[] {
  const rule = ruleOf(where);
  const emission = elasticsearch.emit(rule, options, "9.4");
  if (emission.ok) return [{ rule, emission }];
  for (const r of emission.refusals) refusedOf.set(r.code, (refusedOf.get(r.code) ?? 0) + 1);
  return [];
}

const show = process.env["VERDICT_SHOW"] !== undefined;
const seed = Number(process.env["VERDICT_SEED"] ?? 11);
const runs = Number(process.env["VERDICT_RUNS"] ?? 600);

async function prove(adapter: EngineAdapter): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine?.close());

    it("says what it must on every probe", async () => {
      const verdicts: unknown[] = [];
      for (const { name, where, match, noMatch } of probes) {
        const rows = await engine.run(jobOf(where), [...match, ...noMatch]);
        // what this engine cannot be shown has no verdict
        const expected = [...match.map(() => "match"), ...noMatch.map(() => "no-match")];
        const wrong = expected.filter((v, i) => rows[0]?.[i] !== null && rows[0]?.[i] !== v);
        if (wrong.length > 0) verdicts.push({ name, verdicts: rows[0], expected });
      }
      expect(verdicts).toEqual([]);
    });

    it("agrees with the oracle on generated conditions and events", async () => {
      const events = fc.sample(event, { numRuns: 150, seed });
      const jobs = fc.sample(condition, { numRuns: runs, seed }).flatMap(jobOf);
      const comparisons = await compareVerdicts(engine, jobs, events);
      const sum = (of: (c: (typeof comparisons)[number]) => number): number => comparisons.reduce((s, c) => s + of(c), 0);
      const unrepresentable = new Map<string, number>();
      for (const c of comparisons)
        for (const [reason, n] of c.unrepresentable) unrepresentable.set(reason, (unrepresentable.get(reason) ?? 0) + n);
      const wrong = comparisons.flatMap((c) => c.disagreements);
      if (show)
        console.log(adapter.id, {
          jobs: jobs.length,
          refused: Object.fromEntries(refusedOf),
          compared: sum((c) => c.compared),
          undefined: sum((c) => c.undefined),
          deviating: sum((c) => c.deviating),
          wrong: wrong.length,
          unrepresentable: Object.fromEntries([...unrepresentable].sort((a, b) => b[1] - a[1]).slice(0, 12)),
          failures: "failures" in engine ? engine.failures : null,
        });
      expect(
        wrong.slice(0, 3).map((d) => ({
          oracle: d.oracle,
          engine: d.engine,
          event: events[d.event],
          body: d.job.emission.artifacts[0]?.text,
        })),
      ).toEqual([]);
      expect(sum((c) => c.compared)).toBeGreaterThan(10_000);
    });
  });
}

await prove(elasticsearchAdapter);
await prove(opensearchAdapter);
