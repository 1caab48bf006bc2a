import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where scripts/engine-falco.sh put libsinsp, or null. */
export function installed(): { readonly folder: string; readonly version: string } | null {
  const folder = resolve(process.env["VERDICT_ENGINES_DIR"] ?? ".cache/engines", "falco");
  return existsSync(join(folder, "done")) ? { folder, version: readFileSync(join(folder, "version"), "utf8").trim() } : null;
}

export type RunResult =
  | { readonly ok: true; readonly times: readonly string[] }
  | { readonly ok: false; readonly limit: boolean; readonly why: string };

/** Linux takes no longer argument of a program, and sysdig takes a condition only so. */
const longestArgument = 131_000;
const timeoutMs = 120_000;

/**
 * The times of the events of a capture that satisfy a condition. `limit`: what fails is a limit of this front end which Falco does not have (Falco raises libsinsp's
 * parser depth from 100 to 1,000, and reads conditions from files).
 */
export async function filterCapture(folder: string, capture: string, condition: string): Promise<RunResult> {
  const bytes = Buffer.byteLength(condition);
  if (bytes > longestArgument) return { ok: false, limit: true, why: `a condition of ${bytes} bytes is too long for a command line` };
  // -d: the condition is tried after the event has changed the process table, as in Falco
  const arguments_ = ["-H", join(folder, "container-plugin.so"), "-r", capture, "-d", "-p", "%evt.rawtime", condition];
  const { code, out, err } = await run(join(folder, "sysdig"), arguments_, timeoutMs);
  if (code === 0 && err.trim() === "") return { ok: true, times: out.split("\n").filter((line) => line !== "") };
  return { ok: false, limit: /max depth limit/.test(err), why: err.trim() || `ended with ${code}` };
}

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, or kills it after the time given. */
export function run(program: string, arguments_: readonly string[], milliseconds: number): Promise<Finished> {
  return new Promise((done) => {
    const child = spawn(program, arguments_, { stdio: ["ignore", "pipe", "pipe"], timeout: milliseconds, killSignal: "SIGKILL" });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (b: Buffer) => out.push(b));
    child.stderr.on("data", (b: Buffer) => err.push(b));
    child.on("error", (thrown) => done({ code: null, out: "", err: thrown.message }));
    child.on("close", (code, signal) => {
      const text = Buffer.concat(err).toString("utf8");
      done({ code, out: Buffer.concat(out).toString("utf8"), err: signal === null ? text : `${text} ended by ${signal}` });
    });
  });
}
