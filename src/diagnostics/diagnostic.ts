import type { Span } from "../source/span.ts";

/** `area/slug`: stable, never reused. Explained by `verdict explain-code` (see code.ts). */
export type Code = `${string}/${string}`;

export type Severity = "error" | "warning" | "note";

/** A place and what is wrong (primary) or why it was expected (secondary) there. */
export interface Label {
  readonly span: Span;
  readonly text: string | null;
}

/**
 * One finding of any stage. `message` is lower case, has no final period and stands alone; user text in it is in backticks;
 * `help` is the next thing to try. `file` names the text that the spans point into: stages that see only the query leave it null,
 * and the driver moves their spans into the document (`driver/place.ts`).
 */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: Code;
  readonly message: string;
  readonly file: string | null;
  readonly primary: Label | null;
  readonly secondary: readonly Label[];
  readonly help: string | null;
}

interface Details {
  readonly label?: string;
  readonly secondary?: readonly Label[];
  readonly help?: string;
}

function diagnostic(severity: Severity, code: Code, message: string, span: Span | null, details: Details): Diagnostic {
  return {
    severity,
    code,
    message,
    file: null,
    primary: span === null ? null : { span, text: details.label ?? null },
    secondary: details.secondary ?? [],
    help: details.help ?? null,
  };
}

export const error = (code: Code, message: string, span: Span | null, details: Details = {}): Diagnostic =>
  diagnostic("error", code, message, span, details);
export const warning = (code: Code, message: string, span: Span | null, details: Details = {}): Diagnostic =>
  diagnostic("warning", code, message, span, details);
export const note = (code: Code, message: string, span: Span | null, details: Details = {}): Diagnostic =>
  diagnostic("note", code, message, span, details);

export const hasError = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some((d) => d.severity === "error");
