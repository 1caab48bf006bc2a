import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareStreams } from "../../src/driver/compare-streams.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import type { Target } from "../../src/target/target.ts";
import { generated, shown } from "./joined-arbitrary.ts";

/** Rules that join events, on one engine. */
export async function proveJoined(target: Target, adapter: EngineAdapter, rules = 8, streamsEach = 5): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`joined events: ${adapter.id}${why}`, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine?.close());

    it.each(generated)("generated $name: what the oracle finds", async ({ rule, stream }) => {
      let compared = 0;
      for (const [i, made] of fc.sample(rule, { numRuns: rules, seed: 5 }).entries()) {
        const emission = target.emit(made, adapter.options, target.versions.at(-1) ?? "");
        expect(emission.ok).toBe(true);
        if (!emission.ok) continue;
        const job: Job = { rule: made, emission };
        const streams = fc.sample(stream, { numRuns: streamsEach, seed: 100 + i });
        const comparison = await compareStreams(engine, job, streams);
        expect(shown(comparison.disagreements, streams)).toEqual([]);
        compared += comparison.compared;
      }
      expect(compared).toBeGreaterThan(rules * streamsEach * 0.3);
    });
  });
}
