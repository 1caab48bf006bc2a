/** A server of our own in a child process: private port, private folder, gone when this process is gone. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Where the setup script of an engine put it, or null: `VERDICT_ENGINES_DIR`, else `.cache/engines` under the working folder. */
export function installedEngine(name: string): string | null {
  const folder = resolve(process.env["VERDICT_ENGINES_DIR"] ?? ".cache/engines", name);
  return existsSync(join(folder, "done")) ? folder : null;
}

const prefix = "verdict-node-";

/** Memory where there is a file system in it: an index takes a second to create on a disk. */
const temporary = (): string => (existsSync("/dev/shm") ? "/dev/shm" : tmpdir());

/** A node deletes its own folder when it ends; one that was killed itself could not. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && thrown.code === "EPERM";
  }
}

/**
 * Starts the node in `folder` (made by scripts/engine-*.sh). It ends when its standard input closes, which the system does for us however we die. Rejects, with
 * the end of what it wrote, when it ends before it is ready or takes longer than `timeoutMs`.
 */
export async function startNode(folder: string, timeoutMs = 120_000): Promise<Server> {
  const parent = temporary();
  sweep(parent);
  const work = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  mkdirSync(join(work, "tmp"));
  const java = join(readFileSync(join(folder, "java-home"), "utf8").trim(), "bin", "java");
  const child = spawn(java, [`-Djava.io.tmpdir=${join(work, "tmp")}`, `@${join(folder, "java-arguments")}`, join(work, "node")], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise<void>((done) => {
    child.on("exit", () => done());
    child.on("error", () => done());
  });
  const close = async (): Promise<void> => {
    child.stdin.end();
    const killer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(killer);
    rmSync(work, { recursive: true, force: true });
  };
  try {
    const port = await readyPort(child, ended, timeoutMs);
    // the server must not keep this process alive when a caller forgets to close it
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr])
      if ("unref" in stream && typeof stream.unref === "function") stream.unref();
    return { url: `http://127.0.0.1:${port}`, close };
  } catch (thrown) {
    child.kill("SIGKILL");
    await close();
    throw thrown;
  }
}

async function readyPort(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  ended: Promise<void>,
  timeoutMs: number,
): Promise<string> {
  let log = "";
  const keep = (text: string): void => {
    log = (log + text).slice(-2000);
  };
  child.stdin.on("error", () => undefined);
  child.stderr.setEncoding("utf8").on("data", keep);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<string>((done, fail) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const port = /^READY (\d+)$/.exec(line)?.[1];
        if (port !== undefined) done(port);
        else keep(`${line}\n`);
      });
      child.on("error", fail);
      void ended.then(() => fail(new Error(`the server ended before it was ready: ${log}`)));
      timer = setTimeout(() => fail(new Error(`the server was not ready after ${timeoutMs} ms: ${log}`)), timeoutMs);
    });
  } finally {
    clearTimeout(timer);
  }
}
