import { type Schema, schemaOf } from "./schema.ts";

/** The Elastic Common Schema. Not strict: wrap it in `layered(name, true, …)` for that. */
export function ecsSchema(): Schema {
  return schemaOf("ecs", {});
}
