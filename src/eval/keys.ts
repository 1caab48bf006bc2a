import type { Key } from "../ir/detection.ts";
import type { Field } from "../ir/field.ts";
import type { Value } from "../ir/value.ts";
import { familyOf } from "../schema/es-type.ts";
import type { JsonObject } from "../source/json.ts";
import { instantOf } from "./date.ts";
import { readField } from "./read-field.ts";

/** The values by which an event is joined, each once. Dates count as their instants, however they are written: Elasticsearch joins on what the field holds, which is milliseconds. */
export function joinValues(event: JsonObject, field: Field): readonly Exclude<Value, null>[] {
  const values = readField(event, field);
  if (familyOf(field.type) !== "date") return [...new Set(values)];
  const instants = values.flatMap((value) => (typeof value === "boolean" ? [] : (instantOf(value) ?? [])));
  return [...new Set(instants)].map(BigInt);
}

/**
 * The keys by which an event joins: every combination of the key fields' values. None where a field that is not optional is missing; a missing optional field is null,
 * which equals itself.
 */
export function keysOf(event: JsonObject, by: readonly Key[]): readonly (readonly Value[])[] {
  let keys: readonly (readonly Value[])[] = [[]];
  for (const { field, optional } of by) {
    const values: readonly Value[] = joinValues(event, field);
    const options = values.length > 0 ? values : optional ? [null] : [];
    keys = keys.flatMap((key) => options.map((value) => [...key, value]));
  }
  return keys;
}

/** Equal exactly for equal keys: values of different types stay apart, the whole numbers 1 and 1.0 do not, and neighbours beyond 2^53 do. */
export const keyText = (key: readonly Value[]): string => JSON.stringify(key.map(keyPart));

const keyPart = (value: Value): Value | { readonly whole: string } =>
  typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value)) ? { whole: BigInt(value).toString() } : value;
