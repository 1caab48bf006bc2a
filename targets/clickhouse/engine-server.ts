import { enginePackage } from "../_shared/engine-package.ts";
import type { Opened } from "../_shared/sql/verdicts.ts";

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

function acquire(): { readonly session: ChdbSession; readonly database: string } | string {
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
export async function openClickhouse(): Promise<Opened> {
  const acquired = acquire();
  if (typeof acquired === "string") return { ok: false, why: acquired };
  const { session, database } = acquired;
  // no await between USE and what follows: other engines share the session
  const run = (sql: string): string => {
    session.query(`USE ${database}`);
    return session.query(sql, "JSONCompact");
  };
  const rows = (sql: string): readonly (readonly string[])[] => {
    // JSONCompact is {"data": [[...], ...]}
    const { data } = JSON.parse(run(sql)) as { readonly data: readonly (readonly unknown[])[] };
    return data.map((row) => row.map(String));
  };
  // each view is a file: waiting for the disk takes most of the time
  session.query("SET fsync_metadata = 0");
  session.query(`CREATE DATABASE ${database}`);
  return {
    ok: true,
    server: {
      version: rows("SELECT version()")[0]?.[0] ?? "",
      async execute(sql) {
        for (const statement of statementsOf(sql)) run(statement);
      },
      rows: async (sql) => rows(sql),
      async close() {
        release(database);
      },
    },
  };
}

/** chdb runs one statement at a time: cuts at the semicolons that are neither in a literal, nor in a quoted name, nor in a comment. */
export function statementsOf(sql: string): readonly string[] {
  const statements: string[] = [];
  let start = 0;
  const token = /--[^\n]*|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|;/g;
  for (const { 0: found, index } of sql.matchAll(token)) {
    if (found !== ";") continue;
    statements.push(sql.slice(start, index));
    start = index + 1;
  }
  statements.push(sql.slice(start));
  return statements.filter((s) => s.replaceAll(/--[^\n]*/g, "").trim() !== "");
}
