import type { Opened } from "../_shared/sql/verdicts.ts";

/** SQLite in process, as WebAssembly; a database in memory. */
export async function openSqlite(): Promise<Opened> {
  const module = await import("node-sqlite3-wasm").catch(() => null);
  if (module === null) return { ok: false, why: "the package node-sqlite3-wasm is not installed" };
  // a CommonJS module: its exports are properties of the default export
  const database = new module.default.Database(":memory:");
  return {
    ok: true,
    server: {
      version: String(database.get("SELECT sqlite_version() AS version")?.["version"]),
      async execute(sql) {
        database.exec(sql);
      },
      rows: async (sql, parameters) => database.all(sql, parameters).map((row) => Object.values(row).map(String)),
      async close() {
        database.close();
      },
    },
  };
}
