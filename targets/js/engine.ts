import type { Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../../src/target/engine.ts";

/** What a rule's module exports, as far as the engine uses it. */
export interface Matcher {
  match(event: unknown): boolean;
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
  return { match: (event) => match(event) };
}

async function run(jobs: readonly Job[], events: readonly JsonObject[]): Promise<readonly (readonly EngineVerdict[])[]> {
  const rows: EngineVerdict[][] = [];
  for (const job of jobs) {
    const text = job.emission.artifacts.find((a) => a.suffix === ".js")?.text ?? "";
    const matcher = await load(text);
    rows.push(events.map((event) => verdict(matcher, event)));
  }
  return rows;
}

/** `match` promises never to throw and to answer with a boolean: anything else is an error that a comparison must see. */
function verdict(matcher: Matcher, event: JsonObject): EngineVerdict {
  try {
    const answer: unknown = matcher.match(event);
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
