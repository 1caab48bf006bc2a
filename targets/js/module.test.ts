import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Artifact, Emission } from "../../src/target/target.ts";
import { builder, field, ruleOf } from "../../test/ir-builder.ts";
import { importText, load } from "./engine.ts";
import { validateModules } from "./engine-validate.ts";
import { js } from "./target.ts";

const b = builder();
const name = field("process.name");
const equals = (text: string): Condition => b.any([name], (v) => b.compare("==", v ?? b.literal(null), b.literal(text)));
const withMetadata = (rule: Rule, about: Partial<Metadata>): Rule => ({ ...rule, metadata: { ...rule.metadata, ...about } });

function emitted(rule: Rule, options: Readonly<Record<string, boolean>> = {}): Extract<Emission, { ok: true }> {
  const emission = js.emit(rule, { ...defaultsOf(js.options), ...options }, "es2022");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
  return emission;
}
const textOf = (artifacts: readonly Artifact[], suffix = ".js"): string => artifacts.find((a) => a.suffix === suffix)?.text ?? "";

const hostile = [
  'a"b',
  "a'b",
  `a\`b$${"{x}"}`,
  "\\",
  "\\\\",
  "*/",
  "/*",
  "//",
  "-->",
  "<!--",
  "</script>",
  "</SCRIPT >",
  "\0",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0085",
  "\u202e",
  "\ufeff",
  "\ud800",
  "\udc00x",
  "{{x}}",
  "{{{x}}}",
  "&amp;",
  `$${"{}"}`,
  "'; drop table alerts; --",
  "%s%n",
  "a: b # c",
  "é\u0301",
  "\u{1f600}",
  "__proto__",
  "constructor",
];

describe("dates relative to now", () => {
  const recent = b.any([field("t", "date")], (v) => b.compare(">", v ?? b.literal(null), b.dateLiteral("now-1M/d")));
  const now = Date.UTC(2024, 2, 31, 12);
  it("are relative to the time given, a number or a function", async () => {
    const { match } = await load(textOf(emitted(ruleOf(recent)).artifacts));
    const answers = ["2024-02-29T23:59:59.999Z", "2024-03-01T00:00:00.000Z"].map((t) => match({ t }, { now }));
    expect(answers).toEqual([false, true]);
    expect(match({ t: new Date().toISOString() })).toBe(true);
    const { matchAll } = await importText(
      js.bundle([{ rule: ruleOf(recent), emission: emitted(ruleOf(recent)) }], {}, "es2022")[0]?.text ?? "",
    );
    expect(typeof matchAll === "function" && matchAll({ t: "2024-03-01" }, { now: () => now })).toHaveLength(1);
    expect(typeof matchAll === "function" && matchAll({ t: "2024-03-01" })).toHaveLength(0);
  });
  it("are explained with the same time", async () => {
    const { explain } = await importText(textOf(emitted(ruleOf(recent), { explain: true }).artifacts));
    expect(typeof explain === "function" && explain({ t: "2024-03-01" }, { now }).holds).toBe(true);
  });
  it("are in the types where there are some, and only there", async () => {
    const [with_, without] = [recent, equals("x")].map((c) => emitted(ruleOf(c), { explain: true }).artifacts);
    expect(textOf(with_ ?? [], ".d.ts")).toContain("match(event: unknown, options?: MatchOptions): boolean");
    expect(textOf(without ?? [], ".d.ts")).toContain("match(event: unknown): boolean");
    expect(await validateModules([with_ ?? [], without ?? []])).toEqual([null, null]);
  });
});

describe("hostile text", () => {
  it.each(hostile)("%j as a literal matches itself", async (text) => {
    for (const where of [
      equals(text),
      b.any([name], (v) => b.affix("contains", v ?? b.literal(null), b.literal(text), "ascii")),
      b.any([name], (v) => b.wildcard(v ?? b.literal(null), [`*${text.replace(/[*?]/g, "")}?`, `${text}*`])),
      b.any([name], (v) =>
        b.regex(
          v ?? b.literal(null),
          {
            kind: "concat",
            parts: [...text].map((c) => ({
              kind: "class",
              negated: false,
              items: [
                { kind: "single", codePoint: c.codePointAt(0) ?? 0 },
                { kind: "single", codePoint: 0x2d },
              ],
            })),
          },
          "",
        ),
      ),
    ]) {
      const matcher = await load(textOf(emitted(ruleOf(where)).artifacts));
      expect(matcher.match({ process: { name: text } })).toBe(true);
      expect(matcher.match({ process: { name: "zz" } })).toBe(false);
    }
  });

  it.each(hostile)("%j in names, notes and queries stays text", async (text) => {
    const about = {
      name: text,
      description: text,
      note: `${text}\n${text}`,
      query: text,
      path: text,
      tags: [text],
      author: [text],
      license: text,
      setup: text,
    };
    const emission = emitted(withMetadata(ruleOf(equals("x")), about), { explain: true });
    const module = await importText(textOf(emission.artifacts));
    expect(module["rule"]).toMatchObject({
      name: text,
      description: text,
      note: `${text}\n${text}`,
      query: text,
      tags: [text],
      license: text,
    });
    expect(Object.keys(module).sort()).toEqual(["explain", "match", "rule"]);
    for (const { text: source } of emission.artifacts) {
      expect(source).not.toMatch(/<\/script|<!--/i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
      expect(source).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e\ufeff]|[\ud800-\udfff]/u);
    }
  });

  it.each(hostile)("%j as a field's name reads that field alone", async (text) => {
    const odd = field("x", "keyword", { path: ["a", text] });
    const matcher = await load(textOf(emitted(ruleOf(b.exists(odd)), { explain: true }).artifacts));
    expect(matcher.match(JSON.parse(`{"a":{${JSON.stringify(text)}:1}}`))).toBe(true);
    expect(matcher.match({ a: {} })).toBe(false);
    expect(matcher.match({})).toBe(false);
  });

  it("any text at all is quoted to itself", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const module = await importText(textOf(emitted(withMetadata(ruleOf(equals(text)), { name: text, query: text })).artifacts));
        expect(module["rule"]).toMatchObject({ name: text, query: text });
      }),
      { numRuns: 200 },
    );
  });
});

const rules = [
  ruleOf(equals("cmd.exe")),
  withMetadata(
    ruleOf(
      b.and(
        b.any([field("process.pid", "long")], (v) =>
          b.compare("==", b.arithmetic("+", v ?? b.literal(null), b.literal(1n)), b.literal(7n)),
        ),
        b.not(b.any([field("source.ip", "ip")], (v) => b.compare("==", v ?? b.literal(null), b.ipLiteral("10.0.0.0/8")))),
      ),
    ),
    {
      path: "b/second",
      note: "One\nTwo",
      threat: [
        {
          framework: "MITRE ATT&CK",
          tactic: { id: "TA0002", name: "Execution", reference: "https://attack.mitre.org/tactics/TA0002/" },
          technique: [
            {
              id: "T1059",
              name: "Command and Scripting Interpreter",
              reference: "",
              subtechnique: [{ id: "T1059.001", name: "PowerShell", reference: "" }],
            },
          ],
        },
      ],
    },
  ),
];

describe("a module", () => {
  it("parses, imports nothing and exports what its declarations promise", () => {
    const sets = [...rules.map((r) => emitted(r).artifacts), emitted(rules[1] ?? ruleOf(equals("x")), { explain: true }).artifacts];
    expect(validateModules(sets)).toEqual([null, null, null]);
  });

  it("is found out when it does not", () => {
    const [module, declaration] = emitted(rules[0] ?? ruleOf(equals("x"))).artifacts;
    const changed = (text: string, from: string, to: string): readonly Artifact[] => [
      { suffix: ".js", text: text.replace(from, to) },
      { suffix: ".d.ts", text: declaration?.text ?? "" },
    ];
    const text = module?.text ?? "";
    const problems = validateModules([
      changed(text, "export function match(event) {", "export function match(event) {{"),
      changed(text, "export function match", "function match"),
      changed(text, "processName.includes(", "processName.indexOf("),
      [...changed(`import "node:fs";\n${text}`, "", "")],
      changed(text, "riskScore: 21", 'riskScore: "21"'),
      changed(text, 'severity: "low"', 'severity: "huge"'),
    ]);
    expect(problems[0]).toMatch(/^line \d+: /);
    expect(problems[1]).toMatch(/match/);
    expect(problems[3]).toBe('it imports "node:fs"');
    expect(problems[2]).toMatch(/boolean/);
    expect(problems[4]).toMatch(/'string' is not assignable to type 'number'/);
    expect(problems[5]).toMatch(/huge/);
  });

  it("has only the helpers that it calls", () => {
    const text = textOf(emitted(rules[0] ?? ruleOf(equals("x"))).artifacts);
    expect([...text.matchAll(/^function (\w+)/gm)].map((m) => m[1])).toEqual(["collect", "elements", "isEvent", "path", "texts", "values"]);
  });

  it("explains the truth of every part", async () => {
    const query = 'process where process.name == "cmd.exe" and not user.name : "root"';
    const at = (part: string): { readonly start: number; readonly end: number } => ({
      start: query.indexOf(part),
      end: query.indexOf(part) + part.length,
    });
    const leaf = { ...equals("cmd.exe"), span: at('process.name == "cmd.exe"') };
    const other = {
      ...b.any([field("user.name")], (v) => b.compare("==", v ?? b.literal(null), b.literal("root"), "ascii")),
      span: at('user.name : "root"'),
    };
    const where: Condition = { ...b.and(leaf, { ...b.not(other), span: at('not user.name : "root"') }), span: at(query.slice(14)) };
    const { explain } = await importText(
      textOf(emitted(withMetadata(ruleOf(where), { query, conditionText: query }), { explain: true }).artifacts),
    );
    if (typeof explain !== "function") throw new Error("no explain");
    expect(explain({ process: { name: ["cmd.exe", "x"] }, "user.name": "Root" })).toEqual({
      kind: "and",
      text: query.slice(14),
      holds: false,
      values: {},
      parts: [
        { kind: "leaf", text: 'process.name == "cmd.exe"', holds: true, parts: [], values: { "process.name": ["cmd.exe", "x"] } },
        {
          kind: "not",
          text: 'not user.name : "root"',
          holds: false,
          values: {},
          parts: [{ kind: "leaf", text: 'user.name : "root"', holds: true, parts: [], values: { "user.name": ["Root"] } }],
        },
      ],
    });
    expect(explain([])).toBe(null);
  });

  it("explains each object of a list", async () => {
    const query = 'p: { a: "x" }';
    const a = { ...b.any([field("p.a")], (v) => b.compare("==", v ?? b.literal(null), b.literal("x"))), span: { start: 5, end: 11 } };
    const where: Condition = { kind: "nested", id: 700, span: { start: 0, end: query.length }, path: ["p"], where: a };
    const { explain } = await importText(
      textOf(emitted(withMetadata(ruleOf(where), { query, conditionText: query }), { explain: true }).artifacts),
    );
    if (typeof explain !== "function") throw new Error("no explain");
    const part = (holds: boolean, values: readonly string[]) => ({
      kind: "leaf",
      text: 'a: "x"',
      holds,
      parts: [],
      values: { "p.a": values },
    });
    const whole = { kind: "nested", text: query, holds: true, values: {} };
    expect(explain({ p: [{ a: "y" }, { a: "x" }] })).toEqual({ ...whole, parts: [part(false, ["y"]), part(true, ["x"])] });
    expect(explain({ p: [] })).toEqual({ ...whole, holds: false, parts: [] });
  });
});

describe("the bundle", () => {
  const sets = js.bundle(
    rules.map((rule) => ({ rule, emission: emitted(rule) })),
    defaultsOf(js.options),
    "es2022",
  );
  const text = sets.find((s) => s.name === "verdict.rules.js")?.text ?? "";

  it("holds all rules and one copy of each helper", async () => {
    await expect(text).toMatchFileSnapshot("golden/bundle.js");
    const module = await importText(text);
    expect(Object.keys(module).sort()).toEqual(["joiningRules", "matchAll", "rules"]);
    const { matchAll } = module;
    if (typeof matchAll !== "function") throw new Error("no matchAll");
    expect(matchAll({ process: { name: "cmd.exe", pid: 6 } })).toMatchObject([{ name: "test" }, { note: "One\nTwo" }]);
    expect(matchAll({ process: { pid: "6" }, source: { ip: "10.1.2.3" } })).toEqual([]);
    expect(matchAll(null)).toEqual([]);
    expect(text.match(/^function values/gm)).toHaveLength(1);
  });

  it("is valid", () => {
    expect(validateModules([sets.map((s) => ({ suffix: s.name, text: s.text }))])).toEqual([null]);
  });
});
