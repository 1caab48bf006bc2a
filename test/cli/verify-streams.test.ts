import { describe, expect, it } from "vitest";
import { verifyJson, verifyJunit, verifyTotals } from "../../src/cli/verify-report.ts";
import { prepare, verifyRules } from "../../src/cli/verify-run.ts";
import { oracleFound } from "../../src/driver/compare-streams.ts";
import { lowerDocument } from "../../src/driver/compile.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import { forced } from "../../src/generate/scene.ts";
import { leaves } from "../../src/ir/walk.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { Engine, EngineAdapter } from "../../src/target/engine.ts";
import type { Direction } from "../../src/target/fidelity.ts";

const query = "sequence by user.name with maxspan=30s [process where true] [file where true] [network where true]";
const { rule } = lowerDocument(bareQuery({ name: "<query>", text: query }, { language: "eql" }), {
  schema: ecsSchema(),
  frontEnds: [eql],
  window: null,
});
if (rule === null) throw new Error("the rule does not lower");
const given = rule;

/** An engine that finds what the oracle does, but for what `change` does to it. */
const adapter = (change: Partial<Engine>): EngineAdapter => ({
  target: "pretend",
  id: "pretend",
  options: {},
  start: () =>
    Promise.resolve({
      ok: true,
      engine: {
        name: "pretend",
        version: "1",
        represent: () => null,
        run: () => Promise.resolve([]),
        close: () => Promise.resolve(),
        ...change,
      },
    }),
});

async function verified(change: Partial<Engine>, direction: Direction | null = null) {
  const span = { start: 0, end: 1 };
  const deviations = direction === null ? [] : [{ code: "test/it" as const, direction, span, reason: "" }];
  const prepared = [prepare(given, given, { events: 60, seed: 1 })];
  const columns = await verifyRules(prepared, [adapter(change)], {
    events: 60,
    seed: 1,
    jobs: 1,
    emit: () => () => ({ ok: true, artifacts: [{ suffix: ".txt", text: "one\nuser.name\n" }], deviations, warnings: [] }),
    progress: () => undefined,
  });
  return { prepared, columns, verdicts: columns[0]?.rules[0] };
}

describe("verifying a rule that joins events", () => {
  it("compares every stream", async () => {
    const { prepared, columns, verdicts } = await verified({
      detect: (job, streams) => Promise.resolve(streams.map((s) => oracleFound(job.rule, s))),
    });
    // 60, and those for each of three tests: all three hold, or one of them fails
    expect(verdicts).toMatchObject({ kind: "detected", comparison: { compared: 66, disagreements: [] }, shrunk: [] });
    expect(verifyTotals(prepared, columns)).toContain("66 streams compared, 0 wrong");
    expect(verifyTotals(prepared, columns)).toContain("of 3 tests 3 shown to decide, 0 proven not to, 0 given up");
    expect(JSON.parse(verifyJson(prepared, columns)).rules[0].tests.map((t: { readonly status: string }) => t.status)).toEqual([
      "shown",
      "shown",
      "shown",
    ]);
  });

  it("notices an engine that takes a test of a stage for true, or for false", async () => {
    for (const { leaf } of (await verified({})).prepared[0]?.generated.effects ?? [])
      for (const truth of [true, false]) {
        const stage = Object.entries(given.sources).find(([, { where }]) => leaves(where).some((l) => l.leaf === leaf))?.[0] ?? "";
        const wrong = forced(given, stage, leaf.id, truth);
        const { verdicts } = await verified({ detect: (_, streams) => Promise.resolve(streams.map((s) => oracleFound(wrong, s))) });
        expect(verdicts?.kind === "detected" && verdicts.comparison.disagreements.length > 0).toBe(true);
      }
  });

  it("shows the smallest stream in which the engine is wrong", async () => {
    const { prepared, columns, verdicts } = await verified({ detect: (_, streams) => Promise.resolve(streams.map(() => [])) });
    if (verdicts?.kind !== "detected") throw new Error("not compared");
    expect(verdicts.comparison.disagreements.length).toBeGreaterThan(5);
    expect(verdicts.shrunk.map((s) => s.stream.events.length)).toEqual([3]);
    expect(JSON.parse(verifyJson(prepared, columns)).rules[0].engines.pretend.examples[0]).toMatchObject({ oracle: ["0,1,2"], engine: [] });
    expect(verifyJunit(prepared, columns)).toContain("streams differ");
  });

  it("takes less where that is declared, and says where a declared deviation was not seen", async () => {
    const less = await verified({ detect: (_, streams) => Promise.resolve(streams.map(() => [])) }, "under");
    expect(less.verdicts).toMatchObject({ kind: "detected", comparison: { disagreements: [] } });
    const exact = await verified({ detect: (job, streams) => Promise.resolve(streams.map((s) => oracleFound(job.rule, s))) }, "under");
    expect(verifyTotals(exact.prepared, exact.columns)).toContain("claim weaker than observed: 1 rule");
  });

  it("says of an engine that runs no such rule that it was not asked", async () => {
    const { prepared, columns, verdicts } = await verified({});
    expect(verdicts).toMatchObject({ kind: "unasked" });
    expect(verifyTotals(prepared, columns)).toContain("1 over several events not run");
  });
});
