// Installs what is too heavy for everybody, each from a package with a lock file of its own:
//   engines  test/engines: chdb (ClickHouse in process, 545 MB) and pg (PostgreSQL's client). PostgreSQL itself comes from the machine.
//   browser  test/browser: Chromium's headless shell (65 MB to download, 190 MB unpacked) and playwright-core, which drives it. For Linux on x64.
// Does nothing when what is installed is what the lock file says, so it can run before every test.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";

const [what = "engines"] = process.argv.slice(2);
if (what !== "engines" && what !== "browser") throw new Error(`not engines, not browser: ${what}`);
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "test", what);

// not `npm ci`: chdb names packages for other platforms that a registry may not have, and ci wants every one of them in the lock file
const install = {
  engines: ["install", "--no-save", "--no-audit", "--no-fund"],
  browser: ["ci", "--no-audit", "--no-fund"],
};

/** The package brings Chromium, and the libraries that a bare machine may lack, packed; its own unpacker leaves them in the system's folder for temporary files, for any program to take. */
async function unpack() {
  const packed = join(folder, "node_modules/@sparticuz/chromium/bin");
  const to = join(folder, "node_modules/.chromium");
  mkdirSync(to, { recursive: true });
  const take = (name, target, options) =>
    pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), createWriteStream(target, options));
  await take("chromium.br", join(to, "chromium"), { mode: 0o755 });
  await take("al2023.tar.br", join(to, "libraries.tar"));
  if (spawnSync("tar", ["-xf", "libraries.tar"], { cwd: to, stdio: "inherit" }).status !== 0) process.exit(1);
}

const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
const wanted = createHash("sha256").update(`${process.platform} ${process.arch} ${lock}`).digest("hex");
const stamp = join(folder, "node_modules", ".verdict-engines");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
  console.log(`${what}: already installed`);
} else {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, install[what], { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  if (what === "browser") await unpack();
  writeFileSync(stamp, wanted);
  console.log(`${what}: installed`);
}
