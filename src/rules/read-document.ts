import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../source/source-text.ts";
import { span } from "../source/span.ts";
import { readJson, readNdjson } from "./json-document.ts";
import type { DocumentResult } from "./rule-document.ts";
import { documentsOf, type RawRule } from "./rule-set.ts";
import { readToml } from "./toml-document.ts";

export type DocumentFormat = "toml" | "json" | "ndjson";

/** File name endings of rule documents: what a folder is searched for. */
export const documentExtensions: readonly string[] = [".toml", ".json", ".ndjson"];

export interface ReadOptions {
  /** Default: from the source's name, else from the text. */
  readonly format?: DocumentFormat;
  /** Path of the document relative to where rules were looked for, with or without extension, `/` or `\` between segments. Default: the last segment of the source's name. */
  readonly path?: string;
}

/** By the name's ending; a text without one (stdin) by how it begins. */
function formatOf({ name, text }: SourceText): DocumentFormat {
  const ending = /\.(toml|json|ndjson)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "toml" || ending === "json" || ending === "ndjson") return ending;
  if (/^\ufeff?\s*\[\s*[\]{]/.test(text)) return "json";
  if (!/^\ufeff?\s*\{/.test(text)) return "toml";
  return /^\ufeff?\s*\{[^\n]*\}[ \t\r]*\n\s*\{/.test(text) ? "ndjson" : "json";
}

interface RawResult {
  readonly rules: readonly RawRule[];
  readonly diagnostics: readonly Diagnostic[];
  readonly single: boolean;
}

function readRaw(source: SourceText, format: DocumentFormat): RawResult {
  switch (format) {
    case "toml":
      return { ...readToml(source), single: true };
    case "json":
      return readJson(source);
    case "ndjson":
      return { ...readNdjson(source), single: false };
  }
}

/**
 * Reads Elastic's rule TOML, a rule or list of rules in the detection engine API's JSON, or an NDJSON export. Never throws; what is wrong is in
 * `diagnostics`, with spans into the text. A rule with an error is missing from `rules`, the others of the same file are there.
 */
export function readDocument(source: SourceText, options: ReadOptions = {}): DocumentResult {
  const zero = source.text.indexOf("\0");
  if (zero >= 0) {
    const binary = error("rules/binary", "not a text: it holds a NUL", span(zero, zero + 1), { help: "rule documents are UTF-8" });
    return { rules: [], diagnostics: [{ ...binary, file: source.name }] };
  }
  const raw = readRaw(source, options.format ?? formatOf(source));
  const path = options.path ?? source.name.split(/[/\\]/).at(-1) ?? "rule";
  const { rules, diagnostics } = documentsOf(raw.rules, path, raw.single);
  const all = [...raw.diagnostics, ...diagnostics];
  if (rules.length === 0 && all.length === 0) {
    const empty = error("rules/no-rule", "no rule in this document", span(0, Math.min(1, source.text.length)));
    return { rules, diagnostics: [{ ...empty, file: source.name }] };
  }
  return { rules, diagnostics: all };
}
