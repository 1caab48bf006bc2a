import { assertNever } from "../source/assert-never.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";
import type { Sources } from "./render-position.ts";
import { lineIndexes, regionOf } from "./render-position.ts";

/** Escaping as in actions/toolkit `packages/core/src/command.ts`: a newline would end the command, `,` and `:` a property. */
const escapeData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function commandOf(severity: Severity): string {
  switch (severity) {
    case "error":
      return "error";
    case "warning":
      return "warning";
    case "note":
      return "notice";
    default:
      return assertNever(severity);
  }
}

/** One GitHub Actions workflow command a diagnostic, each on its own line. */
export function renderGithub(diagnostics: readonly Diagnostic[], sources: Sources): string {
  const indexOf = lineIndexes(sources);
  const line = (d: Diagnostic): string => {
    const properties: string[] = [];
    if (d.file !== null) properties.push(`file=${escapeProperty(d.file)}`);
    const index = indexOf(d.file);
    if (index !== null && d.primary !== null) {
      const { start, end } = regionOf(index, d.primary.span);
      properties.push(`line=${start.line}`, `endLine=${end.line}`);
      // GitHub takes columns only for a place on one line
      if (start.line === end.line) properties.push(`col=${start.column}`, `endColumn=${end.column}`);
    }
    properties.push(`title=${escapeProperty(d.code)}`);
    const text = d.help === null ? d.message : `${d.message}\nhelp: ${d.help}`;
    return `::${commandOf(d.severity)} ${properties.join(",")}::${escapeData(text)}\n`;
  };
  return diagnostics.map(line).join("");
}
