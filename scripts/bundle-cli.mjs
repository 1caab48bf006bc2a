// The command line as one file with chunks that are loaded when a command needs them: it starts in a third of the time that the modules would take.
import { build } from "esbuild";

/** `plugins`: of esbuild, for a program that is not quite the sources'. */
export const bundleCli = (outdir, plugins = []) => bundle("src/cli/main.ts", outdir, plugins);

/** Any program as the command line is made. */
export const bundle = (entry, outdir, plugins = []) =>
  build({
    entryPoints: [entry],
    outdir,
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
    plugins,
    legalComments: "none",
    logLevel: "warning",
  });
