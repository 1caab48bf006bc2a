import type { Opened } from "../_shared/sql/verdicts.ts";

/** DuckDB in process; a database in memory. */
export async function openDuckdb(): Promise<Opened> {
  const module = await import("@duckdb/node-api").catch(() => null);
  if (module === null) return { ok: false, why: "the package @duckdb/node-api is not installed" };
  const instance = await module.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const column = async (sql: string): Promise<readonly string[]> =>
    (await connection.runAndReadAll(sql)).getRows().map(([value]) => String(value));
  const [version = ""] = await column("SELECT version()");
  return {
    ok: true,
    server: {
      version: version.replace(/^v/, ""),
      async execute(sql) {
        await connection.run(sql);
      },
      column,
      async close() {
        connection.closeSync();
        instance.closeSync();
      },
    },
  };
}
