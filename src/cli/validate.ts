import { engines } from "../../targets/engines.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error } from "../diagnostics/diagnostic.ts";
import type { Judgement } from "../driver/judge.ts";
import type { TargetOutcome } from "../driver/outcome.ts";
import type { Rule } from "../ir/rule.ts";
import type { Engine, EngineAdapter, Job } from "../target/engine.ts";
import { plural } from "./summary.ts";

export interface Validation {
  readonly diagnostics: readonly Diagnostic[];
  /** Which products took the artefacts, and which were not at hand. Ends with a newline. */
  readonly summary: string;
}

interface Candidate {
  readonly rule: Rule;
  readonly file: string;
  readonly outcome: TargetOutcome;
}

/** Hands each accepted artefact to its own product where that is at hand, and says by name where it is not. */
export async function validate(judgement: Judgement): Promise<Validation> {
  const candidates = judgement.rules.flatMap(({ outcome: { rule, document }, targets }) =>
    rule === null
      ? []
      : targets
          .filter((t) => t.accepted && t.outcome.emission.ok)
          .map(({ outcome }): Candidate => ({ rule, file: document.source.name, outcome })),
  );
  const diagnostics: Diagnostic[] = [];
  const lines: string[] = [];
  const known = new Set<string>();
  for (const [id, load] of Object.entries(engines)) {
    const adapter = await load();
    known.add(adapter.target);
    const own = candidates.filter((c) => c.outcome.request.target.id === adapter.target);
    if (own.length === 0) continue;
    const started = await adapter.start();
    if (!started.ok) {
      lines.push(`not validated by ${id}: ${started.why}\n`);
      continue;
    }
    try {
      const problems = await problemsOf(started.engine, adapter, own);
      problems.forEach((problem, i) => {
        const candidate = own[i];
        if (problem === null || candidate === undefined) return;
        const message = `\`${id}\` does not take the artefact of \`${candidate.rule.metadata.path}\`: ${problem}`;
        diagnostics.push({
          ...error("cli/invalid-artefact", message, null, { help: "this is a bug in Verdict; please report it with the rule" }),
          file: candidate.file,
        });
      });
      lines.push(
        `${plural(problems.filter((p) => p === null).length, "rule")} validated by ${started.engine.name} ${started.engine.version}\n`,
      );
    } finally {
      await started.engine.close();
    }
  }
  const engineless = [...new Set(candidates.map((c) => c.outcome.request.target.id))].filter((id) => !known.has(id));
  for (const id of engineless) lines.push(`not validated: ${id} (no engine is known for it)\n`);
  return { diagnostics, summary: lines.join("") };
}

async function problemsOf(engine: Engine, adapter: EngineAdapter, candidates: readonly Candidate[]): Promise<readonly (string | null)[]> {
  if (engine.validate !== undefined)
    return engine.validate(candidates.flatMap(({ rule, outcome }) => (outcome.emission.ok ? [{ rule, emission: outcome.emission }] : [])));
  const problems: (string | null)[] = [];
  for (const candidate of candidates) problems.push(await runOnce(engine, adapter, candidate));
  return problems;
}

/** As a test of the artefact's form: the rule without its window, with the adapter's own options, on one event without fields. */
async function runOnce(engine: Engine, adapter: EngineAdapter, { rule, outcome }: Candidate): Promise<string | null> {
  const { target, options, version } = outcome.request;
  const open: Rule = { ...rule, schedule: { ...rule.schedule, window: null } };
  const emission = target.emit(open, { ...options, ...adapter.options }, version);
  if (!emission.ok) return emission.refusals[0]?.reason ?? "refused with the engine's own options";
  const job: Job = { rule: open, emission };
  try {
    const [verdicts] = await engine.run([job], [{}]);
    return verdicts?.[0] === "error" ? "it fails on an empty event" : null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
