import type { Field } from "../../ir/field.ts";
import type { EsType } from "../../schema/es-type.ts";
import type { Schema } from "../../schema/schema.ts";

/** A field that the request names, not the query: no warning if the schema has none of that name. */
export function requestField(schema: Schema, path: string, type: EsType): Field {
  const info = schema.lookup(path);
  return {
    path: path.split("."),
    type: info?.type ?? type,
    mapped: true,
    array: info?.array ?? false,
    ignoreAbove: info?.ignoreAbove ?? null,
  };
}
