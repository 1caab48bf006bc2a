import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/rules/read-document.ts";
import { positionAt } from "../../src/source/source-text.ts";

const toml = (rule: string, rest = ""): string => `[metadata]\nmaturity = "production"\n\n[rule]\n${rule}\n${rest}`;
const whole = `name = "n"
description = "d"
rule_id = "e3b5f5a0-5f2b-4c52-8a79-9d9e0c7f4c11"
severity = "high"
risk_score = 73
type = "eql"
query = "any where true"`;

/** Each diagnostic as `line:column code underlined text`. */
function findings(name: string, text: string): readonly string[] {
  return readDocument({ name, text }).diagnostics.map((d) => {
    expect(d.file).toBe(name);
    if (d.primary === null) return d.code;
    const { line, column } = positionAt(text, d.primary.span.start);
    return `${line}:${column} ${d.code} ${text.slice(d.primary.span.start, d.primary.span.end)}`;
  });
}

describe("TOML", () => {
  it("reads metadata, schedule, threat", () => {
    const text = toml(
      `${whole}\nversion = 7\ntags = ["a", "b"]\nfrom = "now-9m"\ninterval = "10m"\ntimestamp_override = "event.ingested"\nbuilding_block_type = "default"`,
      '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0002"\nname = "Execution"\nreference = "r"\n' +
        '[[rule.threat.technique]]\nid = "T1059"\nname = "x"\nreference = "r"\n',
    );
    const { rules, diagnostics } = readDocument({ name: "x/net.toml", text }, { path: "linux/net.toml" });
    expect(diagnostics).toEqual([]);
    expect(rules[0]?.metadata).toMatchObject({
      ruleId: "e3b5f5a0-5f2b-4c52-8a79-9d9e0c7f4c11",
      version: 7,
      severity: "high",
      riskScore: 73,
      tags: ["a", "b"],
      buildingBlock: true,
      enabled: false,
      maxSignals: 100,
      language: "eql",
      path: "linux/net",
      threat: [
        {
          framework: "MITRE ATT&CK",
          tactic: { id: "TA0002", name: "Execution", reference: "r" },
          technique: [{ id: "T1059", name: "x", reference: "r", subtechnique: [] }],
        },
      ],
    });
    expect(rules[0]?.schedule).toMatchObject({
      interval: "10m",
      window: { from: "now-9m", to: "now", override: { path: ["event", "ingested"] }, fallback: true },
    });
  });

  it("fills severity and risk score with a warning", () => {
    const text = toml('name = "n"\ntype = "eql"\nquery = "any where true"');
    const { rules, diagnostics } = readDocument({ name: "a.toml", text });
    expect(diagnostics.map((d) => [d.severity, d.code, d.message])).toEqual([
      ["warning", "rules/default-used", "`rule.description` is missing: a default is used"],
      ["warning", "rules/default-used", "`rule.risk_score` is missing: a default is used"],
      ["warning", "rules/default-used", "`rule.rule_id` is missing: a default is used"],
      ["warning", "rules/default-used", "`rule.severity` is missing: a default is used"],
    ]);
    const again = readDocument({ name: "other.toml", text }).rules[0]?.metadata.ruleId;
    expect(rules[0]?.metadata).toMatchObject({ severity: "low", riskScore: 21, ruleId: again });
    expect(again).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("warns of an unknown field with the nearest name", () => {
    const text = toml(`${whole}\nseverty = "x"`, '[[rule.threat]]\nframwork = "a"\n[extra]\n');
    expect(findings("a.toml", text)).toEqual([
      "12:1 rules/unknown-field severty",
      "14:1 rules/unknown-field framwork",
      "15:2 rules/unknown-field extra",
    ]);
    expect(readDocument({ name: "a.toml", text }).diagnostics[0]?.help).toBe("a field with a similar name exists: `severity`");
    expect(readDocument({ name: "a.toml", text }).rules.length).toBe(1);
  });

  it("takes dates in either form where the file is described", () => {
    for (const date of ["2024-01-02", '"2024/01/02"']) {
      expect(findings("a.toml", toml(whole).replace("[metadata]", `[metadata]\ncreation_date = ${date}`))).toEqual([]);
    }
  });

  it("refuses wrong types at their line", () => {
    const text = toml(
      `${whole.replace("73", '"73"').replace('"high"', '"hihg"')}\ntags = "a"\nreferences = ["a", 3]\nfrom = "6 minutes ago"\ninterval = "often"`,
      '[[rule.threat]]\nframework = 1\n[rule.threat.tactic]\nid = ["T"]\n',
    );
    expect(findings("a.toml", text)).toEqual([
      '8:12 rules/wrong-type "hihg"',
      '9:14 rules/wrong-type "73"',
      '12:8 rules/wrong-type "a"',
      "13:20 rules/wrong-type 3",
      '14:8 rules/wrong-type "6 minutes ago"',
      '15:12 rules/wrong-type "often"',
      "17:13 rules/wrong-type 1",
      '19:6 rules/wrong-type ["T"]',
    ]);
    expect(readDocument({ name: "a.toml", text }).rules).toEqual([]);
  });

  it("refuses what is missing or does not go together", () => {
    expect(findings("a.toml", toml('type = "eql"'))).toContain("4:2 rules/missing-field rule");
    expect(findings("a.toml", toml(whole.replace(/query.*/, "")))).toEqual(["10:1 rules/missing-field type"]);
    expect(findings("a.toml", toml(`${whole}\nlanguage = "kuery"`))).toEqual(["12:1 rules/type-language language"]);
    expect(findings("a.toml", "[metadata]\n")).toEqual(["1:1 rules/missing-field ["]);
    expect(findings("a.toml", "")).toEqual(["1:1 rules/missing-field "]);
  });

  it("warns that exceptions are not compiled", () => {
    const text = toml(whole, '[[rule.exceptions_list]]\nid = "a"\nlist_id = "a"\nnamespace_type = "single"\ntype = "detection"\n');
    expect(findings("a.toml", text)).toEqual(["12:3 rules/exceptions rule.exceptions_list"]);
  });

  it("locates keys", () => {
    const text = toml(whole);
    const rule = readDocument({ name: "a.toml", text }).rules[0];
    const span = rule?.locate("rule.severity");
    expect(text.slice(span?.start, span?.end)).toBe("severity");
    expect(rule?.locate("rule.nothing")).toBeNull();
  });

  it("tells syntax errors at their place", () => {
    expect(findings("a.toml", toml('name = "n'))).toEqual([expect.stringMatching(/^5:\d+ rules\/toml-syntax/)]);
    expect(findings("a.toml", "[rule]\r\nname = 1\r\nname = 2\r\n")).toEqual(["3:1 rules/toml-syntax n"]);
  });
});

const apiRule = {
  rule_id: "1",
  name: "A rule: one",
  description: "d",
  severity: "low",
  risk_score: 1,
  type: "eql",
  query: "any where true",
};

describe("API JSON", () => {
  it("reads one rule, with what only a server adds", () => {
    const text = JSON.stringify({ ...apiRule, id: "s", immutable: true, revision: 2, execution_summary: { a: [1] }, note: null }, null, 2);
    const { rules, diagnostics } = readDocument({ name: "r.json", text });
    expect(diagnostics).toEqual([]);
    expect(rules.map((r) => [r.metadata.path, r.metadata.ruleId, r.metadata.note, r.language])).toEqual([["r", "1", null, "eql"]]);
    expect(rules[0]?.metadata.document).toMatchObject({ execution_summary: { a: [1] } });
  });

  it("reads lists and the answer of _find", () => {
    const list = JSON.stringify([apiRule, { ...apiRule, rule_id: "2" }, { ...apiRule, rule_id: "3", name: "Other" }]);
    for (const text of [list, `{"page":1,"data":${list}}`]) {
      const { rules, diagnostics } = readDocument({ name: "all.json", text }, { path: "kibana/all.json" });
      expect(diagnostics).toEqual([]);
      expect(rules.map((r) => r.metadata.path)).toEqual(["kibana/all/a-rule-one-1", "kibana/all/a-rule-one-2", "kibana/all/other"]);
    }
  });

  it("keeps the sound rules of a list beside a broken one", () => {
    const text = JSON.stringify([apiRule, { ...apiRule, risk_score: 1000 }, 7]);
    expect(findings("a.json", text)).toEqual(["1:211 rules/wrong-type 1000", "1:255 rules/no-rule 7"]);
    expect(readDocument({ name: "a.json", text }).rules.length).toBe(1);
  });

  it("tells syntax errors at their place", () => {
    expect(findings("a.json", '{\n "a": tru }')).toEqual(["2:7 rules/json-syntax t"]);
    expect(findings("a.json", '{"a": 1,}')).toEqual(["1:9 rules/json-syntax }"]);
    expect(findings("a.json", '{"a": "x\\q"}')).toEqual(['1:7 rules/json-syntax "']);
    expect(findings("a.json", '{"a"')).toEqual(["1:5 rules/json-syntax "]);
    expect(findings("a.json", "7")).toEqual(["1:1 rules/no-rule 7"]);
  });

  it("finds the format of a text without a name", () => {
    for (const text of [
      JSON.stringify(apiRule),
      JSON.stringify([apiRule]),
      `${JSON.stringify(apiRule)}\n${JSON.stringify({ ...apiRule, rule_id: "2" })}\n`,
      toml(whole),
    ]) {
      const { rules, diagnostics } = readDocument({ name: "<stdin>", text });
      expect(diagnostics).toEqual([]);
      expect(rules.length).toBeGreaterThan(0);
    }
  });
});

describe("NDJSON export", () => {
  const lines = [
    JSON.stringify(apiRule),
    JSON.stringify({ ...apiRule, rule_id: "2", name: "Two", severity: 3 }),
    JSON.stringify({ ...apiRule, rule_id: "3", name: "Three" }),
    '{"list_id":"l","name":"exceptions","type":"detection","namespace_type":"single"}',
    '{"item_id":"i","list_id":"l","entries":[]}',
    '{"item_id":"j","list_id":"l","entries":[]}',
    '{"id":"c","type":"action","attributes":{"name":"mail"}}',
    '{"exported_count":7,"exported_rules_count":4,"missing_rules":[]}',
    "",
  ];

  it("reads rules, skips the rest with a note, sees that some are missing", () => {
    const text = lines.join("\n");
    expect(findings("e.ndjson", text)).toEqual([
      expect.stringMatching(/^2:\d+ rules\/wrong-type 3$/),
      expect.stringMatching(/^4:1 rules\/export-skipped \{"list_id"/),
      expect.stringMatching(/^8:1 rules\/export-count \{"exported_count"/),
    ]);
    const { rules, diagnostics } = readDocument({ name: "e.ndjson", text });
    expect(rules.map((r) => r.metadata.path)).toEqual(["e/a-rule-one", "e/three"]);
    expect(diagnostics[1]?.message).toBe("1 exception list, 2 exception items, 1 connector of the export are not compiled");
    const placed = rules[1]?.place({ start: 4, end: 9 });
    expect(placed && text.slice(placed.start, placed.end)).toBe("where");
    expect(placed && positionAt(text, placed.start).line).toBe(3);
  });

  it("reads CRLF and a byte order mark, and tells the line that is cut", () => {
    const text = `\ufeff${JSON.stringify(apiRule)}\r\n\r\n{"rule_id":"4","na`;
    expect(findings("e.ndjson", text)).toEqual([expect.stringMatching(/^3:16 rules\/json-syntax/)]);
    expect(readDocument({ name: "e.ndjson", text }).rules.length).toBe(1);
  });
});
