/** Rules as Kibana's detection engine exports and imports them: NDJSON, a line for each rule and a last one that counts them. */
import type { Entry } from "../../src/ir/detection.ts";
import { fieldName, indexName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import type { Options } from "../../src/target/options.ts";
import type { Query } from "./dsl.ts";
import { queryJson } from "./dsl-json.ts";
import { compactText, layout, record } from "./json-text.ts";

export const ruleSuffix = ".rule.ndjson";

/** What Kibana fills in itself, and refuses or overwrites on import. */
const serverKeys = new Set([
  "id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
  "immutable",
  "rule_source",
  "execution_summary",
  "output_index",
]);

/** The last line of an export, its members in Kibana's order. */
const summary = (rules: number): string =>
  JSON.stringify({
    exported_count: rules,
    exported_rules_count: rules,
    missing_rules: [],
    missing_rules_count: 0,
    exported_exception_list_count: 0,
    exported_exception_list_item_count: 0,
    missing_exception_list_item_count: 0,
    missing_exception_list_items: [],
    missing_exception_lists: [],
    missing_exception_lists_count: 0,
    exported_action_connector_count: 0,
    missing_action_connection_count: 0,
    missing_action_connections: [],
    excluded_action_connection_count: 0,
    excluded_action_connections: [],
  });

/** An export of these rules, each one line as `ruleLine` or `filterRuleLine` gives it. */
export const exportText = (lines: readonly string[]): string => [...lines, summary(lines.length), ""].join("\n");

/** The lines of the rules in an export. */
export const ruleLines = (text: string): readonly string[] => text.split("\n").slice(0, -2);

/** The rule as its author wrote it, in its own language, with all that its document holds. */
export function ruleLine(rule: Rule, enabled: boolean): string {
  const { language, query } = rule.metadata;
  return JSON.stringify(common(rule, enabled, { ...typeKeys(rule), language, query }));
}

/** The rule as the option asks for it, or null where it asks for none. `where`: its condition. Rules that count or join have no form in EQL, and stay in their own language. */
export function kibanaLine(rule: Rule, where: Query, given: Options): string | null {
  const kind = given["kibana-rule"] ?? "native";
  const enabled = given["enabled"] === true;
  if (kind === "none") return null;
  return kind === "dsl" ? filterRuleLine(rule, where, enabled) : ruleLine(rule, enabled);
}

/** The rule in EQL, written from what it was compiled to. */
export function printedRuleLine(rule: Rule, query: string, enabled: boolean): string {
  // its filters are in the query
  const { filters: _filters, type: _type, ...rest } = common(rule, enabled, {});
  const { order } = rule.detection;
  return JSON.stringify({
    ...rest,
    type: "eql",
    language: "eql",
    query,
    ...(fieldName(order.timestamp) === "@timestamp" ? {} : { timestamp_field: fieldName(order.timestamp) }),
    ...(order.tiebreaker === null ? {} : { tiebreaker_field: fieldName(order.tiebreaker) }),
  });
}

/** A custom query rule without a query of its own: Kibana adds the time window and runs the filter, which is the search body's condition. */
function filterRuleLine(rule: Rule, condition: Query, enabled: boolean): string {
  const own = rule.metadata.document?.["filters"];
  const meta = { alias: "condition compiled by Verdict", disabled: false, negate: false, type: "custom", key: "query" };
  const filter = compactText(record({ meta: layout(meta), query: queryJson(condition), $state: layout({ store: "appState" }) }));
  const {
    event_category_override: _category,
    timestamp_field: _timestamp,
    tiebreaker_field: _tiebreaker,
    filters: _filters,
    ...rest
  } = common(rule, enabled, {});
  const filters = [...(isList(own) ? own.map((f) => JSON.stringify(f)) : []), filter];
  // the filter may hold integers that JSON.stringify cannot write, so its text is put in as the last member
  const type = rule.detection.kind === "filter" ? { type: "query" } : typeKeys(rule);
  const line = JSON.stringify({ ...rest, ...type, language: "kuery", query: "" });
  return `${line.slice(0, -1)},"filters":[${filters.join(",")}]}`;
}

/** The rule's type with what only that type has. A document says it all itself; a rule without one gets what its detection needs. */
function typeKeys(rule: Rule): JsonObject {
  const { metadata: m, detection } = rule;
  const type = m.document?.["type"];
  if (typeof type === "string") return { type };
  switch (detection.kind) {
    case "filter":
      return { type: m.language === "eql" ? "eql" : "query" };
    case "sequence":
    case "sample":
      return { type: "eql" };
    case "aggregate": {
      const cardinality = detection.cardinality.map(({ field, atLeast }) => ({ field: indexName(field), value: atLeast }));
      return { type: "threshold", threshold: { field: detection.by.map(indexName), value: detection.count, cardinality } };
    }
    case "new-terms":
      return { type: "new_terms", new_terms_fields: detection.fields.map(indexName), history_window_start: detection.history };
    case "indicator-join": {
      const entryOf = ({ field, indicator, negate }: Entry): JsonObject => ({
        field: indexName(field),
        type: "mapping",
        value: indexName(indicator),
        ...(negate ? { negate } : {}),
      });
      return {
        type: "threat_match",
        threat_index: rule.sources[detection.indicators]?.index ?? [],
        threat_query: "*:*",
        threat_language: "kuery",
        threat_mapping: detection.groups.map((entries) => ({ entries: entries.map(entryOf) })),
      };
    }
    default:
      return assertNever(detection);
  }
}

/** What every rule has, and `more` behind it. */
function common(rule: Rule, enabled: boolean, more: JsonObject): JsonObject {
  const m = rule.metadata;
  const index = Object.values(rule.sources)[0]?.index ?? [];
  const { window, interval } = rule.schedule;
  const document = m.document ?? {};
  const given = document["meta"];
  // hardly any document has one of them
  const own = Object.keys(document).some((key) => serverKeys.has(key))
    ? Object.fromEntries(Object.entries(document).filter(([key]) => !serverKeys.has(key)))
    : document;
  return {
    ...own,
    rule_id: m.ruleId,
    name: m.name,
    description: m.description,
    version: m.version,
    severity: m.severity,
    risk_score: m.riskScore,
    tags: m.tags,
    author: m.author,
    license: m.license ?? "",
    references: m.references,
    false_positives: m.falsePositives,
    ...(m.note === null ? {} : { note: m.note }),
    ...(m.setup === null ? {} : { setup: m.setup }),
    threat: document["threat"] ?? [],
    ...(index.length === 0 ? {} : { index }),
    interval,
    from: window?.from ?? "now-6m",
    to: window?.to ?? "now",
    max_signals: m.maxSignals,
    enabled,
    meta: { ...(isJsonObject(given) ? given : {}), verdict: { version: verdictVersion, source_sha256: m.sourceHash } },
    ...more,
  };
}

const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);
