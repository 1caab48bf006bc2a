import { describe, expect, it } from "vitest";
import { compileOwnRules } from "../scripts/own-rules.ts";
import { oracleFound } from "../src/driver/compare-streams.ts";
import { conditionOf, evaluate } from "../src/eval/evaluate.ts";
import { generate } from "../src/generate/generate.ts";
import { generateStreams } from "../src/generate/streams.ts";
import { isFilterRule } from "../src/ir/rule.ts";

/** What the generator promises of its events, on every rule of ours. */
describe("generated events", () => {
  const rules = compileOwnRules().flatMap((o) => (o.rule === null ? [] : [o.rule]));

  it.each(rules.filter(isFilterRule).map((rule) => [rule.metadata.path, rule] as const))("%s", (_path, rule) => {
    const made = generate(rule, conditionOf(rule), { count: 60, seed: 1 });
    expect(made.matches).toBe("found");
    expect(made.events.length).toBeGreaterThanOrEqual(40);
    expect(made.effects.filter((e) => e.status !== "shown").map((e) => e.leaf.span)).toEqual([]);
    for (const { event, verdict } of made.events) expect(evaluate(rule, event)).toBe(verdict);
    expect(new Set(made.events.map((e) => e.verdict)).size).toBeGreaterThan(1);
    expect(generate(rule, conditionOf(rule), { count: 60, seed: 1 })).toEqual(made);
  });

  it.each(rules.filter((rule) => !isFilterRule(rule)).map((rule) => [rule.metadata.path, rule] as const))(
    "%s, in streams",
    (_path, rule) => {
      const made = generateStreams(rule, { count: 60, seed: 1 });
      expect(made.streams.length).toBeGreaterThanOrEqual(40);
      const found = made.streams.map(({ stream }) => oracleFound(rule, stream).length);
      expect(found.some((n) => n > 0) && found.some((n) => n === 0)).toBe(true);
      expect(generateStreams(rule, { count: 60, seed: 1 })).toEqual(made);
    },
  );
});
