import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { textRenderer } from "../diagnostics/render-text.ts";
import type { Format } from "./flags.ts";
import type { Terminal } from "./terminal.ts";

/** What a command found, and the texts that its diagnostics point into. */
export interface Report {
  /** By the name that diagnostics use. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that were looked at, findings or not: a JUnit report counts them. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const width = (terminal: Terminal): number => Math.max(40, (terminal.columns ?? 128) - 8);

/** Text goes to stderr at once. --quiet leaves only errors. */
export function complain(report: Pick<Report, "texts" | "diagnostics">, terminal: Terminal): void {
  const render = textRenderer({ sources: (f) => report.texts.get(f) ?? null, styles: terminal.errStyles, width: width(terminal) });
  for (const d of report.diagnostics) if (d.severity === "error" || !terminal.quiet) terminal.complain(`${render(d)}\n\n`);
}

/**
 * Shows a report in the format asked for. Text goes to stderr. The other formats are documents for programs, one document a run (an empty one too): they are the
 * data of the commands that look for findings, and go to stdout, unless `stdout` is taken by other data, then to stderr.
 */
export async function publish(
  report: Report,
  command: string,
  format: Format,
  terminal: Terminal,
  stdout: "free" | "taken",
): Promise<void> {
  if (format === "text") {
    complain(report, terminal);
    return;
  }
  const document = await render(report, command, format);
  if (stdout === "free") await terminal.print(document);
  else terminal.complain(document);
}

async function render(report: Report, command: string, format: Exclude<Format, "text">): Promise<string> {
  const sources = (file: string): string | null => report.texts.get(file) ?? null;
  switch (format) {
    case "json":
      return (await import("../diagnostics/render-json.ts")).renderJson(report.diagnostics, sources);
    case "github":
      return (await import("../diagnostics/render-github.ts")).renderGithub(report.diagnostics, sources);
    case "sarif": {
      const { renderSarif } = await import("../diagnostics/render-sarif.ts");
      const { allCodes } = await import("./all-codes.ts");
      const { verdictVersion } = await import("../source/verdict-version.ts");
      return renderSarif(report.diagnostics, sources, { name: "verdict", version: verdictVersion, codes: allCodes });
    }
    case "junit": {
      const { junitCases, renderJunit } = await import("../diagnostics/render-junit.ts");
      return renderJunit("verdict", junitCases(command, report.files, report.diagnostics, textRenderer({ sources })));
    }
  }
}

/** Why rules cannot be run. What else there is to say of them, `verdict check` says. */
export const errorsOf = (all: readonly { readonly diagnostics: readonly Diagnostic[] }[]): readonly Diagnostic[] =>
  all.flatMap((r) => r.diagnostics.filter((d) => d.severity === "error"));

/** Diagnostics of one file together, the files as they were read, what has no file last. */
export function inOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): readonly Diagnostic[] {
  const places = new Map(files.map((f, i) => [f, i]));
  const place = (d: Diagnostic): number => (d.file === null ? files.length : (places.get(d.file) ?? files.length));
  return [...diagnostics].sort((a, b) => place(a) - place(b));
}

/** `2 errors, 1 warning`; null when there is neither. */
export function countsOf(diagnostics: readonly Diagnostic[]): string | null {
  const count = (severity: Diagnostic["severity"]): number => diagnostics.filter((d) => d.severity === severity).length;
  const parts = [
    [count("error"), "error"],
    [count("warning"), "warning"],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`);
  return said.length === 0 ? null : said.join(", ");
}
