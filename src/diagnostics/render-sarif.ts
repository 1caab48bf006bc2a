import type { CodeTable } from "./code.ts";
import type { Code, Diagnostic, Label } from "./diagnostic.ts";
import type { Sources } from "./render-position.ts";
import { lineIndexes, regionOf } from "./render-position.ts";

export interface SarifTool {
  readonly name: string;
  readonly version: string;
  readonly codes: CodeTable;
}

/** A path as a relative URI reference: each segment is percent-encoded, so that `<stdin>` and a colon are legal too. */
const uriOf = (file: string): string =>
  file
    .replaceAll("\\", "/")
    .split("/")
    // a lone surrogate has no percent-encoding
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\ufffd")))
    .join("/");

/** One SARIF 2.1.0 log with one run. Columns count UTF-16 code units. */
export function renderSarif(diagnostics: readonly Diagnostic[], sources: Sources, tool: SarifTool): string {
  const indexOf = lineIndexes(sources);
  const codes = [...new Set(diagnostics.map((d) => d.code))].sort();
  const location = (file: string, label: Label | null): object => {
    const index = indexOf(file);
    const region = index === null || label === null ? null : regionOf(index, label.span);
    return {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...(region === null
          ? {}
          : {
              region: {
                startLine: region.start.line,
                startColumn: region.start.column,
                endLine: region.end.line,
                endColumn: region.end.column,
              },
            }),
      },
      ...(label === null || label.text === null ? {} : { message: { text: label.text } }),
    };
  };
  const result = (d: Diagnostic): object => {
    const { file } = d;
    return {
      ruleId: d.code,
      ruleIndex: codes.indexOf(d.code),
      level: d.severity,
      message: { text: d.help === null ? d.message : `${d.message}\nhelp: ${d.help}` },
      ...(file === null ? {} : { locations: [location(file, d.primary)] }),
      ...(file === null || d.secondary.length === 0
        ? {}
        : { relatedLocations: d.secondary.map((l, id) => ({ id, ...location(file, l) })) }),
    };
  };
  const rule = (code: Code): object => {
    const info = tool.codes[code];
    return {
      id: code,
      ...(info === undefined ? {} : { shortDescription: { text: info.summary }, fullDescription: { text: info.explain } }),
    };
  };
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
