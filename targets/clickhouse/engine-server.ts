import { rmSync } from "node:fs";
import { engineFolder } from "../_shared/engine-folder.ts";
import { enginePackage } from "../_shared/engine-package.ts";
import type { Opened } from "../_shared/sql/verdicts.ts";

/** What is used of the package `chdb`, as its type declarations have it. */
interface ChdbSession {
  queryAsync(sql: string, options?: { readonly format: string }): Promise<{ text(): string }>;
  close(): void;
}
interface Chdb {
  readonly Session: new (path: string) => ChdbSession;
}

/** chdb has one data directory a process: engines that are open at once share it, each with a connection and a database of its own. The last of them removes it. */
let shared: { readonly chdb: Chdb; readonly folder: string; users: number; databases: number } | null = null;

function acquire(): { readonly session: ChdbSession; readonly database: string } | string {
  try {
    if (shared === null) {
      // the shape is stated above
      const chdb = enginePackage("chdb") as Chdb | null;
      if (chdb === null) return "the package chdb is not installed (node scripts/install-engines.mjs)";
      shared = { chdb, folder: engineFolder("verdict-clickhouse"), users: 0, databases: 0 };
    }
    const session = new shared.chdb.Session(shared.folder);
    shared.users++;
    return { session, database: `verdict_${++shared.databases}` };
  } catch (thrown) {
    return `chdb does not start: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function release(session: ChdbSession): void {
  session.close();
  if (shared === null || --shared.users > 0) return;
  rmSync(shared.folder, { recursive: true, force: true });
  shared = null;
}

/** For many short queries over a handful of rows: each view is a file, and waiting for the disk would take most of the time; what is read once is not worth a thread more, nor compiling. */
const settings = ["fsync_metadata = 0", "max_threads = 1", "compile_expressions = 0"];

/** ClickHouse in process, on a thread of its own for each query. */
export async function openClickhouse(): Promise<Opened> {
  const acquired = acquire();
  if (typeof acquired === "string") return { ok: false, why: acquired };
  const { session, database } = acquired;
  const run = (sql: string) => session.queryAsync(sql, { format: "JSONCompact" });
  const rows = async (sql: string): Promise<readonly (readonly string[])[]> => {
    // JSONCompact is {"data": [[...], ...]}
    const { data } = JSON.parse((await run(sql)).text()) as { readonly data: readonly (readonly unknown[])[] };
    return data.map((row) => row.map(String));
  };
  for (const setting of settings) await run(`SET ${setting}`);
  await run(`CREATE DATABASE ${database}`);
  await run(`USE ${database}`);
  return {
    ok: true,
    server: {
      version: (await rows("SELECT version()"))[0]?.[0] ?? "",
      async execute(sql) {
        for (const statement of statementsOf(sql)) await run(statement);
      },
      rows,
      async close() {
        await run(`DROP DATABASE IF EXISTS ${database}`);
        release(session);
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
