import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Schema } from "./schema.ts";

/** What a file says of fields. Put it before ECS in `layered`. Null exactly when a diagnostic is an error. */
export interface SchemaFileResult {
  readonly layer: Schema | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A user's own mapping: Elasticsearch mapping JSON (`{"mappings": {"properties": …}}`, the answer of `GET index/_mapping`, or `{"properties": …}`),
 * or a flat `{"field.name": "type"}`.
 */
export function readMapping(source: SourceText): SchemaFileResult {
  return {
    layer: null,
    diagnostics: [
      {
        severity: "error",
        code: "schema/bad-file",
        message: "cannot be read",
        file: source.name,
        primary: null,
        secondary: [],
        help: null,
      },
    ],
  };
}

/** Column names by field: `{"process.name": "process_name"}`, or `{"process.name": {"column": "process_name", "type": "keyword", "array": false}}`. */
export function readColumns(source: SourceText): SchemaFileResult {
  return readMapping(source);
}
