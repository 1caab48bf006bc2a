import type { Diagnostic, Label } from "./diagnostic.ts";
import type { Region, Sources } from "./render-position.ts";
import { lineIndexes, regionOf } from "./render-position.ts";

/**
 * All diagnostics as one JSON array, two spaces deep. Lines and columns count from 1, columns in UTF-16 code units, ends are exclusive;
 * `offset` and `length` are code units of the file. Places are null where there is no source.
 */
export function renderJson(diagnostics: readonly Diagnostic[], sources: Sources): string {
  const indexOf = lineIndexes(sources);
  const place = (file: string | null, label: Label): object => {
    const index = indexOf(file);
    const region: Region | null = index === null ? null : regionOf(index, label.span);
    return {
      text: label.text,
      offset: label.span.start,
      length: Math.max(0, label.span.end - label.span.start),
      line: region?.start.line ?? null,
      column: region?.start.column ?? null,
      endLine: region?.end.line ?? null,
      endColumn: region?.end.column ?? null,
    };
  };
  const all = diagnostics.map((d) => ({
    severity: d.severity,
    code: d.code,
    message: d.message,
    file: d.file,
    primary: d.primary === null ? null : place(d.file, d.primary),
    secondary: d.secondary.map((l) => place(d.file, l)),
    help: d.help,
  }));
  return `${JSON.stringify(all, null, 2)}\n`;
}
