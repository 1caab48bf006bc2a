import { isJsonObject } from "../source/json.ts";
import { parseJson } from "../source/json-text.ts";
import { isSafePath } from "../source/safe-path.ts";
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
  const left = [...existing.keys()].filter((p) => !wanted.has(p) && p !== manifestPath).sort();
  return {
    missing: [...wanted.keys()].filter((p) => !existing.has(p)),
    stale: [...wanted].filter(([p, text]) => existing.has(p) && existing.get(p) !== text).map(([p]) => p),
    orphans: left.filter((p) => owned.has(p)),
    unowned: left.filter((p) => !owned.has(p)),
  };
}

/** Paths that a manifest owns, beside itself; none for a missing or foreign one. Never a path that leads out of the folder. */
export function ownedBy(manifest: string | null): readonly string[] {
  const parsed = manifest === null ? null : parseJson(manifest);
  if (parsed?.ok !== true || !isJsonObject(parsed.value) || typeof parsed.value["verdict"] !== "string") return [];
  const files = parsed.value["files"];
  return isJsonObject(files) ? Object.keys(files).filter((p) => isSafePath(p) && p !== manifestPath) : [];
}
