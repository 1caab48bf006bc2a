import { type Diagnostic, hasError } from "../diagnostics/diagnostic.ts";
import { frontEnds } from "../frontends/index.ts";
import { bareQuery } from "../rules/bare-query.ts";
import { type DocumentFormat, readDocument } from "../rules/read-document.ts";
import type { DocumentResult } from "../rules/rule-document.ts";
import { ecsSchema } from "../schema/ecs.ts";
import type { Schema } from "../schema/schema.ts";
import type { Direction } from "../target/fidelity.ts";
import { defaultsOf } from "../target/options.ts";
import type { Target } from "../target/target.ts";
import { type CompileOptions, compileDocument, lowerDocument, type Pass } from "./compile.ts";
import { type JudgedRule, judge } from "./judge.ts";
import type { TargetRequest } from "./outcome.ts";
import { buildOutput, type OutputFile } from "./output.ts";
import type { Policy } from "./policy.ts";

/** How a text is read. */
export interface TextOptions {
  /** The text is a bare query in this language (`eql`). Default: it is a rule document. */
  readonly language?: string;
  /** Default: found out from `name`'s ending, else from how the text begins. */
  readonly format?: DocumentFormat;
  /** What diagnostics call the text. Default: `<rule>`. */
  readonly name?: string;
  /** Names the artefacts, `/` between segments. Default: from `name`. */
  readonly path?: string;
  /** Field types. Default: the Elastic Common Schema, not strict. */
  readonly schema?: Schema;
  readonly passes?: readonly Pass[];
}

export interface CompileTextOptions extends TextOptions {
  /** What to compile to: targets as they are (newest version, default options), or requests with a version and options of their own. */
  readonly targets: readonly (Target | TargetRequest)[];
  /** What verdict.json accepts. */
  readonly policy?: Policy | null;
  /** Directions of deviations that are accepted beside what the policy says. Default: none, so that only exact artefacts are in `files`. */
  readonly allow?: readonly Direction[];
}

/** What became of a text. */
export interface Compiled {
  /** Each rule of the text that could be read, with what became of it on every target: artefacts, deviations, refusals. */
  readonly rules: readonly JudgedRule[];
  /** The output folder: accepted artefacts and the manifest. Empty when there is an error. */
  readonly files: readonly OutputFile[];
  /** Deviations and refusals that nobody accepted. */
  readonly findings: readonly Diagnostic[];
  /** What is wrong with the text: its spans point into it. */
  readonly diagnostics: readonly Diagnostic[];
}

function readText(text: string, options: TextOptions): DocumentResult {
  const source = { name: options.name ?? "<rule>", text };
  if (options.language === undefined) {
    return readDocument(source, {
      ...(options.format === undefined ? {} : { format: options.format }),
      path: options.path ?? options.name ?? "rule",
    });
  }
  const path = options.path === undefined ? {} : { path: options.path };
  return { rules: [bareQuery(source, { language: options.language, ...path })], diagnostics: [] };
}

const stagesOf = (options: TextOptions): CompileOptions => ({
  schema: options.schema ?? ecsSchema(),
  frontEnds,
  ...(options.passes === undefined ? {} : { passes: options.passes }),
});

const requestOf = (wanted: Target | TargetRequest): TargetRequest =>
  "target" in wanted
    ? wanted
    : { target: wanted, version: wanted.versions[wanted.versions.length - 1] ?? "", options: defaultsOf(wanted.options) };

/**
 * Compiles the rules of a text (Elastic's rule TOML, the detection engine API's JSON, an NDJSON export, or a bare query) to targets.
 *
 * Pure and deterministic; never throws on bad input. Errors of the text are in `diagnostics`, with codes of the areas `rules`, `driver` and of the language (`eql`): a rule that
 * has one has no artefacts. An artefact that is not exact is left out of `files` and told in `findings`, unless `policy` or `allow` accepts it; one that a target
 * cannot make is a finding unless `policy` accepts it. A field that is missing in an event satisfies no test, and every negation of one.
 *
 * @example
 * ```ts
 * import { compile } from "verdict-rules";
 * import { targets } from "verdict-rules/targets";
 *
 * const { files, findings, diagnostics } = compile('process where process.name == "nc"', {
 *   language: "eql",
 *   path: "netcat",
 *   targets: targets.filter((t) => t.id === "js"),
 * });
 * console.log(diagnostics.length, findings.length, files.map((f) => f.path).join(" "));
 * ```
 */
export function compile(text: string, options: CompileTextOptions): Compiled {
  const read = readText(text, options);
  const stages = stagesOf(options);
  const requests = options.targets.map(requestOf);
  const outcomes = read.rules.map((document) => compileDocument(document, requests, stages));
  const { rules, findings } = judge(outcomes, options.policy ?? null, options.allow ?? []);
  const found = [...read.diagnostics, ...outcomes.flatMap((o) => o.diagnostics)];
  if (hasError(found)) return { rules, files: [], findings, diagnostics: found };
  const output = buildOutput({ rules, findings });
  return { rules, files: output.files, findings, diagnostics: [...found, ...output.diagnostics] };
}

/**
 * Reads, parses and type-checks the rules of a text without compiling them to anything. Gives every diagnostic, errors, warnings and notes.
 *
 * @example
 * ```ts
 * import { check } from "verdict-rules";
 *
 * for (const { severity, code, message } of check("process where process.nam = 1", { language: "eql" })) {
 *   console.log(severity, code, message);
 * }
 * ```
 */
export function check(text: string, options: TextOptions = {}): readonly Diagnostic[] {
  const read = readText(text, options);
  const stages = stagesOf(options);
  return [...read.diagnostics, ...read.rules.flatMap((document) => lowerDocument(document, stages).diagnostics)];
}
