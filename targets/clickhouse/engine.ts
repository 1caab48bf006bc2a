import type { Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineAdapter, Job } from "../../src/target/engine.ts";
import { enginePackage } from "../_shared/engine-package.ts";
import { viewName } from "../_shared/sql/names.ts";
import { type Row, unwritable, verdicts } from "../_shared/sql/verdicts.ts";
import { clickhouse } from "./dialect.ts";

/** What is used of the package `chdb`, as its type declarations have it. */
interface ChdbSession {
  query(sql: string, format?: string): string;
  cleanup(): void;
}
interface Chdb {
  readonly Session: new () => ChdbSession;
}

/** chdb has one data directory a process: engines that are open at once share its session, each in a database of its own. */
let shared: { readonly session: ChdbSession; users: number; databases: number } | null = null;

function open(): { readonly session: ChdbSession; readonly database: string } | string {
  if (shared === null) {
    // the shape is stated above
    const chdb = enginePackage("chdb") as Chdb | null;
    if (chdb === null) return "the package chdb is not installed (node scripts/install-engines.mjs)";
    try {
      shared = { session: new chdb.Session(), users: 0, databases: 0 };
    } catch (thrown) {
      return `chdb does not start: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
  }
  shared.users++;
  return { session: shared.session, database: `verdict_${++shared.databases}` };
}

function release(database: string): void {
  if (shared === null) return;
  shared.session.query(`DROP DATABASE IF EXISTS ${database}`);
  if (--shared.users > 0) return;
  shared.session.cleanup();
  shared = null;
}

/** ClickHouse in process. */
export const clickhouseEngine: EngineAdapter = {
  target: "clickhouse",
  id: "clickhouse",
  options: { layout: "document", table: "events" },
  async start() {
    const opened = open();
    if (typeof opened === "string") return { ok: false, why: opened };
    return { ok: true, engine: engineOf(opened.session, opened.database) };
  },
};

function engineOf(chdb: ChdbSession, database: string): Engine {
  // no stop between USE and what follows: other engines share the session
  const run = (sql: string, format = "JSONCompact"): string => {
    chdb.query(`USE ${database}`);
    return chdb.query(sql, format);
  };
  const column = (sql: string): readonly string[] => {
    // JSONCompact is {"data": [[...], ...]}
    const { data } = JSON.parse(run(sql)) as { readonly data: readonly (readonly unknown[])[] };
    return data.map(([value]) => String(value));
  };
  chdb.query(`CREATE DATABASE ${database}`);
  run("CREATE TABLE events (id String, ts DateTime64(3, 'UTC'), doc String) ENGINE = Memory");
  const session = {
    async load(rows: readonly Row[]): Promise<void> {
      run("TRUNCATE TABLE events");
      const lines = rows.map((r) => JSON.stringify({ id: r.id, ts: Number(r.ts ?? 0n), doc: r.doc }));
      if (rows.length > 0) run(`INSERT INTO events FORMAT JSONEachRow\n${lines.join("\n")}`);
    },
    async matches(job: Job): Promise<readonly string[]> {
      for (const artifact of job.emission.artifacts) run(artifact.text);
      const view = clickhouse.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
      const ids = column(`SELECT event_ids[1] AS id FROM ${view}`);
      run(`DROP VIEW ${view}`);
      return ids;
    },
  };
  const represent = (_rule: Rule, event: JsonObject): string | null => unwritable(event, clickhouse.syntax.quote);
  return {
    name: "clickhouse",
    version: column("SELECT version()")[0] ?? "",
    represent,
    run: (jobs, events) => verdicts(session, jobs, events, represent),
    async close() {
      release(database);
    },
  };
}
