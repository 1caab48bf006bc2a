import type { Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { viewName } from "../_shared/sql/names.ts";
import { type Row, unwritable, verdicts } from "../_shared/sql/verdicts.ts";
import { duckdb } from "./dialect.ts";

/** DuckDB in process; a database in memory. */
export const duckdbEngine: EngineAdapter = {
  target: "duckdb",
  id: "duckdb",
  options: { layout: "document", table: "events" },
  async start() {
    const module = await import("@duckdb/node-api").catch(() => null);
    if (module === null) return { ok: false, why: "the package @duckdb/node-api is not installed" };
    const instance = await module.DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("CREATE TABLE events (id VARCHAR PRIMARY KEY, ts TIMESTAMP, doc JSON NOT NULL)");
    const session = {
      async load(rows: readonly Row[]): Promise<void> {
        await connection.run("CREATE OR REPLACE TABLE events (id VARCHAR, ts TIMESTAMP, doc JSON NOT NULL)");
        const appender = await connection.createAppender("events");
        for (const row of rows) {
          appender.appendVarchar(row.id);
          if (row.ts === null) appender.appendNull();
          else appender.appendTimestamp(new module.DuckDBTimestampValue(row.ts * 1000n));
          appender.appendVarchar(row.doc);
          appender.endRow();
        }
        appender.closeSync();
      },
      async matches(job: Job): Promise<readonly string[]> {
        for (const artifact of job.emission.artifacts) await connection.run(artifact.text);
        const view = duckdb.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
        const result = await connection.runAndReadAll(`SELECT event_ids[1] FROM ${view}`);
        await connection.run(`DROP VIEW ${view}`);
        return result.getRows().map(([id]) => String(id));
      },
    };
    const version = (await connection.runAndReadAll("SELECT version()")).getRows()[0]?.[0];
    const represent = (_rule: Rule, event: JsonObject): string | null => unwritable(event, duckdb.syntax.quote);
    const engine: Engine = {
      name: "duckdb",
      version: String(version).replace(/^v/, ""),
      represent,
      run: (jobs, events) => verdicts(session, jobs, events, represent),
      async close() {
        connection.closeSync();
        instance.closeSync();
      },
    };
    return { ok: true, engine };
  },
};
