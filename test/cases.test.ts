import { describe, expect, it } from "vitest";
import { evaluate } from "../src/eval/evaluate.ts";
import { explain } from "../src/eval/explain.ts";
import { functionOf } from "../src/functions/index.ts";
import { printRule } from "../src/ir/print.ts";
import { verifyRule } from "../src/ir/verify.ts";
import { standardPasses } from "../src/passes/index.ts";
import { loadCases, ruleOfCase } from "./cases/load.ts";

const files = loadCases();

describe.each(files.map((f) => [f.topic, f] as const))("%s", (_, file) => {
  it("names each case once", () => {
    const names = file.cases.map((c) => c.name);
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([]);
  });

  it.each(file.cases.map((c) => [c.name, c] as const))("%s", (_name, c) => {
    const { rule, diagnostics } = ruleOfCase(file, c);
    expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
    if (rule === null) throw new Error("no rule and no error");
    let current = rule;
    for (const pass of [null, ...standardPasses]) {
      current = pass === null ? current : pass.run(current);
      expect(verifyRule(current, functionOf), pass?.name).toEqual([]);
      for (const { event, verdict } of c.events)
        expect(evaluate(current, event), `${JSON.stringify(event)} after ${pass?.name ?? "lowering"}\n${printRule(current)}`).toBe(verdict);
    }
    for (const { event, verdict } of c.events) expect(explain(rule, event).verdict).toBe(verdict);
  });
});

it("there are enough of them", () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
  expect(files.flatMap((f) => f.cases).length).toBeGreaterThanOrEqual(120);
});
