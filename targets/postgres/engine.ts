import type { Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { enginePackage } from "../_shared/engine-package.ts";
import { viewName } from "../_shared/sql/names.ts";
import { type Row, unwritable, verdicts } from "../_shared/sql/verdicts.ts";
import { postgres } from "./dialect.ts";
import { type Cluster, startCluster } from "./engine-cluster.ts";

/** What is used of the package `pg`, as its documentation has it. */
interface Client {
  connect(): Promise<void>;
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  end(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): void;
}
interface Pg {
  readonly Client: new (config: object) => Client;
}

/** A private cluster of the machine's own server, or the server at VERDICT_POSTGRES_URL. Tables and views are temporary: nothing stays. */
export const postgresEngine: EngineAdapter = {
  target: "postgres",
  id: "postgres",
  options: { layout: "document", table: "events" },
  async start() {
    // the shape is stated above
    const pg = enginePackage("pg") as Pg | null;
    if (pg === null) return { ok: false, why: "the package pg is not installed (node scripts/install-engines.mjs)" };
    const url = process.env["VERDICT_POSTGRES_URL"];
    const started = url === undefined || url === "" ? await startCluster() : null;
    if (started?.ok === false) return started;
    const cluster = started?.cluster ?? null;
    const client = await connect(
      pg,
      cluster === null ? { connectionString: url } : { host: cluster.socket, user: "verdict", database: "postgres" },
    );
    if (typeof client === "string") {
      await cluster?.stop();
      return { ok: false, why: `no connection to PostgreSQL: ${client}` };
    }
    return { ok: true, engine: await engineOf(client, cluster) };
  },
};

/** A server that has just been started takes a moment to listen. */
async function connect(pg: Pg, config: object): Promise<Client | string> {
  let problem = "";
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = new pg.Client({ ...config, statement_timeout: 120_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (thrown) {
      problem = thrown instanceof Error ? thrown.message : String(thrown);
      if (!("host" in config)) return problem;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return problem;
}

async function engineOf(client: Client, cluster: Cluster | null): Promise<Engine> {
  await client.query("CREATE TEMPORARY TABLE events (id text PRIMARY KEY, ts timestamptz, doc jsonb NOT NULL)");
  const session = {
    async load(rows: readonly Row[]): Promise<void> {
      await client.query("TRUNCATE events");
      await client.query(
        `INSERT INTO events SELECT r.id, to_timestamp(r.ts / 1000.0), r.doc FROM unnest($1::text[], $2::bigint[], $3::jsonb[]) AS r(id, ts, doc)`,
        [rows.map((r) => r.id), rows.map((r) => r.ts?.toString() ?? null), rows.map((r) => r.doc)],
      );
    },
    async matches(job: Job): Promise<readonly string[]> {
      for (const artifact of job.emission.artifacts) await client.query(artifact.text);
      const view = postgres.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
      try {
        const { rows } = await client.query(`SELECT event_ids[1] AS id FROM ${view}`);
        return rows.map((row) => String(row["id"]));
      } finally {
        await client.query(`DROP VIEW ${view}`);
      }
    },
  };
  const represent = (_rule: Rule, event: JsonObject): string | null => unwritable(event, postgres.syntax.quote);
  const version = String((await client.query("SHOW server_version")).rows[0]?.["server_version"]);
  return {
    name: "postgres",
    version: version.split(" ")[0] ?? version,
    represent,
    run: (jobs, events) => verdicts(session, jobs, events, represent),
    async close() {
      await client.end();
      await cluster?.stop();
    },
  };
}
