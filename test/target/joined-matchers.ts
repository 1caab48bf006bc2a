import { expect } from "vitest";
import { eql } from "../../src/frontends/eql/index.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { schemaOf } from "../../src/schema/schema.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Artifact, Emission } from "../../src/target/target.ts";
import { loadJoined, type MatcherAlert, type StreamMatcher } from "../../targets/js/engine.ts";
import { js } from "../../targets/js/target.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

/** Rules that join events, of each kind, and their matchers in JavaScript. */

const b = builder();
const span = { start: 0, end: 0 };
const order = { timestamp: field("@timestamp", "date"), tiebreaker: null };

export function schemaFrom(types: Readonly<Record<string, EsType>>) {
  return schemaOf(
    "test",
    Object.fromEntries(Object.entries(types).map(([n, type]) => [n, { type, array: false, ignoreAbove: null }])),
    true,
  );
}
const schema = schemaFrom({
  "@timestamp": "date",
  "event.category": "keyword",
  "host.id": "keyword",
  "user.name": "keyword",
  c: "keyword",
  k: "keyword",
});

export const base = ruleOf(b.constant(false));

export function sequenceOf(query: string): Rule {
  const place = { schema, index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
  const { detection, diagnostics } = eql.read(query, place);
  expect(diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  return { ...base, ...detection, metadata: { ...base.metadata, query } };
}

export function emitted(rule: Rule): Extract<Emission, { ok: true }> {
  const emission = js.emit(rule, defaultsOf(js.options), "es2022");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
  return emission;
}
export const textOf = (artifacts: readonly Artifact[]): string => artifacts.find((a) => a.suffix === ".js")?.text ?? "";
export const matcherOf = async (rule: Rule, options: Readonly<Record<string, unknown>> = {}): Promise<StreamMatcher> =>
  (await loadJoined(textOf(emitted(rule).artifacts)))(options);

const is = (name: string, ...values: readonly string[]) => b.any([field(name)], (v) => b.inSet(v ?? b.literal(null), values));
export const rules: Readonly<Record<string, Rule>> = {
  sequence: sequenceOf(
    'sequence by host.id with maxspan=5m [process where user.name == "root"] with runs=2 ![file where true] [network where true] until [any where c == "stop"]',
  ),
  sample: sequenceOf("sample by host.id [process where true] [network where true] | head 3"),
  threshold: {
    ...base,
    sources: { main: { index: [], where: is("event.category", "authentication") } },
    detection: {
      kind: "aggregate",
      source: "main",
      by: [field("user.name")],
      count: 3,
      cardinality: [{ field: field("source.ip", "ip"), atLeast: 2 }],
      order,
      span,
    },
  },
  "new-terms": {
    ...base,
    sources: { main: { index: [], where: is("event.category", "process") } },
    detection: { kind: "new-terms", source: "main", fields: [field("host.id"), field("user.name")], history: "now-7d", order, span },
  },
  indicators: {
    ...base,
    sources: {
      main: { index: [], where: is("event.category", "network") },
      known: { index: [], where: b.exists(field("threat.indicator.ip", "ip")) },
    },
    detection: {
      kind: "indicator-join",
      source: "main",
      indicators: "known",
      groups: [[{ field: field("destination.ip", "ip"), indicator: field("threat.indicator.ip", "ip"), negate: false }]],
      order,
      span,
    },
  },
};

const dayAgo = (path: string) => b.any([field(path, "date")], (v) => b.compare(">=", v, b.dateLiteral("now-1d/d")));
export const timed: Rule = {
  ...base,
  sources: {
    main: { index: [], where: b.and(is("event.category", "network"), dayAgo("event.created")) },
    known: { index: [], where: dayAgo("@timestamp") },
  },
  detection: {
    kind: "indicator-join",
    source: "main",
    indicators: "known",
    groups: [[{ field: field("c"), indicator: field("c"), negate: false }]],
    order,
    span,
  },
};

export const start = 1_714_521_600_000;
export const at = (ms: number, rest: JsonObject): JsonObject => ({ "@timestamp": start + ms, ...rest });
export const cs = (alerts: readonly MatcherAlert[]): readonly Json[] =>
  alerts.map((alert) => alert.events.map((event) => Number((event as JsonObject)["@timestamp"]) - start)); // events of these tests
