import { describe, expect, it } from "vitest";
import { lowerDocument } from "../../src/driver/compile.ts";
import { detect } from "../../src/eval/detect.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import { printRule } from "../../src/ir/print.ts";
import { verifyRule } from "../../src/ir/verify.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { schemaOf } from "../../src/schema/schema.ts";
import { slice } from "../../src/source/source-text.ts";

/** Rules of the types that do more than their query says. */
const strict = { ...ecsSchema(), strict: true };

function lower(type: string, rest: string, schema = ecsSchema()) {
  const text = `[rule]\nname = "x"\ndescription = "x"\nrule_id = "4b3f9c7e-7a9b-4b1c-9f63-0d9f8d8a7c11"\nseverity = "low"\nrisk_score = 21\nindex = ["logs-*"]\nlanguage = "kuery"\ntype = "${type}"\n${rest}`;
  const source = { name: "x.toml", text };
  const [document] = readDocument(source).rules;
  if (document === undefined) throw new Error("does not read");
  const { rule, diagnostics } = lowerDocument(document, { schema, frontEnds, window: null });
  const told = diagnostics.map((d) => `${d.code} ${d.primary === null ? "" : slice(source, d.primary.span)}`);
  return { rule, told };
}

describe("a rule's type over its query", () => {
  it.each([
    [
      "threshold of several fields, with a cardinality",
      "threshold",
      'query = "event.outcome: failure"\nthreshold = { field = ["source.ip", "user.name"], value = 5, cardinality = [{ field = "host.id", value = 2 }] }',
      "(aggregate events (by source.ip:ip user.name:keyword) (count 5) (cardinality host.id:keyword 2) (order @timestamp:date))",
    ],
    [
      "threshold of one field, not in a list",
      "threshold",
      'query = "*:*"\nthreshold = { field = "source.ip", value = 1 }',
      "(aggregate events (by source.ip:ip) (count 1) (order @timestamp:date))",
    ],
    [
      "threshold of all events",
      "threshold",
      'query = "*:*"\nthreshold = { field = [], value = 3 }',
      "(aggregate events (by) (count 3) (order @timestamp:date))",
    ],
    [
      "new terms",
      "new_terms",
      'query = "*:*"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["host.id", "user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
      '(new-terms events (by host.id:keyword user.name:keyword) (history "now-7d") (order @timestamp:date))',
    ],
    [
      "indicators",
      "threat_match",
      'query = "*:*"\nthreat_index = ["intel-*"]\nthreat_query = "event.kind: enrichment"\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }, { field = "host.name", type = "mapping", value = "user.name", negate = true }]\n[[rule.threat_mapping]]\nentries = [{ field = "url.full", type = "mapping", value = "threat.indicator.url.full" }]',
      "(indicator-join events indicators (all (equals source.ip:ip threat.indicator.ip:ip) (differs host.name:keyword user.name:keyword)) (all (equals url.full:wildcard threat.indicator.url.full:wildcard)) (order @timestamp:date))",
    ],
  ])("%s", (_, type, rest, expected) => {
    const { rule, told } = lower(type, rest);
    expect(told).toEqual([]);
    if (rule === null) throw new Error("does not lower");
    expect(verifyRule(rule, () => null)).toEqual([]);
    expect(printRule(rule).replace(/\s+/g, " ")).toContain(expected);
  });

  it.each([
    ["no threshold", "threshold", 'query = "*:*"', ["driver/rule-parts type"]],
    ["a misspelt field", "threshold", 'query = "*:*"\nthreshold = { field = "source.pi", value = 5 }', ["schema/unknown-field field"]],
    ["a text", "threshold", 'query = "*:*"\nthreshold = { field = "message", value = 5 }', ["schema/no-exact-field field"]],
    [
      "two cardinalities",
      "threshold",
      'query = "*:*"\nthreshold = { field = "user.name", value = 5, cardinality = [{ field = "host.id", value = 2 }, { field = "host.name", value = 2 }] }',
      ["driver/rule-parts cardinality"],
    ],
    ["no fields", "new_terms", 'query = "*:*"\nhistory_window_start = "now-7d"', ["driver/rule-parts type"]],
    ["no history", "new_terms", 'query = "*:*"\nnew_terms_fields = ["host.id"]', ["driver/rule-parts type"]],
    [
      "an error in the threat query",
      "threat_match",
      'query = "*:*"\nthreat_query = "a:(("\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }]',
      ["kql/unexpected-token threat_query"],
    ],
    ["no mapping", "threat_match", 'query = "*:*"\nthreat_query = "*:*"', ["driver/rule-parts type"]],
    [
      "only a negated entry",
      "threat_match",
      'query = "*:*"\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip", negate = true }]',
      ["driver/rule-parts rule.threat_mapping"],
    ],
    [
      "filters on the indicators",
      "threat_match",
      'query = "*:*"\nthreat_filters = [{ meta = { negate = true } }]\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }]',
      ["filters/bad-shape { meta = { negate = true } }"],
    ],
  ])("%s is told where it stands", (_, type, rest, expected) => {
    expect(lower(type, rest, strict).told).toEqual(expected);
  });

  it("gives the fields that it joins by the user's names for their columns", () => {
    const schema = schemaOf("mine", { "user.name": { type: "keyword", array: false, ignoreAbove: null, column: "usr" } });
    const { rule } = lower("threshold", 'query = "*:*"\nthreshold = { field = "user.name", value = 2 }', schema);
    expect(rule?.detection).toMatchObject({ kind: "aggregate", by: [{ column: "usr" }] });
  });

  it("knows the time where an indicator must be recent", () => {
    const { rule } = lower(
      "threat_match",
      'query = "*:*"\nthreat_query = "@timestamp >= now-30d/d"\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }]',
    );
    if (rule === null) throw new Error("does not lower");
    const event = { "@timestamp": "2026-03-01T00:00:00Z", "source.ip": "192.0.2.1" };
    const indicators = [{ "@timestamp": "2026-02-20T00:00:00Z", "threat.indicator.ip": "192.0.2.1" }];
    const found = (day: string): number => detect(rule, [event], { indicators, now: Date.parse(day) }).length;
    expect([found("2026-03-01"), found("2026-04-01"), detect(rule, [event], { indicators }).length]).toEqual([1, 0, 0]);
  });
});
