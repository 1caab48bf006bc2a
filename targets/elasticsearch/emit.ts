import type { Leaf } from "../../src/ir/condition.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Filter, Metadata, Rule, Window } from "../../src/ir/rule.ts";
import type { Options } from "../../src/target/options.ts";
import type { Emission } from "../../src/target/target.ts";
import { conditionQuery } from "./condition.ts";
import { type Context, versions } from "./context.ts";
import { allOf, anyOf, named, noneOf, type Query, type SearchBody, type SortKey } from "./dsl.ts";
import { bodyJson } from "./dsl-json.ts";
import { prettyJson } from "./json-text.ts";

/** `index.max_result_window`: a stock server answers no more hits than these. */
const resultWindow = 10_000;

export function emit(rule: Rule, _options: Options, version: string): Emission {
  const context: Context = {
    version: versions.find((v) => v === version) ?? versions[versions.length - 1] ?? "9.4",
    negated: false,
    deviations: [],
    refusals: [],
  };
  const body = searchBody(rule, rule.detection, context);
  if (body === null || context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const source = rule.sources[rule.detection.source];
  const text = prettyJson({ index: source?.index ?? [], body: bodyJson(body) });
  return { ok: true, artifacts: [{ suffix: ".json", text }], deviations: context.deviations, warnings: [] };
}

function searchBody(rule: Rule, detection: Filter, context: Context): SearchBody | null {
  const source = rule.sources[detection.source];
  if (source === undefined) return null;
  const where = conditionQuery(source.where, leafName(rule.metadata), context);
  const window = rule.schedule.window;
  const { limit } = detection;
  return {
    query: window === null ? where : allOf([where, windowQuery(window)]),
    from: limit?.offset ?? 0,
    size: Math.min(limit?.count ?? rule.metadata.maxSignals, resultWindow),
    sort: sortKeys(detection),
  };
}

/** The number of the node and the leaf's own text: `7 process.args == "install"`. The number keeps equal leaves apart. */
function leafName(metadata: Metadata): (leaf: Leaf) => string {
  return (leaf) => {
    const text = metadata.query.slice(leaf.span.start, leaf.span.end).replace(/\s+/gu, " ").trim();
    const shown = [...text].length > 80 ? `${[...text].slice(0, 79).join("")}…` : text;
    return shown === "" ? `${leaf.id}` : `${leaf.id} ${shown}`;
  };
}

/** One clause of its own, named `window`: everything else in the query is the rule's condition. */
function windowQuery(window: Window): Query {
  const within = (field: Field): Query => ({
    kind: "range",
    name: null,
    field: fieldName(field),
    bounds: { gte: window.from, lte: window.to },
  });
  const { timestamp, override, fallback } = window;
  if (override === null) return named(within(timestamp), "window");
  if (!fallback) return named(within(override), "window");
  const lacking = noneOf({ kind: "exists", name: null, field: fieldName(override) });
  return named(anyOf([within(override), allOf([lacking, within(timestamp)])]), "window");
}

/** `head` takes from the oldest, everything else from the newest: Kibana keeps the most recent alerts too. */
function sortKeys(detection: Filter): readonly SortKey[] {
  const order = detection.limit?.side === "head" ? "asc" : "desc";
  const { timestamp, tiebreaker } = detection.order;
  const keys: SortKey[] = [{ field: fieldName(timestamp), order, unmappedType: "date" }];
  if (tiebreaker !== null) keys.push({ field: fieldName(tiebreaker), order, unmappedType: "long" });
  return keys;
}
