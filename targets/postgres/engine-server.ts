import { enginePackage } from "../_shared/engine-package.ts";
import type { Opened, Server } from "../_shared/sql/verdicts.ts";
import { type Cluster, startCluster } from "./engine-cluster.ts";

/** What is used of the package `pg`, as its documentation has it. */
interface Client {
  connect(): Promise<void>;
  query(query: string | { readonly text: string; readonly rowMode: "array" }): Promise<{ readonly rows: readonly unknown[] }>;
  end(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): void;
}
interface Pg {
  readonly Client: new (config: object) => Client;
}

/** A private cluster of the machine's own server, or the server at VERDICT_POSTGRES_URL. Nothing stays on either. */
export async function openPostgres(): Promise<Opened> {
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
  return { ok: true, server: await serverOf(client, cluster) };
}

/** A server that has just been started takes a moment to listen. */
async function connect(pg: Pg, config: object): Promise<Client | string> {
  let problem = "";
  for (let attempt = 0; attempt < 150; attempt++) {
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

async function serverOf(client: Client, cluster: Cluster | null): Promise<Server> {
  await client.query("SET client_min_messages TO warning");
  // on a user's server: what is made without a schema is temporary, and no table of theirs is ever seen
  if (cluster === null) await client.query("SET search_path TO pg_temp");
  const rows = async (text: string): Promise<readonly (readonly string[])[]> =>
    (await client.query({ text, rowMode: "array" })).rows.map((row) => (Array.isArray(row) ? row.map(String) : []));
  const [[version = ""] = []] = await rows("SHOW server_version");
  return {
    version: version.split(" ")[0] ?? version,
    async execute(sql) {
      await client.query(sql);
    },
    rows,
    async close() {
      await client.end();
      await cluster?.stop();
    },
  };
}
