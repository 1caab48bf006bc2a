import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Files below a folder, by path, in order of path. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => `${e.parentPath}/${e.name}`.replaceAll("\\", "/"))
    .sort();
}

/** Goldens that are there: all of `out/`, and the topics of every target (`.txt`; other files in a golden folder are the target's own). */
export const goldensOnDisk = (): readonly string[] => [
  ...filesBelow("out"),
  ...filesBelow("targets").filter((path) => /^targets\/[^/]+\/golden\/[^/]+\.txt$/.test(path)),
];

export const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, "utf8") : null);
