import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import { hasHalfSurrogate } from "../source/half-surrogate.ts";
import { caseless, isSafePath } from "../source/safe-path.ts";
import { sha256 } from "../source/sha256.ts";
import type { Emitted } from "../target/target.ts";
import { bug } from "./bug.ts";
import { duplicateIds } from "./duplicate-ids.ts";
import type { JudgedRule, Judgement } from "./judge.ts";
import { manifestText, type OwnedFile } from "./manifest.ts";
import type { TargetRequest } from "./outcome.ts";

/** A file below the output folder, `/` between segments. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** In order of path, `manifest.json` last. When a diagnostic is an error (two rules that would write one file), there are no files. */
export interface Output {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export const manifestPath = "manifest.json";

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every request of the run, in the registry's order. */
function requestsOf(rules: readonly JudgedRule[]): readonly TargetRequest[] {
  const requests = new Map<string, TargetRequest>();
  for (const { targets } of rules) for (const { outcome } of targets) requests.set(outcome.request.target.id, outcome.request);
  return [...requests.values()];
}

function ruleFiles({ outcome, targets }: JudgedRule): readonly OwnedFile[] {
  const rule = outcome.document.metadata.path;
  return targets.flatMap(({ accepted, outcome: { emission, request, halved } }) => {
    const target = request.target.id;
    if (!accepted || !emission.ok) return [];
    return emission.artifacts.map((a) => ({
      path: `${target}/${rule}${a.suffix}`,
      text: a.text,
      target,
      rule,
      halved: halved.includes(a.suffix),
    }));
  });
}

function emittedFor(request: TargetRequest, rules: readonly JudgedRule[]): readonly Emitted[] {
  const emitted: Emitted[] = [];
  for (const { outcome, targets } of rules) {
    for (const { accepted, outcome: own } of targets) {
      const { emission } = own;
      if (own.request.target === request.target && accepted && emission.ok && outcome.rule !== null)
        emitted.push({ rule: outcome.rule, emission });
    }
  }
  return emitted;
}

/** The files of a target's whole set. A target that throws is a bug in Verdict, told and not fatal to the others. */
function setFiles(request: TargetRequest, rules: readonly JudgedRule[], diagnostics: Diagnostic[]): readonly OwnedFile[] {
  const { id } = request.target;
  const emitted = emittedFor(request, rules);
  if (emitted.length === 0) return [];
  try {
    return request.target
      .bundle(emitted, request.options, request.version)
      .map(({ name, text }) => ({ path: `${id}/${name}`, text, target: id, rule: null, halved: hasHalfSurrogate(text) }));
  } catch (thrown) {
    diagnostics.push(bug(`the bundle of target ${id}`, null, thrown));
    return [];
  }
}

/** Files that cannot lie beside one another on some file system, or not at all. */
function checkFiles(files: readonly OwnedFile[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const folders = new Map<string, OwnedFile>();
  for (const file of files) {
    const path = caseless(file.path);
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) folders.set(path.slice(0, slash), file);
  }
  const owner = (f: OwnedFile): string => (f.rule === null ? `target \`${f.target}\`` : `rule \`${f.rule}\``);
  const seen = new Map<string, OwnedFile>();
  for (const file of files) {
    const path = caseless(file.path);
    const other = seen.get(path) ?? folders.get(path);
    if (other !== undefined) {
      const message = `${owner(other)} and ${owner(file)} would both write \`${file.path}\``;
      diagnostics.push(
        error("driver/path-collision", message, null, { help: "rename one of them: letter case does not tell files apart everywhere" }),
      );
    }
    seen.set(path, file);
    if (!isSafePath(file.path))
      diagnostics.push(error("driver/unsafe-path", `${owner(file)} would write the unsafe path \`${file.path}\``, null));
    if (file.halved)
      diagnostics.push(error("driver/not-utf8", `\`${file.path}\` would hold half a surrogate pair, which no file in UTF-8 can`, null));
  }
  return diagnostics;
}

export interface OutputOptions {
  /** SHA-256 of a text's UTF-8 in lower-case hex. Default: our own, in plain JavaScript; Node's is ten times as fast. */
  readonly sha256?: (text: string) => string;
}

/**
 * The output folder's contents for a judged set of rules: accepted artefacts, the sets' files, the manifest. The same bytes anywhere, whatever the order of the rules.
 * Rules without a target's outcome (they have errors) are not in it: write it only when there are none.
 */
export function buildOutput(judgement: Judgement, options: OutputOptions = {}): Output {
  const rules = [...judgement.rules].sort((a, b) => byText(a.outcome.document.metadata.path, b.outcome.document.metadata.path));
  const requests = requestsOf(rules);
  const diagnostics: Diagnostic[] = [...duplicateIds(rules.map((r) => r.outcome.document))];
  const files = [...rules.flatMap(ruleFiles), ...requests.flatMap((r) => setFiles(r, rules, diagnostics))].sort((a, b) =>
    byText(a.path, b.path),
  );
  diagnostics.push(...checkFiles(files));
  if (diagnostics.length > 0) return { files: [], diagnostics };
  const manifest = { path: manifestPath, text: manifestText(rules, requests, files, options.sha256 ?? sha256) };
  return { files: [...files.map(({ path, text }) => ({ path, text })), manifest], diagnostics };
}
