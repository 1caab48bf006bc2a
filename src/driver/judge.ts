import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { Direction } from "../target/fidelity.ts";
import type { RuleOutcome, TargetOutcome } from "./outcome.ts";
import type { Policy } from "./policy.ts";

/** A target's outcome under the policy: `accepted` artefacts are written, accepted refusals are no finding. */
export interface JudgedTarget {
  readonly outcome: TargetOutcome;
  readonly accepted: boolean;
}

export interface JudgedRule {
  readonly outcome: RuleOutcome;
  readonly targets: readonly JudgedTarget[];
}

/** `findings`: deviations and refusals that nobody accepted, and accepted ones that are gone. Located, severity `error`; they mean exit code 1. */
export interface Judgement {
  readonly rules: readonly JudgedRule[];
  readonly findings: readonly Diagnostic[];
}

/** Applies the policy. Exact artefacts are always accepted; deviations when verdict.json names them or `allow` has their direction; refusals when verdict.json names them. */
export function judge(outcomes: readonly RuleOutcome[], _policy: Policy | null, allow: readonly Direction[]): Judgement {
  const findings: Diagnostic[] = [];
  const rules = outcomes.map(
    (outcome): JudgedRule => ({
      outcome,
      targets: outcome.targets.map((t): JudgedTarget => {
        const bad = t.emission.ok ? t.emission.deviations.filter((d) => !allow.includes(d.direction)) : t.emission.refusals;
        for (const b of bad)
          findings.push({ ...error(b.code, `target \`${t.request.target.id}\`: ${b.reason}`, b.span), file: outcome.document.source.name });
        return { outcome: t, accepted: bad.length === 0 };
      }),
    }),
  );
  return { rules, findings };
}
