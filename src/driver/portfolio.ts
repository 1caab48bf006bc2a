import type { Code, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/span.ts";
import type { Direction, Fidelity } from "../target/fidelity.ts";
import type { RuleOutcome, TargetRequest } from "./outcome.ts";

/** What becomes of a rule on a target; `error`: the rule does not compile at all. */
export type Outcome = Fidelity | "refused" | "error";
export const outcomes: readonly Outcome[] = ["exact", "over", "under", "incomparable", "refused", "error"];

/** Why an artefact is not exact, or not there, at its place in the rule's file. */
export interface Finding {
  readonly code: Code;
  /** For a deviation. */
  readonly direction: Direction | null;
  readonly reason: string;
  readonly span: Span | null;
}

export interface PortfolioRule {
  readonly outcome: RuleOutcome;
  /** In order of the targets. */
  readonly targets: readonly { readonly id: string; readonly outcome: Outcome; readonly findings: readonly Finding[] }[];
}

/** One cause, the targets that have it for the very same rules (none for `error`: the rule does not compile at all), and those rules, in the order given. */
export interface Cause {
  readonly targets: readonly string[];
  readonly outcome: Exclude<Outcome, "exact">;
  readonly code: Code;
  readonly rules: readonly RuleOutcome[];
  /** The reasons given, the commonest first. */
  readonly reasons: readonly { readonly text: string; readonly count: number }[];
}

/** The answer to "how much of this can move": for a set of rules and targets, what comes out and why not more. */
export interface Portfolio {
  readonly targets: readonly { readonly id: string; readonly version: string; readonly counts: Readonly<Record<Outcome, number>> }[];
  readonly rules: readonly PortfolioRule[];
  /** The commonest first. */
  readonly causes: readonly Cause[];
}

const errorFindings = (diagnostics: readonly Diagnostic[]): readonly Finding[] =>
  diagnostics
    .filter((d) => d.severity === "error")
    .map((d) => ({ code: d.code, direction: null, reason: d.message, span: d.primary?.span ?? null }));

function ruleOn(outcome: RuleOutcome, { target }: TargetRequest): PortfolioRule["targets"][number] {
  const found = outcome.targets.find((t) => t.request.target === target);
  if (found === undefined) return { id: target.id, outcome: "error", findings: errorFindings(outcome.diagnostics) };
  const { emission, fidelity } = found;
  const findings: readonly Finding[] = emission.ok ? emission.deviations : emission.refusals.map((r) => ({ ...r, direction: null }));
  return { id: target.id, outcome: fidelity, findings };
}

interface Collected extends Pick<Cause, "outcome" | "code"> {
  readonly target: string | null;
  readonly rules: RuleOutcome[];
  readonly told: Map<string, number>;
}

/** A finding counts once for a rule, however often the rule has it. */
function causesOf(rules: readonly PortfolioRule[]): readonly Cause[] {
  const causes = new Map<string, Collected>();
  for (const { outcome, targets } of rules) {
    for (const on of targets) {
      for (const { code, direction, reason } of on.findings) {
        const target = on.outcome === "error" ? null : on.id;
        const kind = direction ?? (on.outcome === "error" ? "error" : "refused");
        const key = JSON.stringify([target, kind, code]);
        const cause = causes.get(key) ?? { target, outcome: kind, code, rules: [], told: new Map<string, number>() };
        causes.set(key, cause);
        if (cause.rules.at(-1) === outcome) continue;
        cause.rules.push(outcome);
        cause.told.set(reason, (cause.told.get(reason) ?? 0) + 1);
      }
    }
  }
  const all = merged(
    [...causes.values()].map(({ told, target, ...cause }) => ({
      ...cause,
      targets: target === null ? [] : [target],
      reasons: [...told].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)),
    })),
  );
  return [...all].sort((a, b) => b.rules.length - a.rules.length || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** What several targets say alike of the same rules is one cause. */
function merged(causes: readonly Cause[]): readonly Cause[] {
  const groups = new Map<string, Cause>();
  for (const cause of causes) {
    const key = JSON.stringify([cause.outcome, cause.code, cause.reasons, cause.rules.map((r) => r.document.metadata.path)]);
    const group = groups.get(key);
    groups.set(key, group === undefined ? cause : { ...group, targets: [...group.targets, ...cause.targets] });
  }
  return [...groups.values()];
}

/** Sums up what became of rules; deterministic, in the order of the rules and of the requests. Policy plays no part: everything that is not exact is told. */
export function portfolioOf(all: readonly RuleOutcome[], requests: readonly TargetRequest[]): Portfolio {
  const rules = all.map((outcome): PortfolioRule => ({ outcome, targets: requests.map((request) => ruleOn(outcome, request)) }));
  const targets = requests.map(({ target, version }, at) => {
    const count = (what: Outcome): number => rules.filter((r) => r.targets[at]?.outcome === what).length;
    const counts = {
      exact: count("exact"),
      over: count("over"),
      under: count("under"),
      incomparable: count("incomparable"),
      refused: count("refused"),
      error: count("error"),
    };
    return { id: target.id, version, counts };
  });
  return { targets, rules, causes: causesOf(rules) };
}
