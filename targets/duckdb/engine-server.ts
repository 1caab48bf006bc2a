import type { Opened } from "../_shared/sql/verdicts.ts";

/** DuckDB in process; a database in memory. */
export async function openDuckdb(): Promise<Opened> {
  const module = await import("@duckdb/node-api").catch(() => null);
  if (module === null) return { ok: false, why: "the package @duckdb/node-api is not installed" };
  const instance = await module.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = async (sql: string): Promise<readonly (readonly string[])[]> =>
    (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(String));
  const [[version = ""] = []] = await rows("SELECT version()");
  return {
    ok: true,
    server: {
      version: version.replace(/^v/, ""),
      async execute(sql) {
        await connection.run(sql);
      },
      rows,
      async close() {
        connection.closeSync();
        instance.closeSync();
      },
    },
  };
}
