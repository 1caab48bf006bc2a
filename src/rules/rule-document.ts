import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Metadata, Schedule } from "../ir/rule.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";
import type { FilterText } from "./condition-text.ts";

/**
 * One rule read from a document (TOML, API JSON, a line of NDJSON) or made from a bare query. Its query is not parsed yet.
 * `place` moves a span of the metadata's `conditionText` (the query and the filters below it) into the document, escapes and all; it is lazy, since finding positions in TOML is
 * slow and only a diagnostic needs one. For a bare query it is the identity.
 */
export interface RuleDocument {
  readonly source: SourceText;
  readonly metadata: Metadata;
  readonly schedule: Schedule;
  readonly index: readonly string[];
  /** `eql`, `kuery`, `lucene`, `esql`; null for a rule without a query (machine_learning). */
  readonly language: string | null;
  /** Elastic's rule type: `eql`, `query`, `threshold`, … */
  readonly type: string;
  readonly query: string;
  /** Kibana's filters beside the query; their spans are those of the metadata's `conditionText`. */
  readonly filters: readonly FilterText[];
  /** Those beside an indicator match rule's threat query. */
  readonly threatFilters: readonly FilterText[];
  readonly categoryField: string | null;
  readonly timestampField: string | null;
  readonly tiebreakerField: string | null;
  place(span: Span): Span;
  /** Where a key of the document stands (`rule.severity`), or null. */
  locate(key: string): Span | null;
}

/** Diagnostics already carry the file; a rule that could not be read is missing from `rules`. */
export interface DocumentResult {
  readonly rules: readonly RuleDocument[];
  readonly diagnostics: readonly Diagnostic[];
}
