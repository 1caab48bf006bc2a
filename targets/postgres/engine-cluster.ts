import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A private server: its own folder, its own socket, no port. */
export interface Cluster {
  /** The folder of the socket, which is the host for clients. */
  readonly socket: string;
  stop(): Promise<void>;
}

/** Where Debian, Fedora, Homebrew and the official images keep `initdb` and `postgres`, newest version first, after PATH. */
function programs(): string | null {
  const versioned = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"].flatMap((root) =>
    existsSync(root)
      ? readdirSync(root)
          .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
          .map((entry) => join(root, entry, "bin"))
      : [],
  );
  const path = (process.env["PATH"] ?? "").split(delimiter);
  const complete = (folder: string): boolean => ["initdb", "postgres"].every((p) => existsSync(join(folder, p)));
  return [...path, ...versioned, "/usr/pgsql/bin"].find(complete) ?? null;
}

/** PostgreSQL refuses to run as root: then it runs as the first of these users that the machine has. */
function otherUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"].flatMap((n) => users.filter(([name]) => name === n))[0];
  return user === undefined ? null : { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The folder must be short: a socket's path has about 100 bytes. */
const temporary = (): string => mkdtempSync(join(tmpdir().length < 40 ? tmpdir() : "/tmp", "verdict-pg-"));

/**
 * Waits on its input, which ends when we do, even when we are killed; then stops the server and removes its folder. Only fixed text is the shell's: names
 * come as arguments.
 */
const guardian = `
dir=$1; shift
exec 3<&0
"$@" </dev/null >"$dir/log" 2>&1 &
server=$!
cat <&3 >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf "$dir"
`;

const settings = [
  "listen_addresses=",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "shared_buffers=32MB",
  "max_connections=10",
  "jit=off",
  "autovacuum=off",
];

export async function startCluster(): Promise<
  { readonly ok: true; readonly cluster: Cluster } | { readonly ok: false; readonly why: string }
> {
  const bin = programs();
  if (bin === null) return { ok: false, why: "no PostgreSQL server (initdb, postgres) on this machine; or set VERDICT_POSTGRES_URL" };
  const user = otherUser();
  const dir = temporary();
  if (user !== null) chownSync(dir, user.uid, user.gid);
  const as = { cwd: dir, ...(user ?? {}) };
  const initialised = initialise(join(bin, "initdb"), join(dir, "data"), as);
  if (initialised !== null) {
    rmSync(dir, { recursive: true, force: true });
    return { ok: false, why: `initdb failed: ${initialised}` };
  }
  const server = spawn(
    "/bin/sh",
    [
      ...["-c", guardian, "guardian", dir],
      ...[join(bin, "postgres"), "-D", join(dir, "data"), "-k", dir, ...settings.flatMap((s) => ["-c", s])],
    ],
    { ...as, stdio: ["pipe", "ignore", "ignore"] },
  );
  server.unref();
  return { ok: true, cluster: { socket: dir, stop: () => stop(server) } };
}

/** A linguistic collation where there is one: a query that leans on the collation then shows. */
function initialise(
  initdb: string,
  data: string,
  as: { readonly cwd: string; readonly uid?: number; readonly gid?: number },
): string | null {
  const common = ["-D", data, "-U", "verdict", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions"];
  let problem = "";
  for (const locale of [["--locale-provider=icu", "--icu-locale=en-US", "--locale=C"], ["--locale=C.UTF-8"], ["--locale=C"]]) {
    const { status, stderr, error } = spawnSync(initdb, [...common, ...locale], { ...as, encoding: "utf8", timeout: 60_000 });
    if (status === 0) return null;
    problem = (error?.message ?? stderr ?? "").trim().split("\n").slice(-1)[0] ?? "";
    rmSync(data, { recursive: true, force: true });
  }
  return problem;
}

function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.ref();
    server.once("exit", () => resolve());
    server.stdin?.end();
  });
}
