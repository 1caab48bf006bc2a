import { describe, expect, it } from "vitest";
import { compileOwnRules } from "../scripts/own-rules.ts";
import { verificationTime } from "../src/cli/pipeline.ts";
import { foundIn, oracleFound } from "../src/driver/compare-streams.ts";
import { conditionOf, evaluate } from "../src/eval/evaluate.ts";
import { generate } from "../src/generate/generate.ts";
import { generateStreams } from "../src/generate/streams.ts";
import type { Condition } from "../src/ir/condition.ts";
import { isFilterRule } from "../src/ir/rule.ts";
import { loadCases, ruleOfCase } from "./cases/load.ts";
import { builder, ruleOf } from "./ir-builder.ts";

describe("events for rules that look at one object of a list", () => {
  const file = loadCases().find((f) => f.topic === "nested");

  it.each((file?.cases ?? []).map((c) => [c.rule, c] as const))("%s", (_rule, c) => {
    const rule = file === undefined ? null : ruleOfCase(file, c).rule;
    if (rule === null) throw new Error("no rule");
    const made = generate(rule, conditionOf(rule), { count: 60, seed: 1 });
    expect(made.matches).toBe("found");
    expect(made.effects.map((e) => e.status)).toEqual(made.effects.map(() => "shown"));
    expect(JSON.stringify(made.events)).not.toContain("\ue000");
    for (const { event, verdict } of made.events) expect(evaluate(rule, event)).toBe(verdict);
  });

  it("the same values in other objects, where that is another verdict", () => {
    const c = file?.cases[0];
    const rule = file === undefined || c === undefined ? null : ruleOfCase(file, c).rule;
    if (rule === null) throw new Error("no rule");
    const moved = generate(rule, conditionOf(rule), { count: 8, seed: 1 }).events.filter((e) => e.purpose.endsWith("in another object"));
    expect(moved.map((e) => e.verdict)).toEqual(["no-match", "no-match"]);
  });

  it("nothing is called dead that a missing object decides", () => {
    const b = builder();
    const whole: Condition = { kind: "nested", id: 900, span: { start: 0, end: 0 }, path: ["p"], where: b.constant(true) };
    const never: Condition = { ...whole, id: 901, where: b.constant(false) };
    const made = (where: Condition) => generate(ruleOf(where), where, { count: 10, seed: 1 }).matches;
    expect([made(b.not(whole)), made(whole), made(never)]).toEqual(["found", "found", "never"]);
  });
});

/** What the generator promises of its events, on every rule of ours. */
describe("generated events", () => {
  const rules = compileOwnRules().flatMap(({ rule }) =>
    rule === null ? [] : [{ ...rule, schedule: { ...rule.schedule, now: verificationTime } }],
  );

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
      expect(made.effects.filter((e) => e.status !== "shown").map((e) => e.leaf)).toEqual([]);
      for (const { stream, alerts } of made.streams) expect(foundIn(rule, alerts)).toEqual(oracleFound(rule, stream));
      const found = made.streams.map(({ alerts }) => alerts.length);
      expect(found.some((n) => n > 0) && found.some((n) => n === 0)).toBe(true);
      expect(generateStreams(rule, { count: 60, seed: 1 })).toEqual(made);
    },
  );
});
