import { type JunitCase, renderJunit } from "../diagnostics/render-junit.ts";
import type { Styles } from "../diagnostics/render-text.ts";
import { foundText } from "../driver/compare-streams.ts";
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
  const wrong = (at: number): boolean => present.some((c) => c.rules[at]?.kind === "failed" || disagreements(c.rules[at]) > 0);
  const rows = subjects.flatMap((subject, at): readonly (readonly Word[])[] => {
    if (subjects.length > mostRows && !wrong(at)) return [];
    const { effects, events } = subject.generated;
    const shown = effects.filter((e) => e.status === "shown").length;
    return [
      [
        { text: subject.rule.metadata.path, paint: same },
        { text: subject.streams === null ? String(events.length) : `${subject.streams.streams.length} streams`, paint: same },
        { text: `${shown}/${effects.length}`, paint: shown === effects.length ? same : styles.warning },
        ...present.map((c) => word(c.rules[at], styles)),
      ],
    ];
  });
  return table([head, ...rows]);
}

const disagreements = (verdicts: RuleVerdicts | undefined): number =>
  verdicts?.kind === "compared" || verdicts?.kind === "detected" ? verdicts.comparison.disagreements.length : 0;

function word(verdicts: RuleVerdicts | undefined, styles: Styles): Word {
  if (verdicts === undefined) return { text: "-", paint: same };
  switch (verdicts.kind) {
    case "refused":
      return { text: "refused", paint: styles.warning };
    case "failed":
      return { text: "failed!", paint: styles.error };
    case "unasked":
      return { text: "not run", paint: styles.warning };
    case "compared":
    case "detected": {
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
  /** Streams of events compared, and rules over several events that the engine does not run. */
  readonly streams: number;
  readonly unasked: number;
  /** Rules whose artefact claims a deviation that no event showed: the claim may be weaker than what it does. */
  readonly unseen: number;
  readonly unrepresentable: number;
  readonly undefined: number;
  readonly deviating: number;
  readonly disagreements: number;
}

export function totalsOf(column: EngineColumn): ColumnTotals {
  const compared = column.rules.flatMap((r) => (r.kind === "compared" ? [r.comparison] : []));
  const detected = column.rules.flatMap((r) => (r.kind === "detected" ? [r.comparison] : []));
  const all = [...compared, ...detected];
  const sum = <T>(of: readonly T[], what: (c: T) => number): number => of.reduce((n, c) => n + what(c), 0);
  const byFidelity: Record<string, number> = {};
  for (const c of all) byFidelity[c.fidelity] = (byFidelity[c.fidelity] ?? 0) + 1;
  const count = (kind: RuleVerdicts["kind"]): number => column.rules.filter((r) => r.kind === kind).length;
  return {
    rules: all.length,
    refused: count("refused"),
    failed: count("failed"),
    byFidelity,
    compared: sum(compared, (c) => c.compared),
    streams: sum(detected, (c) => c.compared),
    unasked: count("unasked"),
    unseen: all.filter(isUnseen).length,
    unrepresentable: sum(all, (c) => [...c.unrepresentable.values()].reduce((a, b) => a + b, 0)),
    undefined: sum(compared, (c) => c.undefined),
    deviating: sum(all, (c) => c.deviating),
    disagreements: sum(all, (c) => c.disagreements.length),
  };
}

/** A declared deviation that nothing showed. */
const isUnseen = (c: { readonly fidelity: string; readonly deviating: number }): boolean => c.fidelity !== "exact" && c.deviating === 0;

/** The totals in words, with the engines that are not there by name. Ends with a newline. */
export function verifyTotals(subjects: readonly Prepared[], columns: readonly EngineColumn[]): string {
  const events = subjects.reduce((n, s) => n + s.generated.events.length, 0);
  const effects = subjects.flatMap((s) => s.generated.effects);
  const count = (status: (typeof effects)[number]["status"]): number => effects.filter((e) => e.status === status).length;
  const lines = [
    `${plural(subjects.length, "rule")}, ${plural(events, "event")}${streamWords(subjects)}; of ${plural(effects.length, "test")} ${count("shown")} shown to decide, ${count("dead")} proven not to, ${count("gave-up")} given up`,
    ...columns.map((c) => {
      if (c.missing !== null) return `not there: ${c.id} (${c.missing})`;
      const t = totalsOf(c);
      const kinds = Object.entries(t.byFidelity)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([fidelity, n]) => `${n} ${fidelity}`)
        .join(", ");
      const streams = t.streams > 0 ? ` and ${plural(t.streams, "stream")}` : "";
      const unasked = t.unasked > 0 ? `, ${t.unasked} over several events not run` : "";
      const weaker = t.unseen > 0 ? `; claim weaker than observed: ${plural(t.unseen, "rule")} without the declared deviation` : "";
      return `${c.id} (${c.name} ${c.version}): ${plural(t.rules, "rule")} (${kinds}), ${t.refused} refused${t.failed > 0 ? `, ${t.failed} failed` : ""}${unasked}; ${plural(t.compared, "verdict")}${streams} compared, ${t.disagreements} wrong, ${t.deviating} deviating as declared, ${t.unrepresentable} not representable, ${t.undefined} undefined${weaker}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function streamWords(subjects: readonly Prepared[]): string {
  const streams = subjects.reduce((n, s) => n + (s.streams?.streams.length ?? 0), 0);
  return streams === 0 ? "" : `, ${plural(streams, "stream")} of events`;
}

/** Everything, for programs. Deterministic but for the engines' versions. */
export function verifyJson(subjects: readonly Prepared[], columns: readonly EngineColumn[]): string {
  const rules = subjects.map((s, at) => ({
    rule: s.rule.metadata.ruleId,
    path: s.rule.metadata.path,
    matches: s.generated.matches,
    events: s.generated.events.length,
    ...(s.streams === null ? {} : { streams: s.streams.streams.length }),
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
  if (verdicts.kind !== "compared" && verdicts.kind !== "detected") return verdicts;
  const { comparison } = verdicts;
  const examples =
    verdicts.kind === "compared"
      ? verdicts.shrunk.map((s) => ({ event: s.event, oracle: s.disagreement.oracle, engine: s.disagreement.engine }))
      : verdicts.shrunk.map(({ stream, disagreement }) => ({
          ...stream,
          oracle: disagreement.oracle.map(foundText),
          engine: disagreement.engine.map(foundText),
        }));
  return {
    kind: verdicts.kind,
    fidelity: comparison.fidelity,
    deviations: [...new Set(comparison.job.emission.deviations.map((d) => d.code))],
    compared: comparison.compared,
    deviating: comparison.deviating,
    ...(isUnseen(comparison) ? { claim: "weaker than observed" } : {}),
    ...("undefined" in comparison ? { undefined: comparison.undefined } : {}),
    unrepresentable: Object.fromEntries(comparison.unrepresentable),
    disagreements: comparison.disagreements.length,
    examples,
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
  if (verdicts.kind === "unasked") return { kind: "skipped", why: verdicts.why };
  if (verdicts.kind === "failed") return { kind: "failed", type: "verify/engine-failed", message: verdicts.why, text: verdicts.why };
  const bad = disagreements(verdicts);
  if (bad === 0) return { kind: "passed", output: null };
  const text =
    verdicts.kind === "compared"
      ? verdicts.shrunk.map((s) => `${s.disagreement.oracle} expected, ${s.disagreement.engine} said: ${JSON.stringify(s.event)}`)
      : verdicts.shrunk.map(
          ({ disagreement: { oracle, engine }, stream }) =>
            `${oracle.map(foundText).join(" ")} expected, ${engine.map(foundText).join(" ")} found: ${JSON.stringify(stream.events)}`,
        );
  const what = verdicts.kind === "compared" ? "verdicts" : "streams";
  const message = `${bad} of ${verdicts.comparison.compared} ${what} differ`;
  return { kind: "failed", type: "verify/disagreement", message, text: text.join("\n") };
}
