import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Output, OutputFile } from "../driver/output.ts";
import { manifestPath } from "../driver/output.ts";
import { ownedBy } from "../driver/tree.ts";
import { isSafePath } from "../source/safe-path.ts";
import { UsageError } from "./exit.ts";

export interface Written {
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
}

const textOf = (file: string): string | null =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, "utf8") : null;

/** Every file below a folder by its path with `/`; none when there is no folder. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const tree = new Map<string, string>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) tree.set(path, readFileSync(join(folder, path), "utf8"));
    }
  };
  if (existsSync(folder)) visit("");
  return tree;
}

/**
 * Makes a folder hold this output. First every new file is written whole beside its place, in a staging folder within `folder`; only when all are there are they
 * renamed into place one by one, then what the old manifest owned and nothing compiles to any more is deleted, and the manifest comes last. So whoever looks in
 * between finds old or new files, never half of one, and an error while writing leaves everything as it was. Files that no manifest owns are left alone.
 */
export function writeOutput(folder: string, output: Output): Written {
  const bad = output.files.find((f) => !isSafePath(f.path));
  if (bad !== undefined) throw new Error(`output path leads out of the folder: ${bad.path}`);
  try {
    return replaceFiles(folder, output);
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string") {
      throw new UsageError(`cannot write to \`${folder}\`: ${thrown.message}`, "nothing that is half written is left behind");
    }
    throw thrown;
  }
}

function replaceFiles(folder: string, output: Output): Written {
  const owned = ownedBy(textOf(join(folder, manifestPath)));
  const changed = output.files.filter((f) => textOf(join(folder, f.path)) !== f.text);
  mkdirSync(folder, { recursive: true });
  if (changed.length > 0) {
    const staging = mkdtempSync(join(folder, ".verdict-"));
    try {
      changed.forEach((file, i) => {
        writeFileSync(join(staging, String(i)), file.text);
      });
      for (const [i, file] of changed.entries()) if (file.path !== manifestPath) place(join(staging, String(i)), folder, file);
      const deleted = deleteOrphans(folder, owned, output);
      const last = changed.findIndex((f) => f.path === manifestPath);
      if (last >= 0) renameSync(join(staging, String(last)), join(folder, manifestPath));
      return { changed: changed.length, unchanged: output.files.length - changed.length, deleted };
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  return { changed: 0, unchanged: output.files.length, deleted: deleteOrphans(folder, owned, output) };
}

function place(staged: string, folder: string, file: OutputFile): void {
  const path = join(folder, file.path);
  mkdirSync(dirname(path), { recursive: true });
  renameSync(staged, path);
}

function deleteOrphans(folder: string, owned: readonly string[], output: Output): number {
  const wanted = new Set(output.files.map((f) => f.path));
  let deleted = 0;
  for (const path of owned) {
    if (wanted.has(path) || !isSafePath(path) || path === manifestPath || textOf(join(folder, path)) === null) continue;
    rmSync(join(folder, path));
    deleted++;
    // folders that are empty now go too, up to the output folder itself
    for (let at = dirname(path); at !== "."; at = dirname(at)) {
      if (readdirSync(join(folder, at)).length > 0) break;
      rmdirSync(join(folder, at));
    }
  }
  return deleted;
}
