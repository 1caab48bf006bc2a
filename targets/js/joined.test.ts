import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStreams, foundText, oracleFound } from "../../src/driver/compare-streams.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Emission } from "../../src/target/target.ts";
import { indicatorRule, newTermsRule, sampleRule, sequenceRule, stream, thresholdRule } from "../../test/target/joined-arbitrary.ts";
import { node } from "./engine.ts";
import { js } from "./target.ts";

const runs = Number(process.env["VERDICT_RUNS"] ?? 250);
const seed = Number(process.env["VERDICT_SEED"] ?? 1);

function emitted(rule: Rule): Extract<Emission, { ok: true }> {
  const emission = js.emit(rule, defaultsOf(js.options), "es2022");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
  return emission;
}
async function engineOf() {
  const started = await node.start();
  if (!started.ok) throw new Error(started.why);
  return started.engine;
}

describe("matchers of several events and the oracle", () => {
  it.each([
    ["sequences", sequenceRule],
    ["samples", sampleRule],
    ["thresholds", thresholdRule],
    ["new terms", newTermsRule],
    ["indicators", indicatorRule],
  ])("agree on %s", async (_, rules) => {
    const engine = await engineOf();
    let found = 0;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(rules, fc.array(stream, { minLength: 2, maxLength: 4 }), async (rule, streams) => {
        const emission = emitted(rule);
        const { disagreements } = await compareStreams(engine, { rule, emission }, streams);
        for (const { stream: at, oracle, engine: said } of disagreements) {
          const text = `oracle: ${oracle.map(foundText).join(" | ")}\nengine: ${said.map(foundText).join(" | ")}`;
          throw new Error(`${text}\n${JSON.stringify(streams[at])}\n${emission.artifacts[0]?.text}`);
        }
        compared += streams.length;
        for (const one of streams) found += oracleFound(rule, one).length > 0 ? 1 : 0;
      }),
      { seed, numRuns: runs },
    );
    expect(found).toBeGreaterThan(compared / 8);
  });
});
