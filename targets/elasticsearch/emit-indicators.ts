/** Indicator matches: a rule for Kibana, whose detection engine makes searches of the indicators as it finds them. No single search says it. */
import type { IndicatorJoin } from "../../src/ir/detection.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Options } from "../../src/target/options.ts";
import type { Emission } from "../../src/target/target.ts";
import { type Context, refuse } from "./context.ts";
import { exportText, kibanaLine, ruleSuffix } from "./kibana-rule.ts";
import { sourceQuery } from "./source-query.ts";

export function emitIndicators(rule: Rule, detection: IndicatorJoin, given: Options, context: Context): Emission {
  const where = sourceQuery(rule, detection.source, given, context);
  const line = kibanaLine(rule, where, given);
  const known = rule.sources[detection.indicators]?.where;
  if (rule.metadata.document === null && (known?.kind !== "constant" || !known.value))
    refuse(
      context,
      "elasticsearch/indicator-search",
      detection.span,
      "the query of the indicators is only in the rule's document, which is not there",
    );
  if (line === null || context.refusals.length > 0) {
    const reason = "no single search joins events with indicators: only a rule for Kibana does, and it is left out";
    if (line === null) refuse(context, "elasticsearch/indicator-search", detection.span, reason, "leave the option `kibana-rule` as it is");
    return { ok: false, refusals: context.refusals };
  }
  return { ok: true, artifacts: [{ suffix: ruleSuffix, text: exportText([line]) }], deviations: context.deviations, warnings: [] };
}
