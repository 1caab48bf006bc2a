import { type Diagnostic, error, warning } from "../diagnostics/diagnostic.ts";
import { fieldResolver } from "../frontends/_shared/field-resolver.ts";
import { Report } from "../frontends/_shared/report.ts";
import type { FrontEndResult } from "../frontends/front-end.ts";
import type { Detection, Filter } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Source } from "../ir/rule.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { Schema } from "../schema/schema.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import type { Span } from "../source/span.ts";
import { indicatorJoin } from "./rule-type-indicators.ts";

/** A query as its front end leaves it: what a rule of type `query` is. */
export type Queried = NonNullable<FrontEndResult["detection"]>;

/** What the rule's type makes of its query; null exactly when a diagnostic is an error. Diagnostics stand in the document. */
export interface Typed {
  readonly detection: Queried | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface TypeContext {
  readonly document: RuleDocument;
  readonly schema: Schema;
  /** Reads another query of the same rule, in a language that it names. */
  readonly read: (query: string, language: string, index: readonly string[]) => FrontEndResult | null;
}

/** Types that are compiled. The others' verdicts depend on what is not in the document (`saved_query`, `machine_learning`), or is no rule of conditions. */
export const compiledTypes: readonly string[] = ["eql", "esql", "query", "threshold", "new_terms", "threat_match"];

/**
 * Elastic's rule types over the filter that the query is: `threshold` counts its events, `new_terms` looks for values that its history does not have, `threat_match` joins it with indicators
 * (Kibana's detection engine, `server/lib/detection_engine/rule_types`). Of the fields that the rule names an unknown one is treated as in the query.
 */
export function typedDetection(queried: Queried, context: TypeContext): Typed {
  const { type } = context.document;
  if (type !== "threshold" && type !== "new_terms" && type !== "threat_match") return { detection: queried, diagnostics: [] };
  if (queried.detection.kind !== "filter") throw new Error(`a ${type} rule over a ${queried.detection.kind}`);
  const source = queried.sources[queried.detection.source];
  if (source === undefined) throw new Error("a filter without a source");
  const made = new TypeReport(context);
  const about = { filter: queried.detection, source, span: { start: 0, end: context.document.query.length } };
  const typed = type === "threshold" ? threshold(made, about) : type === "new_terms" ? newTerms(made, about) : indicatorJoin(made, about);
  return { detection: made.failed ? null : typed, diagnostics: made.diagnostics };
}

/** The query under a rule type: its detection and source; `span` is all of it. */
export interface Under {
  readonly filter: Filter;
  readonly source: Source;
  readonly span: Span;
}

/** Reads what a type's own keys say, and collects what is wrong with them, each at its place in the document. */
export class TypeReport {
  readonly #context: TypeContext;
  readonly #diagnostics: Diagnostic[] = [];
  #failed = false;

  constructor(context: TypeContext) {
    this.#context = context;
  }

  get failed(): boolean {
    return this.#failed;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get context(): TypeContext {
    return this.#context;
  }

  /** A key of the document in the API's shape. */
  value(key: string): Json | undefined {
    return this.#context.document.metadata.document?.[key];
  }

  add(diagnostic: Diagnostic, key: string): void {
    this.#failed ||= diagnostic.severity === "error";
    const { document } = this.#context;
    const at = document.locate(`rule.${key}`) ?? document.locate("rule.type");
    const primary = at === null ? null : { ...(diagnostic.primary ?? { text: "" }), span: at };
    this.#diagnostics.push({ ...diagnostic, primary, secondary: [], file: document.source.name });
  }

  /** The field of that name; null: an error, reported at the key. */
  field(name: string, key: string): Field | null {
    const report = new Report();
    const resolved = fieldResolver(this.#context.schema, new Map(), report, { optional: false, analysed: "exact" }).resolve(name, false, {
      start: 0,
      end: 0,
    });
    for (const diagnostic of report.diagnostics) this.add(diagnostic, key);
    if (resolved.kind !== "field") return null;
    const of = this.#context.schema.lookup(name)?.multiFieldOf;
    if (of === undefined || resolved.field.indexed !== undefined) return resolved.field;
    this.add(error("driver/multi-field", `no event holds \`${name}\`: the mapping derives it from \`${of}\``, null), key);
    return null;
  }

  /** All of the fields, or null if one of them is not to be had. */
  fields(names: readonly string[], key: string): readonly Field[] | null {
    const fields = names.map((name) => this.field(name, key));
    const found = fields.filter((f) => f !== null);
    return found.length === fields.length ? found : null;
  }
}

const bad = (message: string, help: string): Diagnostic => error("driver/rule-parts", message, null, { help });
const detected = (under: Under, detection: Detection): Queried => ({
  sources: { [under.filter.source]: under.source },
  detection,
});

const texts = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((v) => typeof v === "string").filter((v) => v !== "");

/** Only the first cardinality counts: Kibana's `threshold` executor reads no other. No field, or an empty one: all events are one group. */
function threshold(made: TypeReport, under: Under): Queried | null {
  const given = made.value("threshold");
  const value = isJsonObject(given) ? given["value"] : undefined;
  if (!isJsonObject(given) || typeof value !== "number") {
    made.add(bad("a threshold rule without its threshold", "write `threshold` with `field` and `value`"), "threshold");
    return null;
  }
  const by = made.fields(texts(given["field"]), "threshold.field");
  const [first, ...others] = Array.isArray(given["cardinality"]) ? given["cardinality"].filter(isJsonObject) : [];
  if (others.length > 0)
    made.add(
      warning("driver/rule-parts", "only the first cardinality counts: Elasticsearch reads no other", null, {
        help: "leave the others out",
      }),
      "threshold.cardinality",
    );
  const cardinality = first === undefined ? [] : cardinalityOf(made, first);
  if (by === null || cardinality === null) return null;
  const { order, source } = under.filter;
  return detected(under, { kind: "aggregate", source, by, count: value, cardinality, order, span: under.span });
}

function cardinalityOf(made: TypeReport, given: JsonObject): readonly { readonly field: Field; readonly atLeast: number }[] | null {
  const { field: name, value } = given;
  if (typeof name !== "string" || typeof value !== "number") {
    made.add(bad("a cardinality without its field or value", "write both"), "threshold.cardinality");
    return null;
  }
  const field = made.field(name, "threshold.cardinality");
  return field === null ? null : [{ field, atLeast: value }];
}

function newTerms(made: TypeReport, under: Under): Queried | null {
  const names = texts(made.value("new_terms_fields"));
  const history = made.value("history_window_start");
  if (names.length === 0 || names.length > 3) {
    made.add(bad("a new terms rule has one to three fields", "name them in `new_terms_fields`"), "new_terms_fields");
    return null;
  }
  if (typeof history !== "string") {
    made.add(bad("a new terms rule without its history", "write `history_window_start`, such as `now-14d`"), "history_window_start");
    return null;
  }
  const fields = made.fields(names, "new_terms_fields");
  if (fields === null) return null;
  const { order, source } = under.filter;
  return detected(under, { kind: "new-terms", source, fields, history, order, span: under.span });
}
