import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { readDocument } from "../../src/rules/read-document.ts";

const sound = `[rule]
name = "n"
description = """d \\
  e"""
rule_id = "r"
severity = "low"
risk_score = 1
type = "eql"
query = '''
any where a == "\\\\"
'''
[[rule.threat]]
framework = "x"
[rule.threat.tactic]
id = "1"
`;
const json = JSON.stringify({
  rule_id: "r",
  name: "n",
  description: "d",
  severity: "low",
  risk_score: 1,
  type: "eql",
  query: 'any where "\\"',
});

function survives(name: string, text: string): void {
  const { rules, diagnostics } = readDocument({ name, text });
  for (const rule of rules) {
    JSON.stringify(rule.metadata);
    const placed = rule.place({ start: 0, end: rule.query.length });
    expect(placed.start).toBeGreaterThanOrEqual(0);
    expect(placed.end).toBeLessThanOrEqual(text.length);
  }
  for (const d of diagnostics) {
    expect(d.primary?.span.start ?? 0).toBeGreaterThanOrEqual(0);
    expect(d.primary?.span.end ?? 0).toBeLessThanOrEqual(text.length);
  }
  expect(rules.length > 0 || diagnostics.some((d) => d.severity === "error")).toBe(true);
}

describe("hostile documents", () => {
  it("cut anywhere", () => {
    for (let i = 0; i <= sound.length; i++) survives("a.toml", sound.slice(0, i));
    for (let i = 0; i <= json.length; i++) survives("a.json", json.slice(0, i));
  });

  it("any text in any format", () => {
    const pieces = fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      '"',
      "'",
      '"""',
      "=",
      "\\",
      "\n",
      "\r",
      ",",
      "rule",
      "name",
      ".",
      "1",
      "\ufeff",
      "\u0000",
      "\ud800",
      "[[rule.threat]]\n",
      "[rule]\n",
      ":",
      "a",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 30 }).map((p) => p.join("")),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom("a.toml", "a.json", "a.ndjson", "<stdin>"), (text, name) => survives(name, text)),
      { numRuns: 500 },
    );
  });

  const deep = 100_000;
  const cases: Readonly<Record<string, readonly [name: string, text: string]>> = {
    "brackets in TOML": ["a.toml", `${sound}\nx = ${"[".repeat(deep)}`],
    "closed brackets in TOML": ["a.toml", `[rule]\nx = ${"[".repeat(deep)}${"]".repeat(deep)}`],
    "dotted keys in TOML": ["a.toml", `[rule]\n${"a.".repeat(20_000)}a = 1\n`],
    "tables in TOML": ["a.toml", `[${"a.".repeat(20_000)}a]\n`],
    "brackets in JSON": ["a.json", "[".repeat(deep)],
    "closed brackets in JSON": ["a.json", "[".repeat(deep) + "]".repeat(deep)],
    "objects in JSON": ["a.json", '{"a":'.repeat(deep)],
    "brackets in NDJSON": ["a.ndjson", `${json}\n${"[".repeat(deep)}\n${json.replace('"r"', '"s"')}`],
    "a megabyte string in TOML": ["a.toml", sound.replace('name = "n"', `name = "${"x\\u0041".repeat(150_000)}"`)],
    "a megabyte of query in JSON": ["a.json", json.replace("any where ", `any where ${"\\n".repeat(500_000)}`)],
    "a string without an end": ["a.json", `{"a": "${"x".repeat(1_000_000)}`],
    NUL: ["a.toml", "\0ELF\0\0"],
    "prototype keys": ["a.toml", `${sound}\n[rule.__proto__]\nx = 1\n[rule.constructor]\ny = 2\n[__proto__]\nz = 1\n`],
    "prototype keys in JSON": ["a.json", json.replace("{", '{"__proto__": {"x": 1}, "constructor": 1, "hasOwnProperty": 2, ')],
  };
  for (const [name, [file, text]] of Object.entries(cases)) {
    it(name, () => {
      survives(file, text);
      expect(({} as Readonly<Record<string, unknown>>)["x"]).toBeUndefined();
    });
  }

  it("keeps a key named __proto__ as data", () => {
    const { rules, diagnostics } = readDocument({ name: "a.json", text: json.replace("{", '{"__proto__": {"x": 1}, ') });
    expect(diagnostics.map((d) => d.code)).toEqual(["rules/unknown-field"]);
    expect(Object.keys(rules[0]?.metadata.document ?? {})).toContain("__proto__");
  });
});

describe("a bare query", () => {
  it("has an id of its text and language alone", () => {
    const id = (text: string, language = "eql"): string => bareQuery({ name: "<query>", text }, { language }).metadata.ruleId;
    expect(id("any where true")).toBe(id("any where true"));
    expect(new Set([id("any where true"), id("any where false"), id("any where true", "kuery"), id("\ud800"), id("\ud801")]).size).toBe(5);
  });

  it("has spans of its own text and no window", () => {
    const rule = bareQuery({ name: "<query>", text: "any where true" }, { language: "eql", tiebreakerField: "event.sequence" });
    expect(rule.place({ start: 4, end: 9 })).toEqual({ start: 4, end: 9 });
    expect(rule.schedule.window).toBeNull();
    expect(rule.tiebreakerField).toBe("event.sequence");
  });
});
