import { boolean, choice, dateMath, day, duration, either, type FieldSpec, integer, json, list, table, text } from "./field-type.ts";

/**
 * Every field of a rule document. Names and types are those of Kibana's detection engine API (its rule schema and its exports) and of the TOML that
 * elastic/detection-rules keeps its rules in, which differs in `new_terms` alone and adds `[metadata]` and `[transform]`.
 */
const both = (name: string, type: FieldSpec["type"], missing?: FieldSpec["missing"]): FieldSpec =>
  missing === undefined ? { name, type, where: "both" } : { name, type, where: "both", missing };
const toml = (name: string, type: FieldSpec["type"]): FieldSpec => ({ name, type, where: "toml" });
const api = (name: string, type: FieldSpec["type"]): FieldSpec => ({ name, type, where: "api" });

export const ruleTypes = ["eql", "esql", "machine_learning", "new_terms", "query", "saved_query", "threat_match", "threshold"] as const;
export const severities = ["low", "medium", "high", "critical"] as const;

const named = [both("id", text), both("name", text), both("reference", text)] as const;
const threat = table(
  both("framework", text),
  both("tactic", table(...named)),
  both("technique", list(table(...named, both("subtechnique", list(table(...named)))))),
);
const mappingFields = [both("field", text), both("operator", text), both("value", text)] as const;
const suppression = table(
  both("group_by", list(text)),
  both("duration", table(both("value", integer(1)), both("unit", choice("s", "m", "h")))),
  both("missing_fields_strategy", choice("suppress", "doNotSuppress")),
);
const exceptionList = table(
  both("id", text),
  both("list_id", text),
  both("type", text),
  both("namespace_type", choice("agnostic", "single")),
);
const threshold = table(
  both("field", either(text, list(text))),
  both("value", integer(1)),
  both("cardinality", list(table(both("field", text), both("value", integer(0))))),
);
const threatMapping = list(
  table(both("entries", list(table(both("field", text), both("type", text), both("value", text), both("negate", boolean))))),
);

/** `[rule]` of TOML, and the API's rule object. */
export const ruleFields: readonly FieldSpec[] = [
  both("actions", json),
  both("alert_suppression", suppression),
  both("anomaly_threshold", integer(0, 100)),
  both("author", list(text)),
  both("building_block_type", text),
  both("data_view_id", text),
  both("description", text, "default"),
  both("enabled", boolean),
  both("event_category_override", text),
  both("exceptions_list", list(exceptionList)),
  both("false_positives", list(text)),
  both("filters", list(json)),
  both("from", dateMath),
  both("index", list(text)),
  both("interval", duration),
  both("investigation_fields", either(table(both("field_names", list(text))), list(text))),
  both("language", choice("eql", "esql", "kuery", "lucene")),
  both("license", text),
  both("machine_learning_job_id", either(text, list(text))),
  both("max_signals", integer(1)),
  both("meta", json),
  both("name", text, "error"),
  both("namespace", text),
  both("note", text),
  both("output_index", text),
  both("query", text),
  both("references", list(text)),
  both("related_integrations", list(table(both("package", text), both("version", text), both("integration", text)))),
  both("required_fields", list(table(both("name", text), both("type", text), both("ecs", boolean)))),
  both("response_actions", json),
  both("risk_score", integer(0, 100), "default"),
  both("risk_score_mapping", list(table(...mappingFields, both("risk_score", integer(0, 100))))),
  both("rule_id", text, "default"),
  both("rule_name_override", text),
  both("saved_id", text),
  both("setup", text),
  both("severity", choice(...severities), "default"),
  both("severity_mapping", list(table(...mappingFields, both("severity", choice(...severities))))),
  both("tags", list(text)),
  both("threat", list(threat)),
  both("threat_filters", list(json)),
  both("threat_index", list(text)),
  both("threat_indicator_path", text),
  both("threat_language", choice("eql", "kuery", "lucene")),
  both("threat_mapping", threatMapping),
  both("threat_query", text),
  both("threshold", threshold),
  both("throttle", text),
  both("tiebreaker_field", text),
  both("timeline_id", text),
  both("timeline_title", text),
  both("timestamp_field", text),
  both("timestamp_override", text),
  both("timestamp_override_fallback_disabled", boolean),
  both("to", dateMath),
  both("type", choice(...ruleTypes), "error"),
  both("version", integer(1)),
  // new_terms: nested in TOML, flat in the API
  toml(
    "new_terms",
    table(
      toml("field", choice("new_terms_fields")),
      toml("value", list(text)),
      toml("history_window_start", list(table(toml("field", choice("history_window_start")), toml("value", dateMath)))),
    ),
  ),
  both("new_terms_fields", list(text)),
  both("history_window_start", dateMath),
  // what a server adds, or only the API takes
  api("alias_purpose", text),
  api("alias_target_id", text),
  api("concurrent_searches", integer(1)),
  api("created_at", text),
  api("created_by", text),
  api("execution_summary", json),
  api("id", text),
  api("immutable", boolean),
  api("items_per_search", integer(1)),
  api("outcome", text),
  api("revision", integer(0)),
  api("rule_source", json),
  api("updated_at", text),
  api("updated_by", text),
];

/** TOML's `[metadata]`: about the file, no part of the API's rule. */
export const metadataFields: readonly FieldSpec[] = [
  toml("bypass_bbr_timing", boolean),
  toml("comments", text),
  toml("creation_date", day),
  toml("deprecated_reason", text),
  toml("deprecation_date", day),
  toml("extended", boolean),
  toml("integration", either(text, list(text))),
  toml("maturity", choice("development", "experimental", "beta", "production", "deprecated")),
  toml("min_stack_comments", text),
  toml("min_stack_version", text),
  toml("os_type_list", list(text)),
  toml("promotion", boolean),
  toml("query_schema_validation", boolean),
  toml("related_endpoint_rules", list(list(text))),
  toml("updated_date", day),
];

const provider = table(
  toml("excluded", boolean),
  toml("field", text),
  toml("queryType", text),
  toml("value", text),
  toml("valueType", text),
);

/** TOML's `[transform]`: what the investigation guide's placeholders stand for. */
export const transformFields: readonly FieldSpec[] = [
  toml(
    "investigate",
    list(
      table(
        toml("label", text),
        toml("description", text),
        toml("providers", list(list(provider))),
        toml("relativeFrom", text),
        toml("relativeTo", text),
      ),
    ),
  ),
  toml("osquery", list(table(toml("label", text), toml("query", text), toml("ecs_mapping", json)))),
];

export const tomlTables: readonly FieldSpec[] = [
  toml("metadata", { kind: "table", fields: metadataFields }),
  { ...toml("rule", { kind: "table", fields: ruleFields }), missing: "error" },
  toml("transform", { kind: "table", fields: transformFields }),
];
