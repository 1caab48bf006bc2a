import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import type { Value } from "../../src/ir/value.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../../src/target/engine.ts";
import type { Found, Stream } from "../../src/target/stream.ts";

/** What a rule's module exports, as far as the engine uses it. */
export interface Matcher {
  match(event: unknown, options?: { readonly now?: number }): boolean;
}

/** Runs a module's text, as it would run from its file: the module imports nothing, so a data URL is enough. */
export async function importText(text: string): Promise<Readonly<Record<string, unknown>>> {
  // a short name for stack traces, in which the URL would stand whole
  const named = `${text}\n//# sourceURL=rule.js\n`;
  const module: unknown = await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(named, "utf8").toString("base64")}`);
  // a module namespace is a record of its exports
  return module as Readonly<Record<string, unknown>>;
}

export async function load(text: string): Promise<Matcher> {
  const { match } = await importText(text);
  if (typeof match !== "function") throw new Error("the module exports no function `match`");
  return { match: (event, options) => match(event, options) };
}

/** What the module of a rule that joins events exports. */
export interface StreamMatcher {
  push(event: unknown): readonly MatcherAlert[];
  advance(time: number): readonly MatcherAlert[];
  flush(): readonly MatcherAlert[];
  state(): Readonly<Record<string, number | null>>;
}

export interface MatcherAlert {
  readonly events: readonly unknown[];
  readonly key: readonly Value[];
  readonly slots?: readonly unknown[];
  readonly count?: number;
}

export type CreateMatcher = (options?: Readonly<Record<string, unknown>>) => StreamMatcher;

export async function loadJoined(text: string): Promise<CreateMatcher> {
  const { createMatcher } = await importText(text);
  if (typeof createMatcher !== "function") throw new Error("the module exports no function `createMatcher`");
  return (options) => createMatcher(options);
}

const moduleTextOf = (job: Job): string => job.emission.artifacts.find((a) => a.suffix === ".js")?.text ?? "";

/** Events in order of arrival, all of them held until the end: then late ones find their place, as they do in a search. */
async function detect(job: Job, streams: readonly Stream[]): Promise<readonly (readonly Found[])[]> {
  const createMatcher = await loadJoined(moduleTextOf(job));
  return streams.map(({ events, when, indicators }) => {
    const matcher = createMatcher({
      lateness: Number.POSITIVE_INFINITY,
      maxHeld: Number.POSITIVE_INFINITY,
      maxEvents: Number.POSITIVE_INFINITY,
      indicators,
      ...when,
      ...clockOf(job),
    });
    // copies, since one object may stand in a stream twice, and alerts are told apart by their events
    const copies = events.map((event) => ({ ...event }));
    const places = new Map<unknown, number>(copies.map((event, at) => [event, at]));
    const alerts = [...copies.flatMap((event) => matcher.push(event)), ...matcher.flush()];
    return alerts.map(({ events: those, key, count }): Found => {
      const members = those.map((event) => places.get(event) ?? -1);
      return job.rule.detection.kind === "aggregate" ? { kind: "group", key, count: count ?? 0, members } : { kind: "events", members };
    });
  });
}

/** The time that a verifier has set. */
const clockOf = ({ rule: { schedule } }: Job): { readonly now?: number } => (schedule.now === undefined ? {} : { now: schedule.now });

async function run(jobs: readonly Job[], events: readonly JsonObject[]): Promise<readonly (readonly EngineVerdict[])[]> {
  const rows: EngineVerdict[][] = [];
  for (const job of jobs) {
    const matcher = isFilterRule(job.rule) ? await load(moduleTextOf(job)) : none;
    const options = clockOf(job);
    rows.push(events.map((event) => verdict(matcher, event, options)));
  }
  return rows;
}

/** No single event satisfies a rule that joins events. */
const none: Matcher = { match: () => false };

/** `match` promises never to throw and to answer with a boolean: anything else is an error that a comparison must see. */
function verdict(matcher: Matcher, event: JsonObject, options: { readonly now?: number }): EngineVerdict {
  try {
    const answer: unknown = matcher.match(event, options);
    if (typeof answer !== "boolean") return "error";
    return answer ? "match" : "no-match";
  } catch {
    return "error";
  }
}

const engine: Engine = {
  name: "node",
  version: process.versions.node,
  represent: (_rule: Rule, _event: JsonObject) => null,
  run,
  detect,
  validate: async (jobs) => (await import("./engine-validate.ts")).validateModules(jobs.map((job) => job.emission.artifacts)),
  close: async () => {},
};

/** Node itself, in process. Every JSON document is representable. */
export const node: EngineAdapter = {
  target: "js",
  id: "js",
  options: {},
  start: async () => ({ ok: true, engine }),
};
