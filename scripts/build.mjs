// Builds dist/: the library as ES modules with types (tsc), and the command line as one file (esbuild), which starts in a third of the time.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { bundleCli } from "./bundle-cli.mjs";

rmSync("dist", { recursive: true, force: true });
const tsc = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
if (existsSync("src/cli/main.ts")) {
  await bundleCli("dist/cli");
  chmodSync("dist/cli/main.js", 0o755);
}
