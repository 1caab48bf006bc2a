import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Schema } from "../../schema/schema.ts";
import type { FieldResolver } from "../_shared/field-resolver.ts";
import type { NodeIds } from "../_shared/node-ids.ts";

/** What every function of the lowering is given. */
export interface Lowering {
  readonly ids: NodeIds;
  readonly schema: Schema;
  readonly fields: FieldResolver;
  /** The same for fields of nested objects. */
  readonly innerFields: FieldResolver;
  /** What the names that are met stand in: the path of the braces around, or null. */
  readonly scope: string | null;
  /** Paths that the query itself takes for those of nested objects. */
  readonly nestedPaths: ReadonlySet<string>;
  /** The objects that each field stands in, as far as they have been asked for: see nested.ts. */
  readonly objects: Map<string, string | null>;
  /** Those of them that no schema has and that were told of. */
  readonly told: Set<string>;
  readonly report: (d: Diagnostic) => void;
}
