import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { hasError } from "../diagnostics/diagnostic.ts";
import type { Policy } from "../driver/policy.ts";
import { readPolicy } from "../driver/policy.ts";
import { frontEndOf } from "../frontends/index.ts";
import { bareQuery } from "../rules/bare-query.ts";
import { readDocument } from "../rules/read-document.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import { ecsSchema } from "../schema/ecs.ts";
import type { Schema } from "../schema/schema.ts";
import { layered } from "../schema/schema.ts";
import { readColumns, readMapping } from "../schema/schema-files.ts";
import type { Target } from "../target/target.ts";
import { UsageError } from "./exit.ts";
import { findFiles, pathBelow, readText, stdinName } from "./files.ts";
import type { RuleFlags } from "./flags.ts";

/** Rules as the command line names them, with what they are read by. */
export interface Loaded {
  readonly documents: readonly RuleDocument[];
  readonly policy: Policy | null;
  /** The rules are all that the policy is about: its whole folder was named. */
  readonly everyRule: boolean;
  readonly schema: Schema;
  readonly texts: Map<string, string>;
  readonly files: readonly string[];
  /** About rule documents: an error here means exit code 2. */
  readonly diagnostics: readonly Diagnostic[];
  /** About paths that lead to no rule, settings and schema files: an error here means exit code 3. */
  readonly settings: readonly Diagnostic[];
}

const settingsName = "verdict.json";

/** The nearest verdict.json at or above a folder, up to the root of a repository or the working directory's own root. */
function nearestSettings(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, settingsName);
    if (existsSync(file)) return file;
    if (existsSync(join(at, ".git")) || dirname(at) === at) return null;
  }
}

const shown = (path: string): string => pathBelow(process.cwd(), resolve(path)) || ".";

/** Which verdict.json holds for these paths. Two that differ cannot both hold. */
function settingsFor(paths: readonly string[], flags: RuleFlags): string | null {
  if (flags.config !== undefined) return flags.config;
  const folders = paths
    .filter((p) => p !== "-")
    .map((p) => (statSync(p, { throwIfNoEntry: false })?.isDirectory() === true ? p : dirname(p.replace(/[*?[{].*$/s, "x"))));
  const found = [...new Set(folders.map(nearestSettings).filter((f) => f !== null))];
  if (found.length > 1) {
    throw new UsageError(
      `these paths have different settings: ${found.map(shown).join(", ")}`,
      "compile them apart, or name one with --config",
    );
  }
  return found[0] === undefined ? null : shown(found[0]);
}

interface Settings {
  readonly policy: Policy | null;
  readonly schema: Schema;
  readonly diagnostics: readonly Diagnostic[];
}

async function loadSettings(
  file: string | null,
  flags: RuleFlags,
  targets: readonly Target[],
  texts: Map<string, string>,
): Promise<Settings> {
  const diagnostics: Diagnostic[] = [];
  let policy: Policy | null = null;
  if (file !== null) {
    const source = await readText(file);
    if ("severity" in source) diagnostics.push(source);
    else {
      texts.set(source.name, source.text);
      const read = readPolicy(source, targets);
      diagnostics.push(...read.diagnostics);
      policy = read.policy;
    }
  }
  const beside = (path: string): string => (file === null ? path : shown(join(dirname(file), path)));
  const layers: Schema[] = [];
  const read = async (path: string, reader: typeof readMapping): Promise<void> => {
    const source = await readText(path);
    if ("severity" in source) {
      diagnostics.push(source);
      return;
    }
    texts.set(source.name, source.text);
    const result = reader(source);
    diagnostics.push(...result.diagnostics);
    if (result.layer !== null) layers.push(result.layer);
  };
  for (const path of flags.mapping) await read(path, readMapping);
  for (const path of flags.columns) await read(path, readColumns);
  for (const path of policy?.mappings ?? []) await read(beside(path), readMapping);
  for (const path of policy?.columns ?? []) await read(beside(path), readColumns);
  const strict = flags.schema === undefined ? (policy?.strictSchema ?? false) : flags.schema === "strict";
  const name = [...layers.map((l) => l.name), "ECS"].join(", ");
  return { policy, schema: layered(name, strict, [...layers, ecsSchema()]), diagnostics };
}

function queryDocument(query: string, flags: RuleFlags): RuleDocument {
  return bareQuery(
    { name: "<query>", text: query },
    {
      language: frontEndOf(flags.language ?? "eql")?.id ?? flags.language ?? "eql",
      categoryField: flags.eventCategoryField ?? null,
      timestampField: flags.timestampField ?? null,
      tiebreakerField: flags.tiebreakerField ?? null,
    },
  );
}

/** The fields of the command line win over those of the rule. */
function withFields(document: RuleDocument, flags: RuleFlags): RuleDocument {
  return {
    ...document,
    categoryField: flags.eventCategoryField ?? document.categoryField,
    timestampField: flags.timestampField ?? document.timestampField,
    tiebreakerField: flags.tiebreakerField ?? document.tiebreakerField,
  };
}

const byPath = (a: RuleDocument, b: RuleDocument): number =>
  a.metadata.path < b.metadata.path ? -1 : a.metadata.path > b.metadata.path ? 1 : 0;

/**
 * Reads the rules that paths (or --query) stand for, the settings that hold for them and the schema. Rules come in order of path. With `--language`, a file that
 * is no rule document (standard input included) is read as a bare query.
 */
export async function loadRules(paths: readonly string[], flags: RuleFlags, targets: readonly Target[]): Promise<Loaded> {
  const texts = new Map<string, string>();
  if (flags.query !== undefined) {
    if (paths.length > 0) throw new UsageError("paths and --query exclude each other");
    const settings = await loadSettings(flags.config ?? null, flags, targets, texts);
    texts.set("<query>", flags.query);
    const { policy, schema } = settings;
    return {
      documents: [queryDocument(flags.query, flags)],
      policy,
      everyRule: false,
      schema,
      texts,
      files: ["<query>"],
      diagnostics: [],
      settings: settings.diagnostics,
    };
  }
  if (paths.length === 0)
    throw new UsageError("no rules: name files, folders or globs, or give --query", "for example `rules`, or `-` for standard input");
  const found = findFiles(paths);
  const settingsFile = settingsFor(paths, flags);
  const settings = await loadSettings(settingsFile, flags, targets, texts);
  const diagnostics: Diagnostic[] = [];
  const documents: RuleDocument[] = [];
  const own = new Set(
    [...(settings.policy?.mappings ?? []), ...(settings.policy?.columns ?? [])].map((p) => resolve(dirname(settingsFile ?? "."), p)),
  );
  const files = found.files.filter((f) => f.root === null || !own.has(resolve(f.name)));
  for (const file of files) {
    const source = await readText(file.name);
    if ("severity" in source) {
      diagnostics.push(source);
      continue;
    }
    texts.set(source.name, source.text);
    if (flags.language !== undefined && file.name === stdinName) {
      documents.push({ ...queryDocument(source.text, flags), source });
      continue;
    }
    const read = readDocument(source, { path: rulePath(file.name, file.root, settingsFile) });
    diagnostics.push(...read.diagnostics);
    documents.push(...read.rules.map((d) => withFields(d, flags)));
  }
  return {
    documents: documents.sort(byPath),
    policy: settings.policy,
    everyRule: settingsFile !== null && paths.some((p) => resolve(p) === resolve(dirname(settingsFile))),
    schema: settings.schema,
    texts,
    files: files.map((f) => f.name),
    diagnostics,
    settings: [...found.diagnostics, ...settings.diagnostics],
  };
}

/** Artefacts are named by the rule's path below the folder of verdict.json, so that one rule compiled alone has the same name; without one, below what was named. */
function rulePath(file: string, root: string | null, settingsFile: string | null): string {
  if (root === null) return "stdin";
  const base = settingsFile === null ? root : dirname(settingsFile);
  const below = relative(resolve(base), resolve(file));
  return below.startsWith("..") ? pathBelow(resolve(root), resolve(file)) : pathBelow(resolve(base), resolve(file));
}

/** Settings that cannot be used end the command. */
export const settingsFail = (loaded: Loaded): boolean => hasError(loaded.settings);
