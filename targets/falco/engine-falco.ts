import { existsSync, rmSync } from "node:fs";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../../src/target/engine.ts";
import { engineFolder } from "../_shared/engine-folder.ts";
import { captures } from "./engine/capture.ts";
import { type FalcoRun, falcoVersion, replay, validateFile } from "./engine/falco-program.ts";
import { pictureOf } from "./engine/picture.ts";
import { writeCapture } from "./engine/scap.ts";
import { engineOptions, mostArguments } from "./engine.ts";

/**
 * Falco itself, where FALCO_BIN names its program: `falco -V` reads the whole file of each rule, and captures are replayed through it. An event's verdict is whether an alert has its
 * time.
 */
export const falcoAdapter: EngineAdapter = {
  target: "falco",
  id: "falco",
  version: "0.43",
  options: engineOptions,
  async start() {
    const program = process.env["FALCO_BIN"] ?? "";
    if (program === "") return { ok: false, why: "FALCO_BIN is not set: it names Falco's program" };
    if (!existsSync(program)) return { ok: false, why: `FALCO_BIN names \`${program}\`, which is not there` };
    const version = await falcoVersion(program);
    if (!version.ok) return { ok: false, why: `FALCO_BIN names \`${program}\`, which does not run as Falco: ${version.why}` };
    const work = engineFolder("verdict-falco");
    const clean = (): void => rmSync(work, { recursive: true, force: true });
    process.once("exit", clean);
    const engine: Engine = {
      name: "falco",
      version: version.version,
      notes: ["events are captures written from the documents through the projection"],
      represent: (rule, event) => {
        const result = pictureOf(rule, event, mostArguments);
        return result.ok ? null : result.why;
      },
      validate: (jobs) => inTurn(jobs, (job) => validateFile(runOf(program, work, job))),
      run: (jobs, events) => inTurn(jobs, (job) => runJob(runOf(program, work, job), job, events)),
      async close() {
        process.removeListener("exit", clean);
        clean();
      },
    };
    return { ok: true, engine };
  },
};

async function inTurn<T>(jobs: readonly Job[], use: (job: Job) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (const job of jobs) results.push(await use(job));
  return results;
}

let files = 0;

const runOf = (program: string, work: string, job: Job): FalcoRun => ({
  program,
  work,
  name: String(files++),
  rules: job.emission.artifacts.find((a) => a.suffix === ".yaml")?.text ?? "",
});

async function runJob(of: FalcoRun, job: Job, events: readonly JsonObject[]): Promise<readonly (EngineVerdict | null)[]> {
  const problem = await validateFile(of);
  if (problem !== null) throw new Error(`falco -V: ${problem}`);
  const verdicts: (EngineVerdict | null)[] = events.map(() => null);
  const pictures = events.flatMap((event, index) => {
    const result = pictureOf(job.rule, event, mostArguments);
    return result.ok ? [{ index, picture: result.picture }] : [];
  });
  for (const { capture, times } of captures(pictures)) {
    const result = await replay(of, writeCapture(capture));
    const alerted = new Set(result.ok ? result.alerts.map((a) => a.time) : []);
    for (const [time, index] of times) verdicts[index] = result.ok ? (alerted.has(time) ? "match" : "no-match") : "error";
  }
  return verdicts;
}
