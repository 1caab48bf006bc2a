import { describe, expect, it } from "vitest";
import { readPolicy } from "../../src/driver/policy.ts";
import { bareQuery, check, compile, ecsSchema, evaluate, frontEnds, lowerDocument } from "../../src/index.ts";
import { targets } from "../../targets/index.ts";
import { emission, pretendTarget, ruleText } from "./pretend.ts";

const over = pretendTarget("a", { emit: () => emission("t", ["over", "a/x"]) });

describe("the library", () => {
  it("compiles a bare query to a matcher", () => {
    const { files, findings, diagnostics } = compile('process where process.name == "nc"', {
      language: "eql",
      path: "netcat",
      targets: targets.filter((t) => t.id === "js"),
    });
    expect([findings, diagnostics]).toEqual([[], []]);
    expect(files.map((f) => f.path)).toContain("js/netcat.js");
    expect(files.at(-1)?.path).toBe("manifest.json");
  });

  it("compiles a rule document, and tells what nobody accepted", () => {
    const text = ruleText('process where process.name == "nc"');
    const refused = compile(text, { name: "nc.toml", targets: [over] });
    expect(refused.files.map((f) => f.path)).toEqual(["manifest.json"]);
    expect(refused.findings.map((f) => [f.code, f.file])).toEqual([["a/x", "nc.toml"]]);
    expect(compile(text, { name: "nc.toml", targets: [over], allow: ["over"] }).files.map((f) => f.path)).toEqual([
      "a/nc.txt",
      "manifest.json",
    ]);
    const accept = [{ rule: "nc", target: "a", code: "a/x", reason: "seen" }];
    const { policy } = readPolicy({ name: "verdict.json", text: JSON.stringify({ accept }) }, [over]);
    expect(compile(text, { name: "nc.toml", targets: [over], policy }).findings).toEqual([]);
  });

  it("gives errors with their place, and no files", () => {
    const text = ruleText('process where process.name = "nc"');
    const { files, rules, diagnostics } = compile(text, { targets });
    expect(files).toEqual([]);
    expect(rules.map((r) => r.targets)).toEqual([[]]);
    const span = diagnostics.find((d) => d.severity === "error")?.primary?.span;
    expect(text.slice(span?.start, span?.end)).toBe("=");
    expect(compile("[", { targets }).diagnostics.map((d) => d.code)).toEqual(["rules/toml-syntax"]);
  });

  it("checks without compiling", () => {
    expect(check('process where process.name == "nc"', { language: "eql" })).toEqual([]);
    expect(check("process where length(process.name) = 1", { language: "eql" }).some((d) => d.severity === "error")).toBe(true);
    expect(check(ruleText("any where true"))).toEqual([]);
  });

  it("evaluates the rule itself", () => {
    const document = bareQuery({ name: "q", text: 'process where not process.name == "nc"' }, { language: "eql" });
    const { rule } = lowerDocument(document, { schema: ecsSchema(), frontEnds });
    const verdict = (event: Parameters<typeof evaluate>[1]) => rule && evaluate(rule, event);
    expect(verdict({ "event.category": "process", process: { name: ["nc"] } })).toBe("no-match");
    expect(verdict({ "event.category": "process" })).toBe("match");
    expect(verdict({})).toBe("no-match");
  });
});
