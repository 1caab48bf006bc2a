import type { Leaf } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import { type Filter, type FilterRule, isFilterRule, type Metadata, type Rule } from "../../src/ir/rule.ts";
import type { Span } from "../../src/source/span.ts";
import { refuseDetection } from "../../src/target/detection-refusal.ts";
import type { Options, OptionTable } from "../../src/target/options.ts";
import type { Artifact, Emission, Emitted, SetArtifact } from "../../src/target/target.ts";
import { capabilities } from "./capabilities.ts";
import { conditionQuery } from "./condition.ts";
import { type Context, deviate, latest, refuse, versions } from "./context.ts";
import { allOf, boolDepth, type Query, type SearchBody, type SortKey } from "./dsl.ts";
import { emitJoined } from "./emit-joined.ts";
import { eqlContext } from "./eql-context.ts";
import { printEql } from "./eql-print.ts";
import { eqlQuery } from "./eql-query.ts";
import { exportText, filterRuleLine, printedRuleLine, ruleLine, ruleLines, ruleSuffix } from "./kibana-rule.ts";
import { requestTexts } from "./request.ts";
import { windowQuery } from "./window.ts";

/** `index.max_result_window`: a stock server answers no more hits than these. */
const resultWindow = 10_000;

export const options: OptionTable = {
  "kibana-rule": {
    kind: "choice",
    choices: ["native", "dsl", "eql", "none"],
    default: "native",
    summary:
      "the rule to import into Kibana: in its own language, as a custom query that carries the compiled condition as a filter, in EQL written from the compiled rule (as sequences and samples are for `dsl` too), or none",
  },
  enabled: { kind: "boolean", default: false, summary: "the imported rule runs at once" },
  "nested-bools": {
    kind: "number",
    minimum: 1,
    maximum: 10_000,
    default: 29,
    summary: "how deep a query may nest; a cluster's setting `indices.query.bool.max_nested_depth` less one",
  },
};

export function emit(rule: Rule, given: Options, version: string): Emission {
  if (isFilterRule(rule)) return emitFilter(rule, given, version);
  const { detection } = rule;
  const context = emptyContext(version);
  if (detection.kind === "sequence" || detection.kind === "sample") return emitJoined(rule, detection, given, context);
  return refuseDetection(rule, capabilities);
}

const emptyContext = (version: string): Context => ({
  version: versions.find((v) => v === version) ?? latest,
  negated: false,
  deviations: [],
  refusals: [],
});

function emitFilter(rule: FilterRule, given: Options, version: string): Emission {
  const context = emptyContext(version);
  const { detection, metadata } = rule;
  const source = rule.sources[detection.source];
  if (source === undefined) throw new Error(`the rule has no source ${detection.source}`);
  const where = conditionQuery(source.where, leafName(metadata), context);
  checkLimits(where, source.where.span, numberOption(given, "nested-bools", 29), context);
  checkWindow(detection, context);
  if (context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const body = searchBody(rule, where);
  const kibana = given["kibana-rule"] ?? "native";
  const enabled = given["enabled"] === true;
  if (kibana === "dsl" && detection.limit !== null)
    deviate(
      context,
      "elasticsearch/limit-in-filter",
      "over",
      detection.limit.span,
      "a custom query rule has no head or tail: it alerts on every event",
    );
  const { deviations } = context;
  const { console, envelope } = requestTexts(rule, body, deviations);
  const artifacts: Artifact[] = [
    { suffix: ".console", text: console },
    { suffix: ".json", text: envelope },
  ];
  if (kibana === "eql") {
    const line = eqlRuleLine(rule, detection, enabled, context);
    if (line === null) return { ok: false, refusals: context.refusals };
    artifacts.push({ suffix: ruleSuffix, text: exportText([line]) });
  } else if (kibana !== "none") {
    const line = kibana === "dsl" ? filterRuleLine(rule, where, enabled) : ruleLine(rule, enabled);
    artifacts.push({ suffix: ruleSuffix, text: exportText([line]) });
  }
  return { ok: true, artifacts, deviations, warnings: [] };
}

function eqlRuleLine(rule: Rule, detection: Filter, enabled: boolean, context: Context): string | null {
  // what deviates in EQL deviates in the search body too, which has told it
  const query = eqlQuery(rule, detection, eqlContext({ ...context, deviations: [] }, rule.metadata));
  return query === null ? null : printedRuleLine(rule, printEql(query), enabled);
}

/** All rules of the set in one file to import. */
export function bundle(rules: readonly Emitted[]): readonly SetArtifact[] {
  const lines = rules.flatMap(({ emission }) =>
    emission.artifacts.filter((a) => a.suffix === ruleSuffix).flatMap((a) => ruleLines(a.text)),
  );
  return lines.length === 0 ? [] : [{ name: "rules.ndjson", text: exportText(lines) }];
}

const numberOption = (given: Options, name: string, otherwise: number): number => {
  const value = given[name];
  return typeof value === "number" ? value : otherwise;
};

function checkLimits(where: Query, span: Span, nestedBools: number, context: Context): void {
  // the window's clause and the bool around the whole are no deeper than three
  const depth = Math.max(boolDepth(where) + 1, 3);
  if (depth > nestedBools) {
    const reason = `the query nests ${depth} deep, and the server takes ${nestedBools}`;
    refuse(
      context,
      "elasticsearch/nesting",
      span,
      reason,
      "raise indices.query.bool.max_nested_depth on the cluster and say so with the option `nested-bools`",
    );
  }
}

function checkWindow({ limit }: Filter, context: Context): void {
  if (limit === null || limit.offset + limit.count <= resultWindow) return;
  refuse(context, "elasticsearch/result-window", limit.span, `a search returns at most ${resultWindow} hits`);
}

function searchBody(rule: FilterRule, where: Query): SearchBody {
  const { window } = rule.schedule;
  const { limit } = rule.detection;
  return {
    query: window === null ? where : allOf([where, windowQuery(window)]),
    from: limit?.offset ?? 0,
    size: limit?.count ?? Math.min(rule.metadata.maxSignals, resultWindow),
    sort: sortKeys(rule.detection),
  };
}

/** The number of the node and the leaf's own text: `7 process.args == "install"`. The number keeps equal leaves apart. */
function leafName(metadata: Metadata): (leaf: Leaf) => string {
  return (leaf) => {
    const text = metadata.conditionText.slice(leaf.span.start, leaf.span.end).replace(/\s+/gu, " ").trim();
    const shown = text.length > 80 && [...text].length > 80 ? `${[...text].slice(0, 79).join("")}…` : text;
    return shown === "" ? `${leaf.id}` : `${leaf.id} ${shown}`;
  };
}

/** `head` takes from the oldest, everything else from the newest: Kibana keeps the most recent alerts too. */
function sortKeys(detection: Filter): readonly SortKey[] {
  const order = detection.limit?.side === "head" ? "asc" : "desc";
  const { timestamp, tiebreaker } = detection.order;
  const keys: SortKey[] = [{ field: fieldName(timestamp), order, unmappedType: "date" }];
  if (tiebreaker !== null) keys.push({ field: fieldName(tiebreaker), order, unmappedType: "long" });
  return keys;
}
