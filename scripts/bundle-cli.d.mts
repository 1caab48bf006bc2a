export function bundleCli(outdir: string): Promise<unknown>;
