import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { buffer as readAll } from "node:stream/consumers";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error } from "../diagnostics/diagnostic.ts";
import { documentExtensions } from "../rules/read-document.ts";
import type { SourceText } from "../source/source-text.ts";
import { globBase, globMatcher, isGlob } from "./glob.ts";

/** A file to read. `root` is the folder that it was found from; null for standard input. */
export interface FoundFile {
  /** As shown: relative to the working directory, as the user gave it. */
  readonly name: string;
  readonly root: string | null;
}

/** `diagnostics`: paths that lead to no rule. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export const stdinName = "<stdin>";

const slashes = (path: string): string => (sep === "/" ? path : path.split(sep).join("/"));

/** Not rules though they end like rules: Verdict's own settings, and schema files by their name. */
const isSetting = (name: string): boolean =>
  /\.(mapping|columns)\.json$/.test(name) ||
  name === "verdict.json" ||
  name === "package.json" ||
  name === "package-lock.json" ||
  name === "tsconfig.json";

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every file below a folder whose name ends like a rule document's, in order of path. Links are followed once. */
function walk(folder: string, keep: (path: string) => boolean): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (at: string): void => {
    const real = realpathSync(at);
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of readdirSync(at).sort(byCodePoint)) {
      if (name.startsWith(".") || name === "node_modules") continue;
      const path = at === "." ? name : join(at, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      if (stat.isDirectory()) visit(path);
      else if (keep(path)) found.push(path);
    }
  };
  visit(folder);
  return found.sort((a, b) => byCodePoint(slashes(a), slashes(b)));
}

const isDocument = (path: string): boolean => documentExtensions.some((e) => path.endsWith(e)) && !isSetting(basename(path));

function findOne(path: string): readonly FoundFile[] | Diagnostic {
  if (path === "-") return [{ name: stdinName, root: null }];
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) {
    const files = walk(path, isDocument);
    if (files.length > 0) return files.map((name) => ({ name: slashes(name), root: path }));
    return error("cli/no-rules", `no rule document below \`${path}\``, null, {
      help: `rule documents end in ${documentExtensions.join(", ")}`,
    });
  }
  if (stat !== undefined) return [{ name: slashes(path), root: dirname(path) }];
  if (isGlob(path)) {
    const glob = slashes(path).replace(/^\.\//, "");
    const base = globBase(glob);
    const matches = globMatcher(glob);
    const under =
      statSync(base, { throwIfNoEntry: false })?.isDirectory() === true
        ? walk(base, (p) => matches(slashes(p)) && !isSetting(basename(p)))
        : [];
    if (under.length > 0) return under.map((name) => ({ name: slashes(name), root: base }));
    return error("cli/no-such-file", `no file matches \`${path}\``, null);
  }
  // a dangling link is there, yet leads nowhere
  const dangling = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return error("cli/no-such-file", dangling ? `\`${path}\` is a link that leads nowhere` : `no file or folder \`${path}\``, null);
}

/** What the paths of the command line stand for: files, folders, globs, `-`. Each file once, however often it is named. */
export function findFiles(paths: readonly string[]): Found {
  const files = new Map<string, FoundFile>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const found = systemCall(path, () => findOne(path));
    if ("severity" in found) diagnostics.push(found);
    else for (const file of found) if (!files.has(file.name)) files.set(file.name, file);
  }
  return { files: [...files.values()], diagnostics };
}

function systemCall<T>(path: string, call: () => T): T | Diagnostic {
  try {
    return call();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { ...error("cli/unreadable", `cannot read \`${path}\`: ${reason.replace(/, \w+ '.*'$/s, "")}`, null), file: path };
  }
}

/** Bytes as UTF-8 text without a byte order mark, or what is wrong with them. */
export function decode(name: string, bytes: Uint8Array): SourceText | Diagnostic {
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const at = firstBadByte(bytes);
    return {
      ...error("cli/not-text", `not UTF-8 text: byte ${at} is 0x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}`, null, {
        help: utf16 ? "the file is UTF-16; save it as UTF-8" : "is this a rule?",
      }),
      file: name,
    };
  }
}

/** Offset of the first byte that is no UTF-8 (of the first byte of its sequence), by halving: a decoder says only whether. */
function firstBadByte(bytes: Uint8Array): number {
  // `stream`: a sequence that is cut off at the end is no error, and not in the text
  const textOf = (length: number): string | null => {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return null;
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textOf(middle) === null) high = middle - 1;
    else low = middle;
  }
  return new TextEncoder().encode(textOf(low) ?? "").length;
}

let stdinBytes: Promise<Uint8Array> | null = null;

/** Reads a file or standard input (once, however often it is named). */
export async function readText(name: string): Promise<SourceText | Diagnostic> {
  if (name === stdinName) {
    stdinBytes ??= readAll(process.stdin);
    return decode(name, await stdinBytes);
  }
  const bytes = systemCall(name, () => readFileSync(name));
  return "severity" in bytes ? bytes : decode(name, bytes);
}

/** Path of a file below a folder, with `/`. */
export const pathBelow = (folder: string, file: string): string => slashes(relative(folder, file));
