import { engines } from "../../targets/engines.ts";
import { evaluate } from "../eval/evaluate.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import type { EngineVerdict, Job } from "../target/engine.ts";
import { defaultsOf } from "../target/options.ts";
import type { Target } from "../target/target.ts";
import { UsageError } from "./exit.ts";

/** Gives a verdict for each rule and each event, in this order. Null: the event cannot be shown to the engine. */
export interface Matcher {
  run(events: readonly JsonObject[]): Promise<readonly (readonly (EngineVerdict | null)[])[]>;
  close(): Promise<void>;
}

export function oracleMatcher(rules: readonly Rule[]): Matcher {
  return {
    run: (events) => Promise.resolve(rules.map((rule) => events.map((event) => evaluate(rule, event)))),
    close: () => Promise.resolve(),
  };
}

/** Runs the artefacts of target `js`. A rule that the target refuses or does not give exactly cannot be matched by it. */
export async function jsMatcher(rules: readonly Rule[], targets: readonly Target[]): Promise<Matcher> {
  const target = targets.find((t) => t.id === "js");
  const start = engines["js"];
  if (target === undefined || start === undefined) throw new UsageError("engine `js` is not there");
  const adapter = await start();
  const started = await adapter.start();
  if (!started.ok) throw new UsageError(`engine \`js\` is not there: ${started.why}`);
  const jobs = rules.map((rule): Job => {
    const emission = target.emit(rule, { ...defaultsOf(target.options), ...adapter.options }, target.versions.at(-1) ?? "");
    if (!emission.ok) {
      throw new UsageError(
        `target \`js\` refuses rule \`${rule.metadata.path}\`: ${emission.refusals[0]?.reason ?? ""}`,
        "`--engine oracle` takes every rule",
      );
    }
    return { rule, emission };
  });
  return { run: (events) => started.engine.run(jobs, events), close: () => started.engine.close() };
}
