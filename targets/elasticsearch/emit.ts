import { anchored } from "../../src/ir/clock.ts";
import type { Filter, FilterRule, Rule } from "../../src/ir/rule.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import type { Options, OptionTable } from "../../src/target/options.ts";
import type { Artifact, Emission, Emitted, SetArtifact } from "../../src/target/target.ts";
import { type Context, deviate, latest, refuse, versions } from "./context.ts";
import { allOf, type Query, type SearchBody } from "./dsl.ts";
import { emitGroups } from "./emit-groups.ts";
import { emitIndicators } from "./emit-indicators.ts";
import { emitJoined } from "./emit-joined.ts";
import { eqlContext } from "./eql-context.ts";
import { printEql } from "./eql-print.ts";
import { eqlQuery } from "./eql-query.ts";
import { exportText, kibanaLine, printedRuleLine, ruleLines, ruleSuffix } from "./kibana-rule.ts";
import { requestTexts } from "./request.ts";
import { sortKeys } from "./sort-keys.ts";
import { sourceQuery } from "./source-query.ts";
import { windowQuery } from "./window.ts";

/** `index.max_result_window`: a stock server answers no more hits than these. */
const resultWindow = 10_000;

export const options: OptionTable = {
  "kibana-rule": {
    kind: "choice",
    choices: ["native", "dsl", "eql", "none"],
    default: "native",
    summary:
      "the rule to import into Kibana: in its own language, as a custom query that carries the compiled condition as a filter, in EQL written from the compiled rule (as sequences and samples are for `dsl` too; thresholds, new terms and indicator matches stay in their own language), or none",
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

export function emit(asked: Rule, given: Options, version: string): Emission {
  // the server has a clock of its own; a time that a verifier has set is written into the dates
  const rule = anchored(asked);
  const { detection } = rule;
  const context = { version: versions.find((v) => v === version) ?? latest, negated: false, deviations: [], refusals: [] };
  switch (detection.kind) {
    case "filter":
      return emitFilter({ ...rule, detection }, given, context);
    case "sequence":
    case "sample":
      return emitJoined(rule, detection, given, context);
    case "aggregate":
    case "new-terms":
      return emitGroups(rule, detection, given, context);
    case "indicator-join":
      return emitIndicators(rule, detection, given, context);
    default:
      return assertNever(detection);
  }
}

function emitFilter(rule: FilterRule, given: Options, context: Context): Emission {
  const { detection } = rule;
  const where = sourceQuery(rule, detection.source, given, context);
  checkWindow(detection, context);
  if (context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const body = searchBody(rule, where);
  const kibana = given["kibana-rule"] ?? "native";
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
  const line = kibana === "eql" ? eqlRuleLine(rule, detection, given["enabled"] === true, context) : kibanaLine(rule, where, given);
  if (kibana === "eql" && line === null) return { ok: false, refusals: context.refusals };
  if (line !== null) artifacts.push({ suffix: ruleSuffix, text: exportText([line]) });
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
    // `head` takes from the oldest, everything else from the newest: Kibana keeps the most recent alerts too
    sort: sortKeys(rule.detection.order, limit?.side === "head" ? "asc" : "desc"),
  };
}
