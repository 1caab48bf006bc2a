import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Schema } from "../../schema/schema.ts";
import type { FieldResolver } from "../_shared/field-resolver.ts";
import type { NodeIds } from "../_shared/node-ids.ts";

/** What every function of the lowering is given. */
export interface Lowering {
  readonly ids: NodeIds;
  readonly schema: Schema;
  readonly fields: FieldResolver;
  readonly report: (d: Diagnostic) => void;
}
