import type { Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { viewName } from "../_shared/sql/names.ts";
import { type Row, unwritable, verdicts } from "../_shared/sql/verdicts.ts";
import { sqlite } from "./dialect.ts";

/** SQLite in process, as WebAssembly; a database in memory. */
export const sqliteEngine: EngineAdapter = {
  target: "sqlite",
  id: "sqlite",
  options: { layout: "document", table: "events" },
  async start() {
    const module = await import("node-sqlite3-wasm").catch(() => null);
    if (module === null) return { ok: false, why: "the package node-sqlite3-wasm is not installed" };
    // a CommonJS module: its exports are properties of the default export
    const { Database } = module.default;
    const database = new Database(":memory:");
    database.exec("CREATE TABLE events (id TEXT PRIMARY KEY, ts INTEGER, doc TEXT NOT NULL)");
    const session = {
      async load(rows: readonly Row[]): Promise<void> {
        database.exec("BEGIN; DELETE FROM events");
        const insert = database.prepare("INSERT INTO events VALUES (?, ?, ?)");
        for (const row of rows) insert.run([row.id, row.ts, row.doc]);
        insert.finalize();
        database.exec("COMMIT");
      },
      async matches(job: Job): Promise<readonly string[]> {
        for (const artifact of job.emission.artifacts) database.exec(artifact.text);
        const view = sqlite.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
        const rows = database.all(`SELECT event_ids ->> 0 AS id FROM ${view}`);
        database.exec(`DROP VIEW ${view}`);
        return rows.map((row) => String(row["id"]));
      },
    };
    const represent = (_rule: Rule, event: JsonObject): string | null => unwritable(event, sqlite.syntax.quote);
    const engine: Engine = {
      name: "sqlite",
      version: String(database.get("SELECT sqlite_version() AS version")?.["version"]),
      represent,
      run: (jobs, events) => verdicts(session, jobs, events, represent),
      async close() {
        database.close();
      },
    };
    return { ok: true, engine };
  },
};
