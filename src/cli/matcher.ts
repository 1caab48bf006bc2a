import { engines } from "../../targets/engines.ts";
import { targets } from "../../targets/index.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error } from "../diagnostics/diagnostic.ts";
import { detect } from "../eval/detect.ts";
import { evaluate } from "../eval/evaluate.ts";
import type { Rule } from "../ir/rule.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { JsonObject } from "../source/json.ts";
import type { EngineVerdict, Job } from "../target/engine.ts";
import { defaultsOf } from "../target/options.ts";
import type { Stream } from "../target/stream.ts";
import { UsageError } from "./exit.ts";

/** Asks rules about events; rules are known by their place. */
export interface Matcher {
  /** A verdict for each rule and each event, in this order. Null: the event cannot be shown to the engine. */
  run(events: readonly JsonObject[]): Promise<readonly (readonly (EngineVerdict | null)[])[]>;
  /** What a rule that joins events finds in a stream: for each alert its events by their places. */
  detect(rule: number, stream: Stream): Promise<readonly (readonly number[])[]>;
  close(): Promise<void>;
}

/** A rule without window, if it judges single events also without limit, and the document that it comes from. */
export interface Subject {
  readonly document: RuleDocument;
  readonly rule: Rule;
}

export function oracleMatcher(subjects: readonly Subject[]): Matcher {
  return {
    run: (events) => Promise.resolve(subjects.map(({ rule }) => events.map((event) => evaluate(rule, event)))),
    detect(at, { events, when, indicators }) {
      const subject = subjects[at];
      if (subject === undefined) return Promise.resolve([]);
      const found = detect(subject.rule, events, { indicators, ...(when === null ? {} : { when }) });
      return Promise.resolve(found.map(({ members }) => members));
    },
    close: () => Promise.resolve(),
  };
}

/** Runs the artefacts of target `js`; or, when it refuses a rule or does not give it exactly, says which and why. */
export async function jsMatcher(subjects: readonly Subject[]): Promise<Matcher | readonly Diagnostic[]> {
  const adapter = await engines["js"]?.();
  const target = targets.find((t) => t.id === adapter?.target);
  if (adapter === undefined || target === undefined) throw new UsageError("engine `js` is not there");
  const jobs: Job[] = [];
  const problems: Diagnostic[] = [];
  for (const { document, rule } of subjects) {
    const emission = target.emit(rule, { ...defaultsOf(target.options), ...adapter.options }, target.versions.at(-1) ?? "");
    const why = emission.ok ? emission.deviations : emission.refusals;
    if (emission.ok && why.length === 0) jobs.push({ rule, emission });
    for (const { code, reason, span } of why) {
      const message = `target \`${target.id}\` does not give this rule exactly: ${reason}`;
      problems.push({
        ...error(code, message, document.place(span), { help: "`--engine oracle` takes every rule" }),
        file: document.source.name,
      });
    }
  }
  if (problems.length > 0) return problems;
  const started = await adapter.start();
  if (!started.ok) throw new UsageError(`engine \`js\` is not there: ${started.why}`);
  const { engine } = started;
  return {
    run: (events) => engine.run(jobs, events),
    async detect(at, stream) {
      const job = jobs[at];
      const [found] = job === undefined ? [] : ((await engine.detect?.(job, [stream])) ?? []);
      return (found ?? []).map(({ members }) => members ?? []);
    },
    close: () => engine.close(),
  };
}
