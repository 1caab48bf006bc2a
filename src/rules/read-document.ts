import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../source/source-text.ts";
import type { DocumentResult } from "./rule-document.ts";

export type DocumentFormat = "toml" | "json" | "ndjson";

/** File name endings of rule documents: what a folder is searched for. */
export const documentExtensions: readonly string[] = [".toml", ".json", ".ndjson"];

export interface ReadOptions {
  /** Default: from the source's name, else from the text. */
  readonly format?: DocumentFormat;
  /** Path of the document relative to where rules were looked for, with or without extension, `/` or `\` between segments. Default: the last segment of the source's name. */
  readonly path?: string;
}

/**
 * Reads Elastic's rule TOML, a rule or list of rules in the detection engine API's JSON, or an NDJSON export. Never throws; what is wrong is in
 * `diagnostics`, with spans into the text. A rule with an error is missing from `rules`, the others of the same file are there.
 */
export function readDocument(source: SourceText, _options: ReadOptions = {}): DocumentResult {
  const diagnostic: Diagnostic = { ...error("rules/unreadable", "cannot be read", null), file: source.name };
  return { rules: [], diagnostics: [diagnostic] };
}
