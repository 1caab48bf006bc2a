import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { bundleCli } from "../../scripts/bundle-cli.mjs";

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cli {
  /** Runs the command line as users do: a child process, streams apart. */
  run(
    args: readonly string[],
    options?: { readonly input?: string | Uint8Array; readonly cwd?: string; readonly env?: Record<string, string> },
  ): Promise<Ran>;
  /** Path of the program. */
  readonly program: string;
  close(): void;
}

/** Builds the command line into a folder of its own, under the repository so that packages are found. */
export async function buildCli(): Promise<Cli> {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(resolve(".cache/cli-"));
  await bundleCli(folder);
  const program = join(folder, "main.js");
  return {
    program,
    close: () => rmSync(folder, { recursive: true, force: true }),
    run: (args, options = {}) =>
      new Promise((done, fail) => {
        const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
        const child = spawn(process.execPath, [program, ...args], { cwd: options.cwd, env: { ...env, ...options.env } });
        const out: Buffer[] = [];
        const err: Buffer[] = [];
        child.stdout.on("data", (b: Buffer) => out.push(b));
        child.stderr.on("data", (b: Buffer) => err.push(b));
        child.on("error", fail);
        child.on("close", (code) => done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
        // a program that does not read its input closes the pipe
        child.stdin.on("error", () => {});
        child.stdin.end(options.input ?? "");
      }),
  };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, in the system's own place for such; gone when the test file is done. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "verdict-test-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A rule document with this query, and an id made of `n`. */
export const ruleToml = (query: string, n = 1, name = `Rule ${n}`): string => `[metadata]
creation_date = "2026/01/15"
maturity = "production"
updated_date = "2026/01/15"

[rule]
author = ["Verdict"]
description = "A rule for tests."
from = "now-6m"
index = ["logs-*"]
interval = "5m"
language = "eql"
name = ${JSON.stringify(name)}
risk_score = 21
rule_id = "00000000-0000-4000-8000-${String(n).padStart(12, "0")}"
severity = "low"
type = "eql"
query = '''
${query}
'''
`;
