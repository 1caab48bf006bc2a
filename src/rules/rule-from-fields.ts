import type { Field } from "../ir/field.ts";
import type { Metadata, Schedule, Severity, Technique, Threat } from "../ir/rule.ts";
import { halfSurrogates, hasHalfSurrogate } from "../source/half-surrogate.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import { placeIn } from "../source/offset-map.ts";
import { sha256 } from "../source/sha256.ts";
import { slice } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";
import { type ConditionText, conditionTextOf, filterPathAt } from "./condition-text.ts";
import { severities } from "./fields.ts";
import type { Origin } from "./origin.ts";
import type { Path } from "./read-fields.ts";
import type { RuleDocument } from "./rule-document.ts";
import { uuidOf } from "./uuid.ts";

/** JSON can spell half a surrogate pair, which no artefact in UTF-8 can hold. Only the query keeps it: there it may be part of what is matched. */
const wellFormed = (text: string): string => (hasHalfSurrogate(text) ? text.replace(halfSurrogates, "\ufffd") : text);

/** Reads from checked fields: what is there has the right type, what is not there has a default. */
const rawTextOf = (fields: JsonObject, name: string): string | null => {
  const value = fields[name];
  return typeof value === "string" ? value : null;
};
const textOf = (fields: JsonObject, name: string): string | null => {
  const value = rawTextOf(fields, name);
  return value === null ? null : wellFormed(value);
};
/** A field's name; the empty text names none. */
const nameOf = (fields: JsonObject, name: string): string | null => textOf(fields, name) || null;
const numberOf = (fields: JsonObject, name: string, otherwise: number): number => {
  const value = fields[name];
  return typeof value === "number" ? value : otherwise;
};
const listOf = (fields: JsonObject, name: string): readonly Json[] => {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
};
const textsOf = (fields: JsonObject, name: string): readonly string[] =>
  listOf(fields, name)
    .filter((v) => typeof v === "string")
    .map(wellFormed);
const tablesOf = (fields: JsonObject, name: string): readonly JsonObject[] => listOf(fields, name).filter(isJsonObject);

/** Kibana's own figures for each severity. */
const riskScores: Readonly<Record<Severity, number>> = { low: 21, medium: 47, high: 73, critical: 99 };

const named = (fields: JsonObject): { readonly id: string; readonly name: string; readonly reference: string } => ({
  id: textOf(fields, "id") ?? "",
  name: textOf(fields, "name") ?? "",
  reference: textOf(fields, "reference") ?? "",
});

const techniqueOf = (fields: JsonObject): Technique => ({ ...named(fields), subtechnique: tablesOf(fields, "subtechnique").map(named) });

function threatOf(fields: JsonObject): Threat {
  const tactic = fields["tactic"];
  return {
    framework: textOf(fields, "framework") ?? "",
    tactic: isJsonObject(tactic) ? named(tactic) : null,
    technique: tablesOf(fields, "technique").map(techniqueOf),
  };
}

const dateField = (name: string): Field => ({ path: name.split("."), type: "date", mapped: true, array: false, ignoreAbove: null });

/** Kibana filters by `timestamp_override` where an event has it and, unless that is disabled, by `@timestamp` where it has not. */
function scheduleOf(fields: JsonObject): Schedule {
  const override = nameOf(fields, "timestamp_override");
  return {
    interval: textOf(fields, "interval") ?? "5m",
    window: {
      kind: "window",
      timestamp: dateField("@timestamp"),
      override: override === null || override === "@timestamp" ? null : dateField(override),
      fallback: fields["timestamp_override_fallback_disabled"] !== true,
      from: textOf(fields, "from") ?? "now-6m",
      to: textOf(fields, "to") ?? "now",
    },
  };
}

const defaultLanguages: Readonly<Record<string, string>> = { eql: "eql", esql: "esql", machine_learning: "" };

/** The language of a rule; null for a type that has no query. Kibana reads a query without one as KQL. */
export function languageOf(fields: JsonObject): string | null {
  const language = textOf(fields, "language") ?? defaultLanguages[textOf(fields, "type") ?? ""] ?? "kuery";
  return language === "" ? null : language;
}

interface Parts {
  readonly origin: Origin;
  /** The rule in the API's shape, checked. */
  readonly fields: JsonObject;
  /** Where the rule's fields are in the document. */
  readonly base: Path;
  readonly path: string;
}

function metadataOf(parts: Parts & { readonly condition: ConditionText }): Metadata {
  const { origin, fields, path } = parts;
  const name = textOf(fields, "name") ?? "";
  const query = rawTextOf(fields, "query") ?? "";
  const language = languageOf(fields);
  const severity = severities.find((s) => s === fields["severity"]) ?? "low";
  const filled = {
    rule_id: textOf(fields, "rule_id") ?? uuidOf("verdict rule", name, language ?? "", query),
    description: textOf(fields, "description") ?? name,
    severity,
    risk_score: numberOf(fields, "risk_score", riskScores[severity]),
  };
  return {
    ruleId: filled.rule_id,
    name,
    description: filled.description,
    version: numberOf(fields, "version", 1),
    severity,
    riskScore: filled.risk_score,
    tags: textsOf(fields, "tags"),
    threat: tablesOf(fields, "threat").map(threatOf),
    author: textsOf(fields, "author"),
    license: textOf(fields, "license"),
    references: textsOf(fields, "references"),
    falsePositives: textsOf(fields, "false_positives"),
    note: textOf(fields, "note"),
    setup: textOf(fields, "setup"),
    maxSignals: numberOf(fields, "max_signals", 100),
    enabled: fields["enabled"] === true,
    buildingBlock: textOf(fields, "building_block_type") !== null,
    query,
    language: language ?? "",
    conditionText: parts.condition.text,
    document: { ...fields, ...filled },
    sourceHash: sha256(slice(origin.source, origin.whole)),
    path,
  };
}

/** How a key of the API is spelt in this document, from the root. TOML nests what belongs to `new_terms`. */
function pathOfKey(base: Path, key: string): Path {
  const parts = key.replace(/^rule\./, "").split(".");
  if (base.length === 0 || base[0] !== "rule") return [...base, ...parts];
  if (key.startsWith("metadata.") || key.startsWith("transform.")) return key.split(".");
  if (parts[0] === "new_terms_fields") return ["rule", "new_terms", "value"];
  if (parts[0] === "history_window_start") return ["rule", "new_terms", "history_window_start", 0, "value"];
  return [...base, ...parts];
}

/** The document of a rule whose fields have been checked. */
export function ruleFromFields(parts: Parts): RuleDocument {
  const { origin, fields, base } = parts;
  const condition = conditionTextOf(rawTextOf(fields, "query") ?? "", listOf(fields, "filters"), listOf(fields, "threat_filters"));
  const metadata = metadataOf({ ...parts, condition });
  const queryPath = [...base, "query"];
  let placeQuery: ((of: Span) => Span) | null = null;
  const findQuery = (): ((of: Span) => Span) => {
    const map = origin.stringMap(queryPath, metadata.query);
    const last = map?.pieces[map.pieces.length - 1];
    const length = last === undefined ? 0 : last.value + last.valueLength;
    // a map that does not spell the whole query would point anywhere: the query as a whole is still right
    if (map !== null && length === metadata.query.length) return (of) => placeIn(map, of);
    const whole = origin.place(queryPath)?.value ?? origin.whole;
    return () => whole;
  };
  const placeFilter = (of: Span): Span => {
    const found = filterPathAt(condition, of);
    for (let length = found.path.length; length >= 0; length--) {
      const place = origin.place([...base, ...found.path.slice(0, length)]);
      if (place !== null) return found.key && length === found.path.length ? (place.key ?? place.value) : place.value;
    }
    return origin.whole;
  };
  return {
    source: origin.source,
    metadata,
    schedule: scheduleOf(fields),
    index: textsOf(fields, "index"),
    language: languageOf(fields),
    type: textOf(fields, "type") ?? "",
    query: metadata.query,
    filters: condition.filters,
    threatFilters: condition.threatFilters,
    categoryField: nameOf(fields, "event_category_override"),
    timestampField: nameOf(fields, "timestamp_field"),
    tiebreakerField: nameOf(fields, "tiebreaker_field"),
    place(of) {
      if (of.start > metadata.query.length) return placeFilter(of);
      placeQuery ??= findQuery();
      return placeQuery(of);
    },
    locate(key) {
      const place = origin.place(pathOfKey(base, key));
      return place === null ? null : (place.key ?? place.value);
    },
  };
}
