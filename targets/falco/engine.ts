import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../../src/target/engine.ts";
import type { Options } from "../../src/target/options.ts";
import { engineFolder } from "../_shared/engine-folder.ts";
import { captures } from "./engine/capture.ts";
import { type Picture, pictureOf } from "./engine/picture.ts";
import { writeCapture } from "./engine/scap.ts";
import { filterCapture, installed } from "./engine/sysdig.ts";

/** Few arguments, since sysdig takes a condition as one argument of at most 128 KiB; what is tested for each is the same. */
export const mostArguments = 16;
export const engineOptions: Options = { "max-args": mostArguments, "args-beyond": "none" };

/** What a person reading a report must know. */
const notes: readonly string[] = [
  "container.id comes from a stand-in for the container plugin, which reads cgroups as the real one does and knows no metadata",
  "events are captures written from the documents through the projection",
];

/** libsinsp, the engine inside Falco, by its front end sysdig: evaluates the condition of a rule file over captures. */
export const libsinspAdapter: EngineAdapter = {
  target: "falco",
  id: "libsinsp",
  version: "0.43",
  options: engineOptions,
  async start() {
    const found = installed();
    if (found === null) return { ok: false, why: "libsinsp is not set up: run scripts/engine-falco.sh, or set VERDICT_ENGINES_DIR" };
    const work = engineFolder("verdict-libsinsp");
    const clean = (): void => rmSync(work, { recursive: true, force: true });
    process.once("exit", clean);
    const engine: Engine = {
      name: "libsinsp",
      version: found.version,
      notes,
      represent: (rule, event) => {
        const result = pictureOf(rule, event, mostArguments);
        return result.ok ? null : result.why;
      },
      run: (jobs, events) => runJobs(jobs, events, (condition, capture) => filterFile(found.folder, work, condition, capture)),
      async close() {
        process.removeListener("exit", clean);
        clean();
      },
    };
    return { ok: true, engine };
  },
};

let files = 0;

async function filterFile(folder: string, work: string, condition: string, capture: Buffer) {
  const file = join(work, `${files++}.scap`);
  writeFileSync(file, capture);
  try {
    return await filterCapture(folder, file, condition);
  } finally {
    rmSync(file, { force: true });
  }
}

type Filter = (condition: string, capture: Buffer) => ReturnType<typeof filterCapture>;

const parallel = 2;

/** Verdicts of each job on each event; a few processes at a time. */
async function runJobs(jobs: readonly Job[], events: readonly JsonObject[], filter: Filter) {
  const verdicts: (readonly (EngineVerdict | null)[])[] = Array.from({ length: jobs.length }, () => []);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let j = next++; j < jobs.length; j = next++) {
      const job = jobs[j];
      if (job !== undefined) verdicts[j] = await runJob(job, events, filter);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return verdicts;
}

async function runJob(job: Job, events: readonly JsonObject[], filter: Filter): Promise<readonly (EngineVerdict | null)[]> {
  const verdicts: (EngineVerdict | null)[] = events.map(() => null);
  const condition = conditionOf(job);
  const pictures = events.flatMap((event, index): readonly { index: number; picture: Picture }[] => {
    const result = pictureOf(job.rule, event, mostArguments);
    return result.ok ? [{ index, picture: result.picture }] : [];
  });
  for (const { capture, times } of captures(pictures)) {
    const result = condition === null ? null : await filter(condition, writeCapture(capture));
    if (result !== null && !result.ok && result.limit) continue;
    const matched = new Set(result?.ok ? result.times : []);
    for (const [time, index] of times) verdicts[index] = result?.ok ? (matched.has(time) ? "match" : "no-match") : "error";
  }
  return verdicts;
}

/** From the artefact itself: what is proved is what is shipped. */
export function conditionOf({ emission }: Pick<Job, "emission">): string | null {
  const items: unknown = parse(emission.artifacts.find((a) => a.suffix === ".yaml")?.text ?? "");
  if (!Array.isArray(items)) return null;
  const rule: unknown = items.find((item) => typeof item === "object" && item !== null && "rule" in item);
  return typeof rule === "object" && rule !== null && "condition" in rule && typeof rule.condition === "string" ? rule.condition : null;
}
