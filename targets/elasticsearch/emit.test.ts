import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { elasticsearch } from "./target.ts";

const at = { start: 0, end: 0 };
const field = (name: string, type: EsType = "keyword"): Field => ({
  path: name.split("."),
  type,
  mapped: true,
  array: false,
  ignoreAbove: null,
});
const any = (id: number, of: Field, test: Scalar): Condition => ({
  kind: "any",
  id,
  span: at,
  binds: [{ variable: 0, field: of, view: "index" }],
  test,
});
const value: Scalar = { kind: "bound", id: 90, span: at, type: "string", variable: 0 };
const equals = (text: string): Scalar => ({
  kind: "compare",
  id: 91,
  span: at,
  type: "boolean",
  op: "==",
  left: value,
  right: { kind: "literal", id: 92, span: at, type: "string", value: text },
  fold: "none",
});

function rule(where: Condition): Rule {
  const timestamp = field("@timestamp", "date");
  return {
    sources: { main: { index: ["logs-*"], where } },
    detection: { kind: "filter", source: "main", order: { timestamp, tiebreaker: null }, limit: null },
    schedule: {
      interval: "5m",
      window: { kind: "window", timestamp, override: field("event.ingested", "date"), fallback: true, from: "now-6m", to: "now" },
    },
    metadata: {
      ruleId: "r",
      name: "n",
      description: "",
      version: 1,
      severity: "low",
      riskScore: 1,
      tags: [],
      threat: [],
      author: [],
      license: null,
      references: [],
      falsePositives: [],
      note: null,
      setup: null,
      maxSignals: 100,
      enabled: false,
      buildingBlock: false,
      query: "",
      language: "eql",
      conditionText: "",
      document: null,
      sourceHash: "",
      path: "r",
    },
  };
}

describe("a search body", () => {
  it("puts the condition and the window into one filter, negations into must_not", () => {
    const where: Condition = {
      kind: "and",
      id: 1,
      span: at,
      operands: [
        any(2, field("process.name"), equals('a"b')),
        { kind: "not", id: 3, span: at, operand: any(4, field("user.name"), equals("x")) },
      ],
    };
    const emission = elasticsearch.emit(rule(where), {}, "9.4");
    const text = emission.ok ? emission.artifacts.find((a) => a.suffix === ".json")?.text : "";
    expect(JSON.parse(text ?? "")).toMatchObject({
      index: ["logs-*"],
      body: {
        query: {
          bool: {
            filter: [
              { term: { "process.name": { value: 'a"b', _name: "2" } } },
              {
                bool: {
                  _name: "window",
                  should: [
                    { range: { "event.ingested": { gte: "now-6m", lte: "now" } } },
                    {
                      bool: {
                        filter: [{ range: { "@timestamp": { gte: "now-6m", lte: "now" } } }],
                        must_not: [{ exists: { field: "event.ingested" } }],
                      },
                    },
                  ],
                  minimum_should_match: 1,
                },
              },
            ],
            must_not: [{ term: { "user.name": { value: "x", _name: "4" } } }],
          },
        },
        size: 100,
        sort: [{ "@timestamp": { order: "desc", unmapped_type: "date" } }],
      },
    });
  });
});
