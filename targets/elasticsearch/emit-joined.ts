/** Sequences and samples: a search in EQL, and the rule for Kibana. */
import type { Sample, Sequence } from "../../src/ir/detection.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Options } from "../../src/target/options.ts";
import type { Artifact, Emission } from "../../src/target/target.ts";
import type { Context } from "./context.ts";
import { eqlContext } from "./eql-context.ts";
import { printEql } from "./eql-print.ts";
import { eqlQuery } from "./eql-query.ts";
import type { EqlSearch } from "./eql-request.ts";
import { exportText, printedRuleLine, ruleLine, ruleSuffix } from "./kibana-rule.ts";
import { eqlRequestTexts } from "./request.ts";
import { windowQuery } from "./window.ts";

export function emitJoined(rule: Rule, detection: Sequence | Sample, given: Options, context: Context): Emission {
  const eql = eqlContext(context, rule.metadata);
  const query = eqlQuery(rule, detection, eql);
  if (query === null || context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const text = printEql(query);
  const { deviations } = context;
  const { console, envelope } = eqlRequestTexts(rule, searchOf(rule, detection, text, eql.categoryField), deviations);
  const artifacts: Artifact[] = [
    { suffix: ".console", text: console },
    { suffix: ".json", text: envelope },
  ];
  const kibana = given["kibana-rule"] ?? "native";
  const enabled = given["enabled"] === true;
  if (kibana !== "none") {
    // a rule that began as EQL keeps its author's text, comments and all
    const own = kibana === "native" && rule.metadata.language === "eql";
    artifacts.push({ suffix: ruleSuffix, text: exportText([own ? ruleLine(rule, enabled) : printedRuleLine(rule, text, enabled)]) });
  }
  return { ok: true, artifacts, deviations, warnings: [] };
}

/** Pipes take from what `size` leaves, on the side of the first of them: it must be at least as many. */
function searchOf(rule: Rule, { limit, order }: Sequence | Sample, query: string, category: string): EqlSearch {
  const { window } = rule.schedule;
  const timestamp = fieldName(order.timestamp);
  return {
    query,
    filter: window === null ? null : windowQuery(window),
    size: limit === null ? rule.metadata.maxSignals : limit.offset + limit.count,
    categoryField: category === "event.category" ? null : category,
    timestampField: timestamp === "@timestamp" ? null : timestamp,
    tiebreakerField: order.tiebreaker === null ? null : fieldName(order.tiebreaker),
  };
}
