import { engines } from "../../targets/engines.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error } from "../diagnostics/diagnostic.ts";
import type { Judgement } from "../driver/judge.ts";
import type { TargetOutcome } from "../driver/outcome.ts";
import { isFilterRule, type Rule } from "../ir/rule.ts";
import type { Engine, EngineAdapter, Job } from "../target/engine.ts";
import { sideBySide } from "./side-by-side.ts";
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

/** What one product said of the artefacts that are for it. `missing`: why it was not asked. */
export interface Validated {
  readonly id: string;
  readonly name: string;
  readonly missing: string | null;
  readonly taken: number;
  /** Artefacts that the product cannot be asked about here. */
  readonly unasked: number;
  readonly problems: readonly { readonly path: string; readonly file: string; readonly problem: string }[];
}

/** Hands each accepted artefact to its own product where that is at hand, and says by name where it is not. */
export async function validate(judgement: Judgement): Promise<Validation> {
  const all = await validateAll(judgement);
  const diagnostics = all.flatMap(({ id, problems }) =>
    problems.map(({ path, file, problem }): Diagnostic => {
      const help = "this is a bug in Verdict; please report it with the rule";
      return { ...error("cli/invalid-artefact", `\`${id}\` does not take the artefact of \`${path}\`: ${problem}`, null, { help }), file };
    }),
  );
  const lines = all.map(({ id, name, missing, taken, unasked }) =>
    missing === null
      ? `${plural(taken, "rule")} validated by ${name}${unasked === 0 ? "" : `, ${unasked} cannot be asked about`}\n`
      : `not validated by ${id}: ${missing}\n`,
  );
  return { diagnostics, summary: lines.join("") };
}

/** Engines that are asked at the same time. */
const jobs = 2;

/** Asks every product that there is an artefact for. */
export async function validateAll(judgement: Judgement): Promise<readonly Validated[]> {
  const candidates = judgement.rules.flatMap(({ outcome: { rule, document }, targets }) =>
    rule === null
      ? []
      : targets
          .filter((t) => t.accepted && t.outcome.emission.ok)
          .map(({ outcome }): Candidate => ({ rule, file: document.source.name, outcome })),
  );
  const adapters = await Promise.all(Object.entries(engines).map(async ([id, load]) => ({ id, adapter: await load() })));
  const known = new Set(adapters.map(({ adapter }) => adapter.target));
  const asked = adapters
    .map(({ id, adapter }) => ({ id, adapter, own: candidates.filter((c) => c.outcome.request.target.id === adapter.target) }))
    .filter(({ own }) => own.length > 0);
  const answers = await sideBySide(asked, jobs, ({ id, adapter, own }) => validatedBy(id, adapter, own));
  const engineless = [...new Set(candidates.map((c) => c.outcome.request.target.id))].filter((id) => !known.has(id));
  return [
    ...answers,
    ...engineless.map((id) => ({ id, name: id, missing: "no engine is known for it", taken: 0, unasked: 0, problems: [] })),
  ];
}

async function validatedBy(id: string, adapter: EngineAdapter, own: readonly Candidate[]): Promise<Validated> {
  const started = await adapter.start();
  if (!started.ok) return { id, name: id, missing: started.why, taken: 0, unasked: own.length, problems: [] };
  try {
    const said = await problemsOf(started.engine, adapter, own);
    const problems = own.flatMap(({ rule, file }, i) => {
      const answer = said[i] ?? "unasked";
      return typeof answer === "string" ? [] : [{ path: rule.metadata.path, file, problem: answer.problem }];
    });
    const unasked = said.filter((answer) => answer === "unasked").length;
    const name = `${started.engine.name} ${started.engine.version}`;
    return { id, name, missing: null, taken: own.length - problems.length - unasked, unasked, problems };
  } finally {
    await started.engine.close();
  }
}

async function problemsOf(engine: Engine, adapter: EngineAdapter, candidates: readonly Candidate[]): Promise<readonly Attempt[]> {
  if (engine.validate !== undefined)
    return (
      await engine.validate(candidates.flatMap(({ rule, outcome }) => (outcome.emission.ok ? [{ rule, emission: outcome.emission }] : [])))
    ).map((problem): Attempt => (problem === null ? "fine" : problem === undefined ? "unasked" : { problem }));
  const jobs = candidates.map((candidate) => openJob(adapter, candidate));
  const problems: Attempt[] = [];
  for (let at = 0; at < jobs.length; at += together) problems.push(...(await runTogether(engine, jobs.slice(at, at + together))));
  return problems;
}

/** Artefacts that are run at once; when they fail, each is run by itself. */
const together = 50;

/** As a test of the artefact's form: the rule without its window, with the adapter's own options. Null: with those (another layout) there is no artefact. */
function openJob(adapter: EngineAdapter, { rule, outcome }: Candidate): Job | null {
  const { target, options, version } = outcome.request;
  const open: Rule = { ...rule, schedule: { ...rule.schedule, window: null } };
  const emission = target.emit(open, { ...options, ...adapter.options }, version);
  return emission.ok ? { rule: open, emission } : null;
}

async function runTogether(engine: Engine, jobs: readonly (Job | null)[]): Promise<readonly Attempt[]> {
  const filters = jobs.filter((j) => j !== null).filter((j) => isFilterRule(j.rule));
  const attempt = filters.length > 1 ? await runOnNothing(engine, filters) : null;
  const problems: Attempt[] = [];
  for (const job of jobs) {
    if (job === null) problems.push("unasked");
    else if (isFilterRule(job.rule)) problems.push(attempt === "fine" ? attempt : await runOnNothing(engine, [job]));
    else problems.push(await detectInNothing(engine, job));
  }
  return problems;
}

type Attempt = "fine" | "unasked" | { readonly problem: string };
const thrownWords = (thrown: unknown): Attempt => ({ problem: thrown instanceof Error ? thrown.message : String(thrown) });

/** On one event without fields. */
async function runOnNothing(engine: Engine, jobs: readonly Job[]): Promise<Attempt> {
  try {
    const verdicts = await engine.run(jobs, [{}]);
    return verdicts.some(([v]) => v === "error") ? { problem: "it fails on an empty event" } : "fine";
  } catch (thrown) {
    return thrownWords(thrown);
  }
}

/** On no events at all. An engine that runs no such rules, or not this one, is not asked. */
async function detectInNothing(engine: Engine, job: Job): Promise<Attempt> {
  try {
    const [found = null] = (await engine.detect?.(job, [{ events: [], when: null, indicators: [] }])) ?? [];
    if (found === null) return "unasked";
    return found.length > 0 ? { problem: "it finds something in no events" } : "fine";
  } catch (thrown) {
    return thrownWords(thrown);
  }
}
