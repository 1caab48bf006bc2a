import { createHash } from "node:crypto";
import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { error, hasError } from "../../diagnostics/diagnostic.ts";
import { compileDocument, lowerDocument } from "../../driver/compile.ts";
import { judge } from "../../driver/judge.ts";
import type { RuleOutcome, TargetRequest } from "../../driver/outcome.ts";
import { buildOutput, type Output } from "../../driver/output.ts";
import { readAllow } from "../../driver/policy.ts";
import { compareTree } from "../../driver/tree.ts";
import { printRule } from "../../ir/print.ts";
import { exit, UsageError } from "../exit.ts";
import { remarks } from "../findings.ts";
import type { RuleFlags, TargetFlags } from "../flags.ts";
import type { Loaded } from "../load.ts";
import { loadRules, settingsFail } from "../load.ts";
import { pipeline } from "../pipeline.ts";
import { printJson } from "../print-json.ts";
import { inOrder, publish } from "../report.ts";
import { requestsOf } from "../requests.ts";
import { fidelityTable, plural, totals } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import { readTree, writeOutput } from "../write-output.ts";

export interface CompileFlags extends RuleFlags, TargetFlags {
  readonly out?: string;
  readonly stdout: boolean;
  readonly allow: readonly string[];
  readonly emit?: "ast" | "ir" | "ir-lowered";
  readonly validate: boolean;
  readonly check: boolean;
  readonly report?: "table" | "json" | "html";
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function checkFlags(flags: CompileFlags): void {
  const clash = (a: string, b: string): never => {
    throw new UsageError(`${a} and ${b} exclude each other`);
  };
  if (flags.stdout && flags.out !== undefined) clash("--stdout", "--out");
  if (flags.check && flags.stdout) clash("--check", "--stdout");
  if (flags.report !== undefined) {
    const other = [
      flags.stdout && "--stdout",
      flags.check && "--check",
      flags.out !== undefined && "--out",
      flags.emit !== undefined && "--emit",
    ];
    for (const name of other) if (name !== false) clash("--report", name);
  }
  if (flags.emit !== undefined && (flags.check || flags.out !== undefined)) clash("--emit", flags.check ? "--check" : "--out");
}

/** `verdict compile`: rules to artefacts. Nothing is written when a rule could not be read or compiled: its artefacts in the output folder must not vanish. */
export async function compile(paths: readonly string[], flags: CompileFlags, terminal: Terminal): Promise<number> {
  const started = performance.now();
  checkFlags(flags);
  const allow = readAllow(flags.allow);
  if (allow === null) throw new UsageError("--allow takes over, under, incomparable", "several are separated by commas");
  const loaded = await loadRules(paths, flags, targets);
  if (settingsFail(loaded)) {
    await publish({ ...loaded, diagnostics: loaded.settings }, "compile", flags.format, terminal, "free");
    return exit.usage;
  }
  if (flags.emit !== undefined) return emitTree(loaded, flags.emit, flags, terminal);
  const requests = requestsOf(flags, loaded.policy, targets);
  const outcomes = compileAll(loaded, requests, terminal);
  if (flags.report !== undefined) return report(flags.report, loaded, outcomes, requests, terminal);
  const judgement = judge(outcomes, loaded.policy, allow, { everyRule: loaded.everyRule });
  const broken = [...loaded.diagnostics, ...outcomes.flatMap((o) => o.diagnostics)];
  const found = inOrder(
    [...broken.filter((d) => d.severity !== "note"), ...remarks(judgement.rules, loaded.policy), ...judgement.findings],
    loaded.files,
  );
  const diagnostics: Diagnostic[] = [...loaded.settings, ...found];
  let code: number = hasError(broken) ? exit.broken : judgement.findings.length > 0 ? exit.findings : exit.ok;
  let said = "";
  if (flags.validate && code !== exit.broken) {
    const { validate } = await import("../validate.ts");
    const result = await validate(judgement);
    diagnostics.push(...result.diagnostics);
    said += result.summary;
    if (hasError(result.diagnostics)) code = Math.max(code, exit.findings);
  }
  const output = buildOutput(judgement, { sha256 });
  diagnostics.push(...output.diagnostics);
  if (hasError(output.diagnostics)) code = exit.broken;
  if (flags.check && code !== exit.broken) {
    const stale = staleFiles(flags.out ?? "out", output);
    diagnostics.push(...stale);
    if (stale.length > 0) code = exit.findings;
    else said += `${flags.out ?? "out"} is up to date\n`;
  } else if (flags.stdout) await printArtefacts(output, terminal);
  else if (flags.out !== undefined) {
    if (code === exit.broken) said += `${flags.out} is left as it was\n`;
    else {
      const { changed, unchanged, deleted } = writeOutput(flags.out, output);
      said += `${plural(changed, "file")} written to ${flags.out}, ${unchanged} unchanged, ${deleted} deleted\n`;
    }
  }
  terminal.clearProgress();
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const brokenCount = new Set(broken.filter((d) => d.severity === "error").map((d) => d.file)).size;
  const summary = `${fidelityTable(judgement.rules, requests, flags.stdout ? terminal.errStyles : terminal.outStyles)}\n${totals(judgement.rules, requests, brokenCount)} (${seconds} s)\n${said}`;
  if (flags.format === "text" && !flags.stdout) {
    if (!terminal.quiet) await terminal.print(`${summary}${diagnostics.length > 0 ? "\n" : ""}`);
  } else terminal.tell(summary);
  await publish({ ...loaded, diagnostics }, "compile", flags.format, terminal, flags.stdout ? "taken" : "free");
  return code;
}

/**
 * `--report`: how much of a set of rules comes out, and why not more. What is wrong with a rule is the report's matter, so it is no finding, and nothing has to be accepted.
 * Files that could not be read are counted and told.
 */
async function report(
  form: NonNullable<CompileFlags["report"]>,
  loaded: Loaded,
  outcomes: readonly RuleOutcome[],
  requests: readonly TargetRequest[],
  terminal: Terminal,
): Promise<number> {
  const { portfolioOf } = await import("../../driver/portfolio.ts");
  const { portfolioJson, portfolioTable } = await import("../portfolio-text.ts");
  const portfolio = portfolioOf(outcomes, requests);
  const unread = loaded.diagnostics.filter((d) => d.severity === "error");
  const count = new Set(unread.map((d) => d.file)).size;
  terminal.clearProgress();
  if (form === "table") await terminal.print(portfolioTable(portfolio, count, terminal.outStyles));
  else if (form === "json") await terminal.print(printJson(portfolioJson(portfolio, count)));
  else await terminal.print((await import("../portfolio-page.ts")).portfolioPage(portfolio, count));
  await publish({ ...loaded, diagnostics: [...loaded.settings, ...unread] }, "compile", "text", terminal, "taken");
  const bugs = outcomes.some((o) => o.diagnostics.some((d) => d.code === "verdict/bug"));
  return unread.length > 0 || bugs ? exit.broken : exit.ok;
}

function compileAll(loaded: Loaded, requests: readonly TargetRequest[], terminal: Terminal): readonly RuleOutcome[] {
  const options = pipeline(loaded.schema);
  return loaded.documents.map((document, i) => {
    terminal.progress(i, loaded.documents.length, "compiling");
    return compileDocument(document, requests, options);
  });
}

async function emitTree(loaded: Loaded, what: "ast" | "ir" | "ir-lowered", flags: CompileFlags, terminal: Terminal): Promise<number> {
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics];
  for (const document of loaded.documents) {
    const lowered = lowerDocument(document, pipeline(loaded.schema));
    diagnostics.push(...lowered.diagnostics);
    const rule = what === "ir" ? lowered.lowered : lowered.rule;
    if (what === "ast" || flags.format === "json") {
      const tree = what === "ast" ? lowered.ast : rule;
      if (tree !== null) await terminal.print(printJson(tree));
    } else if (rule !== null) await terminal.print(printRule(rule));
  }
  await publish({ ...loaded, diagnostics }, "compile", flags.format, terminal, "taken");
  return hasError(diagnostics) ? exit.broken : exit.ok;
}

/** One artefact comes bare, several each under a line with its path, as `head` shows files. */
async function printArtefacts({ files }: Output, terminal: Terminal): Promise<void> {
  const artefacts = files.filter((f) => f.path !== "manifest.json");
  for (const file of artefacts) {
    const head = artefacts.length === 1 ? "" : `==> ${file.path} <==\n`;
    await terminal.print(`${head}${file.text}${file.text.endsWith("\n") ? "" : "\n"}${artefacts.length === 1 ? "" : "\n"}`);
  }
}

function staleFiles(folder: string, output: Output): readonly Diagnostic[] {
  const { missing, stale, orphans } = compareTree(output, readTree(folder));
  const help = `compile again with \`--out ${folder}\` and commit the result`;
  const say = (path: string, what: string): Diagnostic => ({
    ...error("cli/stale-output", `\`${folder}/${path}\` ${what}`, null, { help }),
    file: `${folder}/${path}`,
  });
  return [
    ...missing.map((p) => say(p, "is missing")),
    ...stale.map((p) => say(p, "is not what the rules compile to")),
    ...orphans.map((p) => say(p, "is left from a rule or target that is gone")),
  ];
}
