import { type Code, type Diagnostic, error, hasError, warning } from "../diagnostics/diagnostic.ts";
import { checkShape } from "../diagnostics/shape.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { isJsonObject } from "../source/json.ts";
import { type JsonPath, jsonPlaces, parseJson } from "../source/json-text.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";
import type { Direction } from "../target/fidelity.ts";
import { readOptions } from "../target/options.ts";
import type { Target } from "../target/target.ts";
import type { TargetRequest } from "./outcome.ts";
import { knownKeys, type PolicyFile, policyShape } from "./policy-shape.ts";

/** A deviation or refusal that somebody looked at and accepted. `rule`: its path or its id. */
export interface Acceptance {
  readonly rule: string;
  readonly target: string;
  readonly code: Code;
  readonly reason: string;
  /** Where it stands in verdict.json. */
  readonly span: Span;
}

/** verdict.json, read. `requests` are its targets, or every target when it names none. */
export interface Policy {
  readonly source: SourceText;
  readonly requests: readonly TargetRequest[];
  readonly accepted: readonly Acceptance[];
  readonly strictSchema: boolean;
  /** Paths as written, relative to verdict.json. */
  readonly mappings: readonly string[];
  readonly columns: readonly string[];
}

export interface PolicyResult {
  /** Null exactly when a diagnostic is an error. */
  readonly policy: Policy | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface File {
  readonly targets: readonly Target[];
  readonly diagnostics: Diagnostic[];
  place(path: JsonPath, what: "key" | "value"): Span | null;
}

const namesOf = (targets: readonly Target[]): readonly string[] => [
  ...new Set(targets.flatMap((t) => (t.family === null ? [t.id] : [t.id, t.family]))),
];

/** Names that are no target or family, `constructor` and the like included. */
function checkNames(names: readonly string[], file: File): void {
  const known = namesOf(file.targets);
  for (const name of names.filter((n) => !known.includes(n))) {
    const near = nearest(name, known);
    const help = near === null ? `known: ${known.join(", ")}` : `a target with a similar name exists: \`${near}\``;
    file.diagnostics.push(error("policy/unknown-target", `unknown target \`${name}\``, file.place(["targets", name], "key"), { help }));
  }
}

/** The entries that are about a target: its family's first, its own wins. */
function requestOf(target: Target, entries: NonNullable<PolicyFile["targets"]>, file: File): TargetRequest | null {
  const names = [target.family, target.id].filter((n) => n !== null && Object.hasOwn(entries, n)).filter((n) => n !== null);
  if (names.length === 0) return null;
  let version = target.versions[target.versions.length - 1] ?? "";
  const given: Record<string, unknown> = {};
  for (const name of names) {
    const entry = entries[name];
    const family = name !== target.id;
    if (entry?.version !== undefined) {
      if (target.versions.includes(entry.version)) version = entry.version;
      else if (!family) {
        const help = `known: ${target.versions.join(", ")}`;
        const at = file.place(["targets", name, "version"], "value");
        file.diagnostics.push(error("policy/unknown-version", `target \`${target.id}\` has no version \`${entry.version}\``, at, { help }));
      }
    }
    for (const [option, value] of Object.entries(entry?.options ?? {})) {
      // what one member of a family has, another may not have
      if (!family || Object.hasOwn(target.options, option)) given[option] = value;
    }
  }
  const { options, problems } = readOptions(target.options, given);
  const at = file.place(["targets", names[names.length - 1] ?? "", "options"], "value");
  for (const problem of problems) file.diagnostics.push(error("policy/bad-option", `target \`${target.id}\`: ${problem}`, at));
  return { target, version, options };
}

/** A version or an option that no member of the family has. */
function checkFamilies(entries: NonNullable<PolicyFile["targets"]>, file: File): void {
  for (const [name, entry] of Object.entries(entries)) {
    const members = file.targets.filter((t) => t.family === name);
    if (members.length === 0) continue;
    if (entry.version !== undefined) {
      const at = file.place(["targets", name, "version"], "value");
      file.diagnostics.push(error("policy/unknown-version", `\`${name}\` is several products: a version is given for each`, at));
    }
    for (const option of Object.keys(entry.options ?? {})) {
      if (members.some((t) => Object.hasOwn(t.options, option))) continue;
      const at = file.place(["targets", name, "options", option], "key");
      file.diagnostics.push(error("policy/bad-option", `no target of \`${name}\` has an option \`${option}\``, at));
    }
  }
}

function requestsOf(entries: PolicyFile["targets"], file: File): readonly TargetRequest[] {
  const all = entries ?? Object.fromEntries(file.targets.map((t) => [t.id, {}]));
  checkFamilies(all, file);
  return file.targets.map((target) => requestOf(target, all, file)).filter((r) => r !== null);
}

function acceptedIn(entries: NonNullable<PolicyFile["accept"]>, file: File): readonly Acceptance[] {
  const seen = new Set<string>();
  return entries.map((entry, i) => {
    const key = JSON.stringify([entry.rule, entry.target, entry.code]);
    const at = file.place(["accept", i], "value") ?? span(0, 0);
    if (seen.has(key))
      file.diagnostics.push(warning("policy/accepted-twice", `\`${entry.code}\` of \`${entry.rule}\` is accepted twice`, at));
    seen.add(key);
    if (!file.targets.some((t) => t.id === entry.target)) {
      const near = nearest(
        entry.target,
        file.targets.map((t) => t.id),
      );
      const help = near === null ? {} : { help: `a target with a similar name exists: \`${near}\`` };
      file.diagnostics.push(
        error("policy/unknown-target", `unknown target \`${entry.target}\``, file.place(["accept", i, "target"], "value"), help),
      );
    }
    // the shape has checked that it is `area/slug`
    return { ...entry, code: entry.code as Code, span: at };
  });
}

/**
 * Reads verdict.json: the targets with their versions and options, what is known of fields, and the deviations and refusals that are accepted. Never throws;
 * errors have the place in the file.
 */
export function readPolicy(source: SourceText, targets: readonly Target[]): PolicyResult {
  const diagnostics: Diagnostic[] = [];
  const finish = (policy: Policy | null): PolicyResult => ({
    policy: hasError(diagnostics) ? null : policy,
    diagnostics: diagnostics.map((d) => ({ ...d, file: source.name })),
  });
  const parsed = parseJson(source.text);
  if (!parsed.ok) {
    diagnostics.push(error("policy/json-syntax", `not JSON: ${parsed.message}`, parsed.span));
    return finish(null);
  }
  let places: ReturnType<typeof jsonPlaces> | null = null;
  const place: File["place"] = (path, what) => {
    places ??= jsonPlaces(source.text);
    const found = places(path);
    return what === "key" ? (found?.key ?? null) : (found?.value ?? null);
  };
  const file: File = { targets, diagnostics, place };
  const shape = checkShape(policyShape, parsed.value, "policy/bad-shape", place, knownKeys);
  diagnostics.push(...shape.diagnostics);
  // the raw value has names that a record leaves out
  const raw = isJsonObject(parsed.value) ? parsed.value["targets"] : undefined;
  if (isJsonObject(raw)) checkNames(Object.keys(raw), file);
  if (shape.value === null) return finish(null);
  const { targets: entries, accept, schema } = shape.value;
  return finish({
    source,
    requests: requestsOf(entries, file),
    accepted: acceptedIn(accept ?? [], file),
    strictSchema: schema?.strict ?? false,
    mappings: schema?.mappings ?? [],
    columns: schema?.columns ?? [],
  });
}

/** `over,under` as the command line has it; null when a word is unknown. */
export function readAllow(words: readonly string[]): readonly Direction[] | null {
  const directions: Direction[] = [];
  for (const word of words.flatMap((w) => w.split(",")).map((w) => w.trim())) {
    if (word === "over" || word === "under" || word === "incomparable") directions.push(word);
    else if (word !== "") return null;
  }
  return directions;
}
