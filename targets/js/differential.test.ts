import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/eval/evaluate.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { ruleOf } from "../../test/ir-builder.ts";
import { condition, event } from "../../test/target/arbitrary.ts";
import { nestedCondition, nestedEvent } from "../../test/target/arbitrary-nested.ts";
import { load } from "./engine.ts";
import { js } from "./target.ts";

const runs = Number(process.env["VERDICT_RUNS"] ?? 250);

describe("the matcher and the oracle", () => {
  it.each([
    ["events", condition, event],
    ["objects of lists", nestedCondition, nestedEvent],
  ] as const)("agree on %s on which the oracle has a verdict", async (_what, conditions, events) => {
    let refused = 0;
    let compared = 0;
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(conditions, fc.array(events, { minLength: 4, maxLength: 12 }), async (where, shown) => {
        const rule = ruleOf(where);
        const emission = js.emit(rule, defaultsOf(js.options), "es2022");
        if (!emission.ok) {
          refused++;
          expect(emission.refusals.length).toBeGreaterThan(0);
          return;
        }
        const text = emission.artifacts[0]?.text ?? "";
        const matcher = await load(text);
        for (const e of shown) {
          const verdict = evaluate(rule, e);
          const answer: unknown = matcher.match(e);
          if (verdict === "error") {
            expect(typeof answer).toBe("boolean");
            continue;
          }
          compared++;
          if (answer === true) matched++;
          if (answer !== (verdict === "match")) throw new Error(`oracle: ${verdict}, matcher: ${answer}\n${JSON.stringify(e)}\n${text}`);
        }
      }),
      { seed: Number(process.env["VERDICT_SEED"] ?? 1), numRuns: runs },
    );
    expect(refused).toBeLessThan(runs / 20);
    expect(matched).toBeGreaterThan(compared / 10);
    expect(matched).toBeLessThan((compared * 9) / 10);
  });
});
