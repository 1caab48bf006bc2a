import type { Rule } from "../../../src/ir/rule.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Engine, EngineAdapter, EngineVerdict, Job } from "../../../src/target/engine.ts";
import type { Options } from "../../../src/target/options.ts";
import { detectIn, streamProblem } from "./detect.ts";
import type { Dialect } from "./dialect.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { viewName } from "./names.ts";
import { nestedPathsOf } from "./nested-objects.ts";
import { representer } from "./represent.ts";
import { insertsOf, rowOf } from "./row.ts";
import { columnsFor, createTable, wantedBy } from "./table.ts";

/** A database with a place of its own, where everything that is made vanishes when it is closed. A failing statement rejects. */
export interface Server {
  readonly version: string;
  /** One or more statements. */
  execute(sql: string): Promise<void>;
  /** The result, its values as texts. `parameters` are given only to a product whose queries have them by name (`:from_time`). */
  rows(sql: string, parameters?: Readonly<Record<string, number>>): Promise<readonly (readonly string[])[]>;
  close(): Promise<void>;
}

export type Opened = { readonly ok: true; readonly server: Server } | { readonly ok: false; readonly why: string };

/** An adapter for one layout. */
export function adapterOf(dialect: Dialect, layout: "document" | "columns", open: () => Promise<Opened>): EngineAdapter {
  const options: Options = { layout, names: dialect.names, table: "events" };
  return {
    target: dialect.id,
    id: layout === "document" ? dialect.id : `${dialect.id}-columns`,
    options,
    async start() {
      const opened = await open();
      return opened.ok ? { ok: true, engine: engineOf(dialect, layoutOf(options, dialect.syntax.quote), opened.server) } : opened;
    },
  };
}

function engineOf(dialect: Dialect, layout: Layout, server: Server): Engine {
  const represent = representer(dialect, layout);
  const representIndicator = representer(dialect, layout, "indicators");
  return {
    name: layout.kind === "document" ? dialect.id : `${dialect.id}-columns`,
    version: server.version,
    represent,
    async run(jobs, events) {
      const lines = new Map<Job, readonly (EngineVerdict | null)[]>();
      for (const group of compatible(jobs, layout)) {
        const results = await verdicts({ dialect, layout, server, represent, jobs: group, events });
        for (const [i, job] of group.entries()) lines.set(job, results[i] ?? []);
      }
      return jobs.map((job) => lines.get(job) ?? []);
    },
    detect: (job, streams) => detectIn({ dialect, layout, server, represent, representIndicator }, job, streams),
    representStream: (rule, stream) => streamProblem({ represent, representIndicator }, rule, stream),
    close: () => server.close(),
  };
}

/** Rules that want the same column in different types cannot share a table. */
function compatible(jobs: readonly Job[], layout: Layout): readonly (readonly Job[])[] {
  const groups: { readonly jobs: Job[]; readonly columns: Map<string, string> }[] = [];
  for (const job of jobs) {
    const wanted = columnsFor([job.rule], layout).columns.map((c) => [c.name.toLowerCase(), `${c.field} ${c.reading} ${c.array}`] as const);
    const home = groups.find((g) => wanted.every(([name, type]) => (g.columns.get(name) ?? type) === type)) ?? {
      jobs: [],
      columns: new Map<string, string>(),
    };
    if (home.jobs.length === 0) groups.push(home);
    home.jobs.push(job);
    for (const [name, type] of wanted) home.columns.set(name, type);
  }
  return groups.map((g) => g.jobs);
}

/** One table of events and the rules that run on it. */
interface Run {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly server: Server;
  readonly represent: (rule: Rule, event: JsonObject) => string | null;
  readonly jobs: readonly Job[];
  readonly events: readonly JsonObject[];
}

type Line = (EngineVerdict | null)[];

/**
 * A verdict for each job and event, null where the event is not representable. Where a query fails, the rows are halved until the ones that it fails on stand
 * alone.
 */
async function verdicts(run: Run): Promise<readonly Line[]> {
  const lines = run.jobs.map((job): Line => run.events.map((event) => (run.represent(job.rule, event) === null ? "no-match" : null)));
  const shown = [...run.events.keys()].filter((i) => lines.some((line) => line[i] !== null));
  await load(run, shown);
  const failed: number[] = [];
  for (const [i, job] of run.jobs.entries()) if (!(await match(run, job, lines[i] ?? []))) failed.push(i);
  for (const i of failed) {
    const job = run.jobs[i];
    if (job !== undefined) await isolate(run, job, shown, lines[i] ?? []);
  }
  return lines;
}

async function load({ dialect, layout, server, jobs, events }: Run, indices: readonly number[]): Promise<void> {
  const rules = jobs.map((j) => j.rule);
  const wanted = wantedBy(rules);
  const nested = nestedPathsOf(rules);
  const { columns } = columnsFor(rules, layout);
  const rows = indices.flatMap((i) => {
    const event = events[i];
    return event === undefined ? [] : [rowOf(dialect, layout, columns, wanted, String(i), event, nested)];
  });
  await server.execute(`DROP TABLE IF EXISTS ${dialect.syntax.quote.identifier(table)}${dialect.statements.dropEnd}`);
  await server.execute(createTable(dialect, table, layout, columns));
  for (const insert of insertsOf(dialect, table, rows)) await server.execute(insert);
}

const table = "events";

/** Marks what the rule's view holds. False: the query failed. */
async function match({ dialect, server }: Run, job: Job, line: Line): Promise<boolean> {
  const view = dialect.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
  try {
    for (const artifact of job.emission.artifacts) await server.execute(artifact.text);
    const ids = await server.rows(`SELECT ${dialect.statements.firstId} FROM ${view}`);
    for (const [id] of ids) if (line[Number(id)] === "no-match") line[Number(id)] = "match";
    await server.execute(`DROP VIEW ${view}`);
    return true;
  } catch {
    await server.execute(`DROP VIEW IF EXISTS ${view}`).catch(() => {});
    return false;
  }
}

async function isolate(run: Run, job: Job, indices: readonly number[], line: Line): Promise<void> {
  const [only] = indices;
  if (only === undefined) return;
  await load(run, indices);
  if (await match(run, job, line)) return;
  if (indices.length === 1) {
    if (line[only] !== null) line[only] = "error";
    return;
  }
  const middle = indices.length >> 1;
  await isolate(run, job, indices.slice(0, middle), line);
  await isolate(run, job, indices.slice(middle), line);
}
