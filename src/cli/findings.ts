import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JudgedRule } from "../driver/judge.ts";
import type { Policy } from "../driver/policy.ts";
import type { Direction } from "../target/fidelity.ts";

/** What a deviation means for whoever runs the artefact. */
export function consequence(direction: Direction): string {
  switch (direction) {
    case "over":
      return "may match more than the rule";
    case "under":
      return "may match less than the rule";
    case "incomparable":
      return "may match more and less than the rule";
  }
}

/**
 * Deviations and refusals that are accepted, and what targets warn of: shown, but no findings. An acceptance from verdict.json is a note with its reason;
 * one for this run alone (`--allow`) a warning.
 */
export function remarks(rules: readonly JudgedRule[], policy: Policy | null): readonly Diagnostic[] {
  return rules.flatMap((rule) =>
    rule.targets.flatMap(({ outcome, accepted }): readonly Diagnostic[] => {
      const { document } = rule.outcome;
      const { emission, request } = outcome;
      const file = document.source.name;
      const { id } = request.target;
      const warnings = emission.ok ? emission.warnings : [];
      if (!accepted) return warnings;
      const named = (code: string): string | null =>
        policy?.accepted.find(
          (a) => a.code === code && a.target === id && (a.rule === document.metadata.path || a.rule === document.metadata.ruleId),
        )?.reason ?? null;
      const deviations = emission.ok
        ? emission.deviations.map((d) => ({ ...d, message: `target \`${id}\` ${consequence(d.direction)}: ${d.reason}` }))
        : emission.refusals.map((r) => ({ ...r, message: `target \`${id}\` refuses the rule: ${r.reason}` }));
      return [
        ...warnings,
        ...deviations.map((d): Diagnostic => {
          const reason = named(d.code);
          return {
            severity: reason === null ? "warning" : "note",
            code: d.code,
            message: d.message,
            file,
            primary: { span: d.span, text: null },
            secondary: [],
            help: reason === null ? "accepted for this run by --allow" : `accepted: ${reason}`,
          };
        }),
      ];
    }),
  );
}
