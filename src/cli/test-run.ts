import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error } from "../diagnostics/diagnostic.ts";
import { compareStreams, foundText } from "../driver/compare-streams.ts";
import type { Alert } from "../eval/alert.ts";
import { detect } from "../eval/detect.ts";
import type { Verdict } from "../eval/evaluate.ts";
import { evaluate } from "../eval/evaluate.ts";
import type { Rule } from "../ir/rule.ts";
import type { EventCase, StreamCase } from "../rules/events-file.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../target/engine.ts";
import type { Fidelity } from "../target/fidelity.ts";
import { fidelityOf } from "../target/fidelity.ts";
import type { Emission } from "../target/target.ts";

/** A rule with the events beside it, windowless and with its own `now`. `cases` are each about one event, so that for them a limit does not count; `streams` are about events together. */
export interface Subject {
  readonly rule: Rule;
  readonly cases: readonly EventCase[];
  readonly streams: readonly StreamCase[];
  readonly eventsFile: string;
}

export type CaseResult =
  | { readonly kind: "agrees" }
  | { readonly kind: "differs"; readonly found: string }
  /** Not compared, and why: not representable, an `error` that artefacts have no word for. */
  | { readonly kind: "left-out"; readonly why: string };

/** What one engine says of one rule's cases, and after them of its streams. */
export type RuleResult =
  | { readonly kind: "ran"; readonly fidelity: Fidelity; readonly cases: readonly CaseResult[] }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

export interface EngineResult {
  readonly id: string;
  /** `sqlite 3.50.1`; null when the engine is not there. */
  readonly name: string | null;
  /** Why the engine is not there. */
  readonly missing: string | null;
  /** For each subject, in order; empty when the engine is not there. */
  readonly rules: readonly RuleResult[];
}

export function runOracle(subjects: readonly Subject[]): EngineResult {
  const rules = subjects.map(
    ({ rule, cases, streams }): RuleResult => ({
      kind: "ran",
      fidelity: "exact",
      cases: [
        ...cases.map((c) => compare(c.verdict, evaluate(rule, c.event), "exact")),
        ...streams.map((s) =>
          compareAlerts(s, detect(rule, s.events, { indicators: s.indicators, ...(s.when === null ? {} : { when: s.when }) })),
        ),
      ],
    }),
  );
  return { id: "oracle", name: "oracle", missing: null, rules };
}

/** `emit` gives the artefact of a rule for this adapter's target and options. The engine is closed whatever happens. */
export async function runEngine(
  id: string,
  adapter: EngineAdapter,
  subjects: readonly Subject[],
  emit: (rule: Rule) => Emission,
  progress: (done: number) => void,
): Promise<EngineResult> {
  const started = await adapter.start();
  if (!started.ok) return { id, name: null, missing: started.why, rules: [] };
  const { engine } = started;
  try {
    const rules: RuleResult[] = [];
    for (const subject of subjects) {
      progress(rules.length);
      rules.push(await runRule(engine, subject, emit(subject.rule)));
    }
    return { id, name: `${engine.name} ${engine.version}`, missing: null, rules };
  } finally {
    await engine.close();
  }
}

async function runRule(engine: Engine, subject: Subject, emission: Emission): Promise<RuleResult> {
  if (!emission.ok) return { kind: "refused", why: emission.refusals[0]?.reason ?? "" };
  const fidelity = fidelityOf(emission.deviations);
  try {
    const job = { rule: subject.rule, emission };
    const cases = await runCases(engine, job, subject.cases, fidelity);
    return { kind: "ran", fidelity, cases: [...cases, ...(await runStreams(engine, job, subject.streams))] };
  } catch (thrown) {
    return { kind: "failed", why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function runCases(engine: Engine, job: Job, cases: readonly EventCase[], fidelity: Fidelity): Promise<readonly CaseResult[]> {
  if (cases.length === 0) return [];
  const why = cases.map((c) => engine.represent(job.rule, c.event));
  const shown = cases.filter((_, i) => why[i] === null);
  const [verdicts = []] = await engine.run(
    [job],
    shown.map((c) => c.event),
  );
  let next = 0;
  return cases.map((c, i): CaseResult => {
    const reason = why[i] ?? null;
    if (reason !== null) return { kind: "left-out", why: reason };
    const found = verdicts[next++] ?? null;
    return found === null ? { kind: "left-out", why: "not representable" } : compare(c.verdict, found, fidelity, true);
  });
}

/** Each stream is compared with the oracle, whose own alerts are compared with those that the file expects. */
async function runStreams(engine: Engine, job: Job, streams: readonly StreamCase[]): Promise<readonly CaseResult[]> {
  if (streams.length === 0) return [];
  if (engine.detect === undefined) return streams.map(() => ({ kind: "left-out", why: "this engine runs no rule over several events" }));
  const { disagreements, unrepresentable } = await compareStreams(engine, job, streams);
  return streams.map((stream, i): CaseResult => {
    const wrong = disagreements.find((d) => d.stream === i);
    if (wrong !== undefined) return { kind: "differs", found: wrong.engine.map(foundText).join("; ") };
    const why = unrepresentable.size === 0 ? null : (engine.representStream?.(job.rule, stream) ?? null);
    return why === null ? { kind: "agrees" } : { kind: "left-out", why };
  });
}

/** Of an alert's events the file gives the numbers from 1. Counts and samples come in no order. */
function compareAlerts(expected: StreamCase, alerts: readonly Alert[]): CaseResult {
  const found = alerts.map((alert) => alert.members.map((at) => at + 1));
  const same = JSON.stringify(found) === JSON.stringify(expected.alerts);
  return same ? { kind: "agrees" } : { kind: "differs", found: JSON.stringify(found) };
}

/** An artefact has no verdict `error`: such cases are the oracle's alone. A deviation is held to its direction. */
function compare(expected: Verdict, found: EngineVerdict, fidelity: Fidelity, artefact = false): CaseResult {
  if (artefact && expected === "error") return { kind: "left-out", why: "fails at run time, which artefacts do not" };
  if (found === expected) return { kind: "agrees" };
  const more = expected === "no-match" && found === "match" && (fidelity === "over" || fidelity === "incomparable");
  const less = expected === "match" && found === "no-match" && (fidelity === "under" || fidelity === "incomparable");
  return more || less ? { kind: "agrees" } : { kind: "differs", found };
}

/** Results are in the order of the cases and, after them, of the streams. */
export const caseAt = ({ cases, streams }: Subject, at: number): EventCase | StreamCase | undefined =>
  cases[at] ?? streams[at - cases.length];
export const wanted = (c: EventCase | StreamCase): string => ("verdict" in c ? c.verdict : JSON.stringify(c.alerts));

/** What does not hold, each in its place in the events file. */
export function failures(subjects: readonly Subject[], result: EngineResult): readonly Diagnostic[] {
  return result.rules.flatMap((rule, i): readonly Diagnostic[] => {
    const subject = subjects[i];
    if (subject === undefined || rule.kind === "refused") return [];
    if (rule.kind === "failed") {
      const message = `\`${result.id}\` did not take the artefact of \`${subject.rule.metadata.path}\`: ${rule.why}`;
      return [{ ...error("cli/engine-failed", message, null), file: subject.eventsFile }];
    }
    return rule.cases.flatMap((c, k): readonly Diagnostic[] => {
      const expected = caseAt(subject, k);
      if (expected === undefined || c.kind !== "differs") return [];
      const says = c.found === "error" ? "fails" : `says ${c.found}`;
      return [
        {
          ...error("cli/wrong-verdict", `\`${result.id}\` ${says}, not ${wanted(expected)}: ${expected.name}`, expected.span, {
            label: expected.why,
          }),
          file: subject.eventsFile,
        },
      ];
    });
  });
}
