import type { CodeTable } from "../diagnostics/code.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Detection, Source, SourceId } from "../ir/rule.ts";
import type { Schema } from "../schema/schema.ts";

/** What a query is read with: the schema, and the fields that Elasticsearch's EQL request names. */
export interface FrontEndContext {
  readonly schema: Schema;
  readonly index: readonly string[];
  /** Default `event.category`. */
  readonly categoryField: string;
  /** Default `@timestamp`. */
  readonly timestampField: string;
  readonly tiebreakerField: string | null;
}

/** Spans are offsets into the query's text. `detection` is null exactly when a diagnostic is an error. `ast` is what `--emit ast` prints. */
export interface FrontEndResult {
  readonly ast: unknown;
  readonly detection: { readonly sources: Readonly<Record<SourceId, Source>>; readonly detection: Detection } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A rule language. Pure; never throws on bad input. */
export interface FrontEnd {
  /** What `language` in a rule document says, and `--language`. */
  readonly id: string;
  /** Other words for it on the command line. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly codes: CodeTable;
  read(query: string, context: FrontEndContext): FrontEndResult;
}
