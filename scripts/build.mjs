// Builds dist/: the library as ES modules with types (tsc), and the command line as one file (esbuild), which starts in a third of the time.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
const tsc = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
if (existsSync("src/cli/main.ts")) {
  await build({
    entryPoints: ["src/cli/main.ts"],
    outdir: "dist/cli",
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // engines and ts-morph are loaded only by the commands that run artefacts, and only where they are installed
    external: ["node-sqlite3-wasm", "@duckdb/node-api", "chdb", "pg", "ts-morph"],
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    minifySyntax: true,
    legalComments: "none",
  });
  chmodSync("dist/cli/main.js", 0o755);
}
