import type { Diagnostic, Label } from "../diagnostics/diagnostic.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { Emission } from "../target/target.ts";

/** Moves what a stage said about the query's text into the document that holds the query. */

function placeLabel(document: RuleDocument, label: Label): Label {
  return { ...label, span: document.place(label.span) };
}

export function placeDiagnostic(document: RuleDocument, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.file !== null) return diagnostic;
  return {
    ...diagnostic,
    file: document.source.name,
    primary: diagnostic.primary === null ? null : placeLabel(document, diagnostic.primary),
    secondary: diagnostic.secondary.map((label) => placeLabel(document, label)),
  };
}

export function placeEmission(document: RuleDocument, emission: Emission): Emission {
  if (!emission.ok) return { ok: false, refusals: emission.refusals.map((r) => ({ ...r, span: document.place(r.span) })) };
  if (emission.deviations.length === 0 && emission.warnings.length === 0) return emission;
  return {
    ...emission,
    deviations: emission.deviations.map((d) => ({ ...d, span: document.place(d.span) })),
    warnings: emission.warnings.map((w) => placeDiagnostic(document, w)),
  };
}
