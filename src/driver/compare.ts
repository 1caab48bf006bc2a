import { evaluate, type Verdict } from "../eval/evaluate.ts";
import type { JsonObject } from "../source/json.ts";
import type { Engine, EngineVerdict, Job } from "../target/engine.ts";
import { type Fidelity, fidelityOf } from "../target/fidelity.ts";

/** One event on which an engine does not do what the artefact's fidelity claims. */
export interface Disagreement {
  readonly job: Job;
  /** Index into the events given. */
  readonly event: number;
  readonly oracle: "match" | "no-match";
  readonly engine: EngineVerdict;
}

/** What one engine made of one rule. */
export interface Comparison {
  readonly job: Job;
  readonly fidelity: Fidelity;
  /** Events compared. */
  readonly compared: number;
  /** Events that the engine cannot be shown under its projection: reason and how many. */
  readonly unrepresentable: ReadonlyMap<string, number>;
  /** Events on which the rule fails at run time: the verdict is error, and an artefact may say either. */
  readonly undefined: number;
  /** Events on which the engine deviates in the declared direction. A claim of a deviation that none confirms may be too weak. */
  readonly deviating: number;
  readonly disagreements: readonly Disagreement[];
}

/**
 * Runs artefacts on their engine and compares each verdict with the oracle's. `exact`: the verdicts are equal; `over`: what the oracle matches, the engine matches; `under`: what the
 * engine matches, the oracle matches; `incomparable`: anything goes but an engine's error. Jobs must have been emitted with a null window. `oracle`: its verdicts, by job and event.
 */
export async function compareVerdicts(
  engine: Engine,
  jobs: readonly Job[],
  events: readonly JsonObject[],
  oracle: readonly (readonly Verdict[])[] = jobs.map((job) => events.map((event) => evaluate(job.rule, event))),
): Promise<readonly Comparison[]> {
  const verdicts = await engine.run(jobs, events);
  return jobs.map((job, j) => compareJob(engine, job, events, verdicts[j] ?? [], oracle[j] ?? []));
}

function compareJob(
  engine: Engine,
  job: Job,
  events: readonly JsonObject[],
  verdicts: readonly (EngineVerdict | null)[],
  expected: readonly Verdict[],
): Comparison {
  const fidelity = fidelityOf(job.emission.deviations);
  const unrepresentable = new Map<string, number>();
  const disagreements: Disagreement[] = [];
  let compared = 0;
  let failing = 0;
  let deviating = 0;
  for (const [at, event] of events.entries()) {
    const said = verdicts[at] ?? null;
    if (said === null) {
      const why = engine.represent(job.rule, event) ?? "the engine gave no verdict";
      unrepresentable.set(why, (unrepresentable.get(why) ?? 0) + 1);
      continue;
    }
    const oracle = expected[at];
    if (oracle === undefined || oracle === "error") {
      failing++;
      continue;
    }
    compared++;
    if (said === oracle) continue;
    if (said !== "error" && allowed(fidelity, oracle, said)) deviating++;
    else disagreements.push({ job, event: at, oracle, engine: said });
  }
  return { job, fidelity, compared, unrepresentable, undefined: failing, deviating, disagreements };
}

/** May an artefact of this fidelity say `engine` where the oracle says the other? */
function allowed(fidelity: Fidelity, oracle: "match" | "no-match", engine: "match" | "no-match"): boolean {
  switch (fidelity) {
    case "exact":
      return oracle === engine;
    case "over":
      return engine === "match";
    case "under":
      return engine === "no-match";
    case "incomparable":
      return true;
  }
}
