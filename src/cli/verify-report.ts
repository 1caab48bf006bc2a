import { type JunitCase, renderJunit } from "../diagnostics/render-junit.ts";
import type { Styles } from "../diagnostics/render-text.ts";
import { fieldsOf } from "../generate/field-model.ts";
import { fieldName } from "../ir/field.ts";
import { plural, table, type Word } from "./summary.ts";
import type { EngineColumn, Prepared, RuleVerdicts } from "./verify-run.ts";

/** How many rules the table shows one by one; of more, only those with something to say. */
const mostRows = 60;

const same = (text: string): string => text;

/** One line a rule, one column an engine: events compared and the fidelity, or the number of disagreements. */
export function verifyTable(subjects: readonly Prepared[], columns: readonly EngineColumn[], styles: Styles): string {
  const present = columns.filter((c) => c.missing === null);
  const head = ["rule", "events", "tests shown", ...present.map((c) => c.id)].map((text): Word => ({ text, paint: styles.strong }));
  const wrong = (at: number): boolean =>
    present.some((c) => c.rules[at]?.kind === "failed" || (c.rules[at]?.kind === "compared" && disagreements(c.rules[at]) > 0));
  const rows = subjects.flatMap((subject, at): readonly (readonly Word[])[] => {
    if (subjects.length > mostRows && !wrong(at)) return [];
    const { effects, events } = subject.generated;
    const shown = effects.filter((e) => e.status === "shown").length;
    return [
      [
        { text: subject.rule.metadata.path, paint: same },
        { text: String(events.length), paint: same },
        { text: `${shown}/${effects.length}`, paint: shown === effects.length ? same : styles.warning },
        ...present.map((c) => word(c.rules[at], styles)),
      ],
    ];
  });
  return table([head, ...rows]);
}

const disagreements = (verdicts: RuleVerdicts | undefined): number =>
  verdicts?.kind === "compared" ? verdicts.comparison.disagreements.length : 0;

function word(verdicts: RuleVerdicts | undefined, styles: Styles): Word {
  if (verdicts === undefined) return { text: "-", paint: same };
  switch (verdicts.kind) {
    case "refused":
      return { text: "refused", paint: styles.warning };
    case "failed":
      return { text: "failed!", paint: styles.error };
    case "compared": {
      const { compared, fidelity } = verdicts.comparison;
      const bad = disagreements(verdicts);
      if (bad > 0) return { text: `${bad} of ${compared} wrong`, paint: styles.error };
      return { text: `${compared} ${fidelity}`, paint: fidelity === "exact" ? same : styles.warning };
    }
  }
}

/** What one engine's column adds up to. */
export interface ColumnTotals {
  readonly rules: number;
  readonly refused: number;
  readonly failed: number;
  readonly byFidelity: Readonly<Record<string, number>>;
  readonly compared: number;
  readonly unrepresentable: number;
  readonly undefined: number;
  readonly deviating: number;
  readonly disagreements: number;
}

export function totalsOf(column: EngineColumn): ColumnTotals {
  const compared = column.rules.flatMap((r) => (r.kind === "compared" ? [r.comparison] : []));
  const sum = (of: (c: (typeof compared)[number]) => number): number => compared.reduce((n, c) => n + of(c), 0);
  const byFidelity: Record<string, number> = {};
  for (const c of compared) byFidelity[c.fidelity] = (byFidelity[c.fidelity] ?? 0) + 1;
  return {
    rules: compared.length,
    refused: column.rules.filter((r) => r.kind === "refused").length,
    failed: column.rules.filter((r) => r.kind === "failed").length,
    byFidelity,
    compared: sum((c) => c.compared),
    unrepresentable: sum((c) => [...c.unrepresentable.values()].reduce((a, b) => a + b, 0)),
    undefined: sum((c) => c.undefined),
    deviating: sum((c) => c.deviating),
    disagreements: sum((c) => c.disagreements.length),
  };
}

/** The totals in words, with the engines that are not there by name. Ends with a newline. */
export function verifyTotals(subjects: readonly Prepared[], columns: readonly EngineColumn[]): string {
  const events = subjects.reduce((n, s) => n + s.generated.events.length, 0);
  const effects = subjects.flatMap((s) => s.generated.effects);
  const count = (status: (typeof effects)[number]["status"]): number => effects.filter((e) => e.status === status).length;
  const lines = [
    `${plural(subjects.length, "rule")}, ${plural(events, "event")}; of ${plural(effects.length, "test")} ${count("shown")} shown to decide, ${count("dead")} proven not to, ${count("gave-up")} given up`,
    ...columns.map((c) => {
      if (c.missing !== null) return `not there: ${c.id} (${c.missing})`;
      const t = totalsOf(c);
      const kinds = Object.entries(t.byFidelity)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([fidelity, n]) => `${n} ${fidelity}`)
        .join(", ");
      const weaker = Object.keys(t.byFidelity).some((f) => f !== "exact") && t.deviating === 0 ? "; no declared deviation was seen" : "";
      return `${c.id} (${c.name} ${c.version}): ${plural(t.rules, "rule")} (${kinds}), ${t.refused} refused${t.failed > 0 ? `, ${t.failed} failed` : ""}; ${plural(t.compared, "verdict")} compared, ${t.disagreements} wrong, ${t.deviating} deviating as declared, ${t.unrepresentable} not representable, ${t.undefined} undefined${weaker}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** Everything, for programs. Deterministic but for the engines' versions. */
export function verifyJson(subjects: readonly Prepared[], columns: readonly EngineColumn[]): string {
  const rules = subjects.map((s, at) => ({
    rule: s.rule.metadata.ruleId,
    path: s.rule.metadata.path,
    matches: s.generated.matches,
    events: s.generated.events.length,
    tests: s.generated.effects.map((e) => ({ span: e.leaf.span, fields: fieldsOf(e.leaf).map(fieldName), status: e.status })),
    engines: Object.fromEntries(columns.filter((c) => c.missing === null).map((c) => [c.id, verdictsJson(c.rules[at])])),
  }));
  const engines = columns.map((c) =>
    c.missing === null ? { id: c.id, name: c.name, version: c.version, totals: totalsOf(c) } : { id: c.id, missing: c.missing },
  );
  return `${JSON.stringify({ engines, rules }, null, 2)}\n`;
}

function verdictsJson(verdicts: RuleVerdicts | undefined): unknown {
  if (verdicts === undefined) return null;
  if (verdicts.kind !== "compared") return verdicts;
  const { comparison, shrunk } = verdicts;
  return {
    kind: "compared",
    fidelity: comparison.fidelity,
    deviations: [...new Set(comparison.job.emission.deviations.map((d) => d.code))],
    compared: comparison.compared,
    deviating: comparison.deviating,
    undefined: comparison.undefined,
    unrepresentable: Object.fromEntries(comparison.unrepresentable),
    disagreements: comparison.disagreements.length,
    examples: shrunk.map((s) => ({ event: s.event, oracle: s.disagreement.oracle, engine: s.disagreement.engine })),
  };
}

/** A suite an engine, a case a rule. */
export function verifyJunit(subjects: readonly Prepared[], columns: readonly EngineColumn[]): string {
  const cases = columns.flatMap((c): readonly JunitCase[] =>
    c.missing !== null
      ? [{ suite: c.id, name: c.id, file: null, outcome: { kind: "skipped", why: c.missing } }]
      : subjects.map((s, at): JunitCase => ({ suite: c.id, name: s.rule.metadata.path, file: null, outcome: outcomeOf(c.rules[at]) })),
  );
  return renderJunit("verdict verify", cases);
}

function outcomeOf(verdicts: RuleVerdicts | undefined): JunitCase["outcome"] {
  if (verdicts === undefined) return { kind: "skipped", why: "not run" };
  if (verdicts.kind === "refused") return { kind: "skipped", why: `refused: ${verdicts.why}` };
  if (verdicts.kind === "failed") return { kind: "failed", type: "verify/engine-failed", message: verdicts.why, text: verdicts.why };
  const bad = disagreements(verdicts);
  if (bad === 0) return { kind: "passed", output: null };
  const text = verdicts.shrunk
    .map((s) => `${s.disagreement.oracle} expected, ${s.disagreement.engine} said: ${JSON.stringify(s.event)}`)
    .join("\n");
  return { kind: "failed", type: "verify/disagreement", message: `${bad} of ${verdicts.comparison.compared} verdicts differ`, text };
}
