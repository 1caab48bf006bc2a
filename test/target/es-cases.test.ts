import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limited } from "../../src/eval/select.ts";
import { timeline } from "../../src/eval/timeline.ts";
import { isFilterRule } from "../../src/ir/rule.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { fidelityOf } from "../../src/target/fidelity.ts";
import type { Target } from "../../src/target/target.ts";
import { duckdbEngine } from "../../targets/duckdb/engine.ts";
import { duckdb } from "../../targets/duckdb/target.ts";
import { node } from "../../targets/js/engine.ts";
import { js } from "../../targets/js/target.ts";
import { sqliteEngine } from "../../targets/sqlite/engine.ts";
import { sqlite } from "../../targets/sqlite/target.ts";
import { idField, mostAlerts, readCase, type SuiteCase, suite, suitePresent } from "../es-suite.ts";

/**
 * Elasticsearch's own EQL suite on the engines that npm brings: the artefact finds the very events that Elasticsearch does. Nothing of ours stands between the two but the compiler. Which events the
 * artefact of an event query takes is asked one by one; that some of them are kept (`head`, `tail`) is left to the caller there.
 */

const subjects: readonly (readonly [Target, EngineAdapter])[] = [
  [js, node],
  [sqlite, sqliteEngine],
  [duckdb, duckdbEngine],
];

/** The ids of the events that the engine finds; the reason why it is not asked. */
async function foundBy(engine: Engine, target: Target, adapter: EngineAdapter, c: SuiteCase): Promise<readonly number[] | string> {
  const { rule, events } = readCase(c);
  const emission = target.emit(rule, adapter.options, target.versions.at(-1) ?? "");
  if (!emission.ok) return emission.refusals[0]?.reason ?? "refused";
  const deviations = emission.deviations.filter((d) => !isFilterRule(rule) || !d.code.endsWith("/limit"));
  if (fidelityOf(deviations) !== "exact") return `deviates: ${deviations.map((d) => d.code).join(", ")}`;
  const job: Job = { rule, emission };
  const ids = (places: readonly number[]): readonly number[] => places.map((at) => Number(events[at]?.[idField(c)]));
  if (isFilterRule(rule)) {
    const [verdicts = []] = await engine.run([job], events);
    if (verdicts.includes(null)) return "an event is not representable";
    const taken = timeline(events, rule.detection.order).filter(({ at }) => verdicts[at] === "match");
    return ids(limited(taken, rule.detection.limit).map((m) => m.at)).slice(0, mostAlerts);
  }
  const [found] = (await engine.detect?.(job, [{ events, when: null, indicators: [] }])) ?? [];
  if (found === null || found === undefined) return engine.representStream?.(rule, { events, when: null, indicators: [] }) ?? "not asked";
  return found.slice(0, mostAlerts).flatMap((f) => (f.kind === "events" ? ids(f.members) : []));
}

describe.skipIf(!suitePresent)("Elasticsearch's own cases (../shared/cases/es-eql-cases.json) as artefacts", () => {
  describe.each(subjects.map(([target, adapter]) => [adapter.id, target, adapter] as const))("%s", (_id, target, adapter) => {
    let engine: Engine;
    let asked = 0;
    const unasked: string[] = [];
    beforeAll(async () => {
      const started = await adapter.start();
      if (!started.ok) throw new Error(started.why);
      engine = started.engine;
    });
    afterAll(() => engine?.close());

    it.each(suite)("$id", async (c) => {
      const found = await foundBy(engine, target, adapter, c);
      if (typeof found === "string") {
        unasked.push(`${c.id}: ${found}`);
        return;
      }
      asked++;
      expect(found).toEqual(c.expect_ids.filter((id) => id !== -1));
    });

    it("is asked all of them", () => {
      expect([asked, ...unasked]).toEqual([suite.length]);
    });
  });
});
