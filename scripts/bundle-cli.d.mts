import type { Plugin } from "esbuild";

export function bundleCli(outdir: string, plugins?: readonly Plugin[]): Promise<unknown>;
