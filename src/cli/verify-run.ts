import { type Comparison, compareVerdicts, type Disagreement } from "../driver/compare.ts";
import { shrink } from "../driver/shrink.ts";
import { conditionOf, evaluate, type Verdict } from "../eval/evaluate.ts";
import { type Generated, generate, type LeafEffect } from "../generate/generate.ts";
import { type GeneratedStreams, generateStreams } from "../generate/streams.ts";
import { isFilterRule, type Rule, withoutLimit } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import type { Engine, EngineAdapter, Job } from "../target/engine.ts";
import type { Emission } from "../target/target.ts";
import { sideBySide } from "./side-by-side.ts";
import { type StreamVerdicts, verifyStreams } from "./verify-streams.ts";

/** A rule with its generated events. `meant`: the rule as the front end gives it, before any pass: what the oracle is asked, so that a pass is on trial too. */
export interface Prepared {
  readonly rule: Rule;
  readonly meant: Rule;
  readonly generated: Made;
  /** For a rule that joins events; null for one that judges each by itself. */
  readonly streams: GeneratedStreams | null;
}

/** What was generated for a rule; of one that joins events the streams are elsewhere. */
export interface Made {
  readonly events: Generated["events"];
  readonly effects: readonly LeafEffect[];
  readonly matches: Generated["matches"];
}

/** What one engine made of one rule; `refused`: there is no artefact for it. */
export type RuleVerdicts =
  | StreamVerdicts
  | { readonly kind: "compared"; readonly comparison: Comparison; readonly shrunk: readonly Shrunk[] }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string };

export interface Shrunk {
  readonly disagreement: Disagreement;
  readonly event: JsonObject;
}

/** One engine's column of the matrix. `missing`: why it is not there, null if it is. */
export interface EngineColumn {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly missing: string | null;
  readonly rules: RuleVerdicts[];
}

export interface VerifySettings {
  readonly events: number;
  readonly seed: number;
  readonly emit: (adapter: EngineAdapter) => (rule: Rule) => Emission;
  readonly progress: (done: number, total: number) => void;
  /** Engines that work at the same time. */
  readonly jobs: number;
}

/** Rules that share their events in one run of an engine: each is also compared on the others' events. */
const together = 8;
/** Disagreements that are shrunk and shown for one rule and engine. */
const mostShown = 2;

/** Events for a rule that judges each by itself, where `head` and `tail` are left out; streams of them for one that joins them. */
export function prepare(rule: Rule, meant: Rule, { events: count, seed }: Pick<VerifySettings, "events" | "seed">): Prepared {
  if (!isFilterRule(rule)) {
    const streams = generateStreams(meant, { count, seed });
    return { rule, meant, generated: { events: [], effects: streams.effects, matches: streams.matches }, streams };
  }
  const [every, all] = [withoutLimit(rule), withoutLimit(meant)];
  return { rule: every, meant: all, generated: generate(all, conditionOf(all), { count, seed }), streams: null };
}

/** Runs every rule on every engine. An engine that cannot be started is a column that says why. */
export async function verifyRules(
  prepared: readonly Prepared[],
  adapters: readonly EngineAdapter[],
  settings: VerifySettings,
): Promise<readonly EngineColumn[]> {
  const running: Running[] = [];
  const columns: EngineColumn[] = [];
  try {
    for (const adapter of adapters) {
      const started = await adapter.start();
      const column: EngineColumn = started.ok
        ? { id: adapter.id, name: started.engine.name, version: started.engine.version, missing: null, rules: [] }
        : { id: adapter.id, name: adapter.id, version: "", missing: started.why, rules: [] };
      columns.push(column);
      if (started.ok) running.push({ adapter, engine: started.engine, column });
    }
    for (let at = 0; at < prepared.length; at += together) {
      settings.progress(at, prepared.length);
      await verifyChunk(prepared.slice(at, at + together), running, settings);
    }
  } finally {
    for (const { engine } of running) await engine.close();
  }
  return columns;
}

interface Running {
  readonly adapter: EngineAdapter;
  readonly engine: Engine;
  readonly column: EngineColumn;
}

async function verifyChunk(chunk: readonly Prepared[], running: readonly Running[], settings: VerifySettings): Promise<void> {
  const events = chunk.flatMap((p) => p.generated.events.map((e) => e.event));
  const oracle = chunk.map((p) => events.map((e) => evaluate(p.meant, e)));
  await sideBySide(running, settings.jobs, async ({ adapter, engine, column }) => {
    column.rules.push(...(await verifyOn(engine, chunk, settings.emit(adapter), events, oracle)));
  });
}

/** What one engine makes of each rule of the chunk, in order. */
async function verifyOn(
  engine: Engine,
  chunk: readonly Prepared[],
  emit: (rule: Rule) => Emission,
  events: readonly JsonObject[],
  oracle: readonly (readonly Verdict[])[],
): Promise<readonly RuleVerdicts[]> {
  const emitted = chunk.map((p) => ({ rule: p.rule, emission: emit(p.rule) }));
  const jobs: { readonly job: Job; readonly index: number }[] = [];
  const byIndex = new Map<number, RuleVerdicts>();
  for (const [index, { rule, emission }] of emitted.entries()) {
    const prepared = chunk[index];
    if (!emission.ok || prepared === undefined) continue;
    if (prepared.streams === null) jobs.push({ job: { rule, emission }, index });
    else byIndex.set(index, await verifyJoining(engine, { rule, emission }, prepared, prepared.streams));
  }
  try {
    const comparisons = await compareVerdicts(
      engine,
      jobs.map((j) => j.job),
      events,
      jobs.map((j) => oracle[j.index] ?? []),
    );
    for (const [j, comparison] of comparisons.entries()) {
      const index = jobs[j]?.index;
      if (index !== undefined)
        byIndex.set(index, { kind: "compared", comparison, shrunk: await shrinkAll(engine, chunk[index]?.meant, comparison, events) });
    }
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    for (const { index } of jobs) byIndex.set(index, { kind: "failed", why });
  }
  return emitted.map(
    ({ emission }, index): RuleVerdicts =>
      byIndex.get(index) ?? { kind: "refused", why: emission.ok ? "no verdict" : (emission.refusals[0]?.reason ?? "refused") },
  );
}

async function verifyJoining(engine: Engine, job: Job, { meant }: Prepared, { streams }: GeneratedStreams): Promise<RuleVerdicts> {
  try {
    return await verifyStreams(engine, job, meant, streams);
  } catch (thrown) {
    return { kind: "failed", why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function shrinkAll(
  engine: Engine,
  meant: Rule | undefined,
  comparison: Comparison,
  events: readonly JsonObject[],
): Promise<readonly Shrunk[]> {
  const result: Shrunk[] = [];
  for (const disagreement of comparison.disagreements.slice(0, mostShown)) {
    const { job, oracle, engine: said } = disagreement;
    const still = async (event: JsonObject): Promise<boolean> => {
      if (engine.represent(job.rule, event) !== null || evaluate(meant ?? job.rule, event) !== oracle) return false;
      const [verdicts] = await engine.run([job], [event]);
      return verdicts?.[0] === said;
    };
    result.push({ disagreement, event: await shrink(events[disagreement.event] ?? {}, still) });
  }
  return result;
}
