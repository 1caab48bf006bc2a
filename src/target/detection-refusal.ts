import type { CodeTable } from "../diagnostics/code.ts";
import type { Detection } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import type { CapabilityTable } from "./capability.ts";
import type { Emission } from "./target.ts";

export const detectionCodes: CodeTable = {
  "target/detection": {
    summary: "the target does not have this kind of detection",
    explain:
      "A rule can judge each event by itself, or events together: in order (sequence), in any order (sample), by number (threshold), against history (new terms) or against indicators. Not every product has every kind; docs/capabilities.md says which.",
    failing: "sequence [process where true] [file where true]",
    fixed: "process where true",
  },
};

const called: Readonly<Record<Detection["kind"], string>> = {
  filter: "a filter",
  sequence: "a sequence",
  sample: "a sample",
  aggregate: "a threshold",
  "new-terms": "a new-terms rule",
  "indicator-join": "an indicator match",
};

/** The refusal of a rule whose kind of detection the target lacks, with the reason of its capability table. */
export function refuseDetection(rule: Rule, capabilities: CapabilityTable): Emission {
  const { kind } = rule.detection;
  const support = capabilities[`detection:${kind}`];
  const reason = support.level === "none" ? support.reason : "this kind of detection is not emitted";
  const span = "span" in rule.detection ? rule.detection.span : { start: 0, end: rule.metadata.query.length };
  return { ok: false, refusals: [{ code: "target/detection", span, reason: `${called[kind]}: ${reason}`, help: null }] };
}
