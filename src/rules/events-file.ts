import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JsonObject } from "../source/json.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";

/** One event beside a rule (`NAME.events.yaml`) and what the rule says of it. `span` covers the case in the file. */
export interface EventCase {
  readonly name: string;
  readonly event: JsonObject;
  readonly verdict: "match" | "no-match" | "error";
  readonly why: string;
  readonly span: Span;
}

/** `cases` holds the sound ones even when others have errors. */
export interface EventsFileResult {
  readonly cases: readonly EventCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `rules/a/b.toml` has its events in `rules/a/b.events.yaml`. */
export const eventsFileOf = (rulePath: string): string => `${rulePath.replace(/\.(toml|json|ndjson)$/, "")}.events.yaml`;

export function readEvents(_source: SourceText): EventsFileResult {
  return { cases: [], diagnostics: [] };
}
