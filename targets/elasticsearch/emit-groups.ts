/** Thresholds and new terms: one search whose buckets are the alerts. */
import type { Aggregate, NewTerms } from "../../src/ir/detection.ts";
import { type Field, fieldName, indexName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Span } from "../../src/source/span.ts";
import type { Options } from "../../src/target/options.ts";
import type { Artifact, Emission } from "../../src/target/target.ts";
import type { Aggregation, Aggregations, GroupSearch, SelectorTest } from "./aggregation.ts";
import { type Context, deviate, refuse } from "./context.ts";
import { allOf, matchNone, named, type Query } from "./dsl.ts";
import { exportText, kibanaLine, ruleSuffix } from "./kibana-rule.ts";
import { groupRequestTexts } from "./request.ts";
import { sortKeys } from "./sort-keys.ts";
import { sourceQuery } from "./source-query.ts";
import { timeQuery, windowQuery } from "./window.ts";

/** Beyond this `cardinality` estimates; below it, and below its default of 3,000, it is exact enough to be compared. */
const mostPrecise = 40_000;
const defaultPrecision = 3_000;

const pages = "more than 10000 groups come in pages: send `after` with the `after_key` of the answer in `composite`";

export function emitGroups(rule: Rule, detection: Aggregate | NewTerms, given: Options, context: Context): Emission {
  const where = sourceQuery(rule, detection.source, given, context);
  const search =
    detection.kind === "aggregate" ? thresholdSearch(rule, detection, where, context) : newTermsSearch(rule, detection, where, context);
  if (context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const { deviations } = context;
  const { console, envelope } = groupRequestTexts(rule, search, deviations, noteOf(detection));
  const artifacts: Artifact[] = [
    { suffix: ".console", text: console },
    { suffix: ".json", text: envelope },
  ];
  const line = kibanaLine(rule, where, given);
  if (line !== null) artifacts.push({ suffix: ruleSuffix, text: exportText([line]) });
  return { ok: true, artifacts, deviations, warnings: [] };
}

function noteOf(detection: Aggregate | NewTerms): string {
  if (detection.kind === "new-terms")
    return `each bucket of the answer is an alert: values that are new, and \`first\`, the event that has them first; ${pages}`;
  return detection.by.length === 0 ? "a bucket in the answer is an alert" : `each bucket of the answer is an alert; ${pages}`;
}

/** Groups that are large enough: a document counts in each combination of its values, and in none where a field is missing. */
function thresholdSearch(rule: Rule, detection: Aggregate, where: Query, context: Context): GroupSearch {
  const { window } = rule.schedule;
  const fields = groupedBy(detection.by, detection.span, context);
  const within: Record<string, Aggregation> = {};
  const tests: SelectorTest[] = [{ name: "count", path: "_count", op: ">=", number: Math.max(1, detection.count) }];
  for (const [i, { field, atLeast }] of detection.cardinality.entries()) {
    const name = detection.cardinality.length === 1 ? "different" : `different_${i + 1}`;
    groupable(field, detection.span, context);
    if (atLeast > mostPrecise) {
      const reason = `\`cardinality\` estimates numbers above ${mostPrecise}, and the rule asks for ${atLeast} values of \`${fieldName(field)}\``;
      deviate(context, "elasticsearch/approximate-count", "incomparable", detection.span, reason);
    }
    within[name] = { kind: "cardinality", field: indexName(field), precision: atLeast * 2 > defaultPrecision ? mostPrecise : null };
    tests.push({ name, path: name, op: ">=", number: atLeast });
  }
  const timestamp = fieldName(detection.order.timestamp);
  within["earliest"] = { kind: "earliest", field: timestamp };
  within["latest"] = { kind: "latest", field: timestamp };
  within["enough"] = { kind: "selector", tests };
  return {
    query: window === null ? where : allOf([where, windowQuery(window)]),
    groups: fields.length === 0 ? { kind: "whole", within } : { kind: "composite", fields, within },
  };
}

/**
 * Kibana asks three times: for the values in the window, which of them the history has, and for the first event of the others. One search does all three: groups over history and
 * window together, without those that have an event in the history. Without a window there is no history either.
 */
function newTermsSearch(rule: Rule, detection: NewTerms, where: Query, context: Context): GroupSearch {
  const { window } = rule.schedule;
  const fields = groupedBy(detection.fields, detection.span, context);
  const before = window === null ? matchNone : timeQuery(window, { gte: detection.history, lt: window.from });
  const within: Aggregations = {
    history: { kind: "filter", query: before },
    first: { kind: "first-hit", sort: sortKeys(detection.order, "asc") },
    new: { kind: "selector", tests: [{ name: "history", path: "history._count", op: "==", number: 0 }] },
  };
  const both = window === null ? null : named(timeQuery(window, { gte: detection.history, lte: window.to }), "window");
  return { query: both === null ? where : allOf([where, both]), groups: { kind: "composite", fields, within } };
}

function groupedBy(fields: readonly Field[], span: Span, context: Context): readonly string[] {
  const names = fields.map(indexName);
  for (const field of fields) groupable(field, span, context);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) refuse(context, "elasticsearch/field-values", span, `groups by \`${twice}\` twice`, "name each field once");
  return names;
}

/** Does the index keep the values of the field, to group by? */
function groupable(field: Field, span: Span, context: Context): void {
  const name = fieldName(field);
  const analysed = field.type === "text" || field.type === "match_only_text";
  if (field.path.includes("") || name.includes("*"))
    refuse(context, "elasticsearch/field-name", span, `a search cannot name the field \`${name}\``);
  else if (analysed || familyOf(field.type) === "none") {
    const reason = `the index keeps no values of \`${name}\`, of type ${field.type}, to group by`;
    refuse(context, "elasticsearch/field-values", span, reason, analysed ? "use a keyword sub-field if the index has one" : null);
  }
}
