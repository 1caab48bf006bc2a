// Installs the engines that are too heavy for everybody: chdb (ClickHouse in process, 545 MB) and pg (PostgreSQL's client), pinned in test/engines.
// PostgreSQL itself comes from the machine. Does nothing when what is installed is what the lock file says, so it can run before every test.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "test", "engines");
const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
const wanted = createHash("sha256").update(`${process.platform} ${process.arch} ${lock}`).digest("hex");
const stamp = join(folder, "node_modules", ".verdict-engines");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
  console.log("engines: already installed");
} else {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // not `npm ci`: chdb names packages for other platforms that a registry may not have, and ci wants every one of them in the lock file
  const { status } = spawnSync(npm, ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
  console.log("engines: installed chdb and pg");
}
