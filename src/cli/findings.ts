import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JudgedRule } from "../driver/judge.ts";
import type { Policy } from "../driver/policy.ts";
import { sharedFindings, targetWords } from "../driver/shared-findings.ts";
import type { Deviation, Direction } from "../target/fidelity.ts";

/** What a deviation means for whoever runs the artefact. */
function consequence(direction: Direction): string {
  switch (direction) {
    case "over":
      return "may match more than the rule";
    case "under":
      return "may match less than the rule";
    case "incomparable":
      return "may match more and less than the rule";
  }
}

type Remark = Pick<Deviation, "code" | "span" | "reason"> & { readonly what: string; readonly accepted: string | null };

/**
 * Deviations and refusals that are accepted, and what targets warn of: shown, but no findings. An acceptance from verdict.json is a note with its reason;
 * one for this run alone (`--allow`) a warning. What several targets say alike is said once.
 */
export function remarks(rules: readonly JudgedRule[], policy: Policy | null): readonly Diagnostic[] {
  const settings = policy?.source.name ?? "";
  return rules.flatMap((rule) => [
    ...targetWarnings(rule),
    ...sharedFindings(acceptedOf(rule, policy)).map((r) => remark(rule, settings, r.targets, r.found)),
  ]);
}

function targetWarnings({ targets }: JudgedRule): readonly Diagnostic[] {
  const all = targets.flatMap(({ outcome: { emission } }) => (emission.ok ? emission.warnings : []));
  const seen = new Set<string>();
  return all.filter((d) => {
    const key = JSON.stringify(d);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function acceptedOf(
  { outcome, targets }: JudgedRule,
  policy: Policy | null,
): readonly { readonly target: string; readonly found: Remark }[] {
  const { path, ruleId } = outcome.document.metadata;
  return targets.flatMap((t) => {
    if (!t.accepted) return [];
    const { emission, request } = t.outcome;
    const target = request.target.id;
    const reasonFor = (code: string): string | null =>
      policy?.accepted.find((a) => a.code === code && a.target === target && (a.rule === path || a.rule === ruleId))?.reason ?? null;
    const found: readonly Remark[] = emission.ok
      ? emission.deviations.map((d) => ({ ...d, what: consequence(d.direction), accepted: reasonFor(d.code) }))
      : emission.refusals.map((r) => ({ ...r, what: "cannot express the rule", accepted: reasonFor(r.code) }));
    return found.map((f) => ({ target, found: f }));
  });
}

const remark = (
  rule: JudgedRule,
  settings: string,
  targets: readonly string[],
  { code, span, reason, what, accepted }: Remark,
): Diagnostic => ({
  severity: accepted === null ? "warning" : "note",
  code,
  message: `${targetWords(targets)} ${what}: ${reason}`,
  file: rule.outcome.document.source.name,
  primary: { span, text: null },
  secondary: [],
  // a reason that only repeats the target's own says nothing new
  help: accepted === null ? "accepted for this run by --allow" : `accepted in ${settings}${accepted === reason ? "" : `: ${accepted}`}`,
});
