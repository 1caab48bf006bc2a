import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import { assertNever } from "../source/assert-never.ts";
import type { Deviation, Direction, Refusal } from "../target/fidelity.ts";
import type { RuleOutcome, TargetOutcome } from "./outcome.ts";
import type { Acceptance, Policy } from "./policy.ts";
import { sharedFindings, targetWords } from "./shared-findings.ts";

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

export interface JudgeOptions {
  /**
   * The outcomes are those of every rule that the policy is about, so that an acceptance for a rule that is not among them is gone. Default: false,
   * since rules may be compiled one by one.
   */
  readonly everyRule?: boolean;
}

function consequence(direction: Direction): string {
  switch (direction) {
    case "over":
      return "would match more than the rule";
    case "under":
      return "would match less than the rule";
    case "incomparable":
      return "would match more and less than the rule";
    default:
      return assertNever(direction);
  }
}

function newDeviation(outcome: RuleOutcome, targets: readonly string[], deviation: Deviation): Diagnostic {
  const message = `${targetWords(targets)} ${consequence(deviation.direction)}: ${deviation.reason}`;
  return {
    ...error(deviation.code, message, deviation.span, {
      label: deviation.direction,
      help: `accept it in verdict.json with a reason, or for one run with \`--allow ${deviation.direction}\``,
    }),
    file: outcome.document.source.name,
  };
}

function newRefusal(outcome: RuleOutcome, targets: readonly string[], refusal: Refusal): Diagnostic {
  const message = `${targetWords(targets)} cannot express the rule: ${refusal.reason}`;
  return {
    ...error(refusal.code, message, refusal.span, {
      label: "refused",
      help: refusal.help ?? "accept the refusal in verdict.json with a reason",
    }),
    file: outcome.document.source.name,
  };
}

const isAbout = (acceptance: Acceptance, outcome: RuleOutcome): boolean =>
  acceptance.rule === outcome.document.metadata.path || acceptance.rule === outcome.document.metadata.ruleId;

/** Acceptances that nothing calls for any more. Rules that could not be compiled, and targets that were not asked for, say nothing. */
function gone(outcomes: readonly RuleOutcome[], policy: Policy, everyRule: boolean): readonly Diagnostic[] {
  return policy.accepted.flatMap((acceptance) => {
    const rules = outcomes.filter((o) => isAbout(acceptance, o));
    const unread = rules.length === 0 ? !everyRule : rules.some((r) => r.rule === null);
    const targets = rules.flatMap((r) => r.targets).filter((t) => t.request.target.id === acceptance.target);
    const codes = targets.flatMap(({ emission }) => (emission.ok ? emission.deviations : emission.refusals).map((d) => d.code));
    if (unread || (rules.length > 0 && targets.length === 0) || codes.includes(acceptance.code)) return [];
    const what =
      rules.length === 0
        ? `there is no rule \`${acceptance.rule}\``
        : `\`${acceptance.target}\` no longer has \`${acceptance.code}\` for \`${acceptance.rule}\``;
    const finding = error("policy/gone", `an accepted deviation or refusal is gone: ${what}`, acceptance.span, {
      help: "remove it from verdict.json",
    });
    return [{ ...finding, file: policy.source.name }];
  });
}

/**
 * Applies the policy. Exact artefacts are always accepted; deviations when verdict.json names their code for this rule and target, or `allow` has their
 * direction; refusals when verdict.json names their code. What is left, and what verdict.json names in vain, are the findings, in order of the rules.
 */
export function judge(
  outcomes: readonly RuleOutcome[],
  policy: Policy | null,
  allow: readonly Direction[],
  options: JudgeOptions = {},
): Judgement {
  const findings: Diagnostic[] = [];
  const rules = outcomes.map((outcome): JudgedRule => {
    const accepted = policy === null ? [] : policy.accepted.filter((a) => isAbout(a, outcome));
    const deviations: { readonly target: string; readonly found: Deviation }[] = [];
    const refusals: { readonly target: string; readonly found: Refusal }[] = [];
    const targets = outcome.targets.map((t): JudgedTarget => {
      const { id: target } = t.request.target;
      const isAccepted = (code: string): boolean => accepted.some((a) => a.target === target && a.code === code);
      const deviating = t.emission.ok ? t.emission.deviations.filter((d) => !allow.includes(d.direction) && !isAccepted(d.code)) : [];
      const refusing = t.emission.ok ? [] : t.emission.refusals.filter((r) => !isAccepted(r.code));
      deviations.push(...deviating.map((found) => ({ target, found })));
      refusals.push(...refusing.map((found) => ({ target, found })));
      return { outcome: t, accepted: deviating.length + refusing.length === 0 };
    });
    findings.push(...sharedFindings(deviations).map((d) => newDeviation(outcome, d.targets, d.found)));
    findings.push(...sharedFindings(refusals).map((r) => newRefusal(outcome, r.targets, r.found)));
    return { outcome, targets };
  });
  if (policy !== null) findings.push(...gone(outcomes, policy, options.everyRule ?? false));
  return { rules, findings };
}
