import type { Key } from "../ir/detection.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";
import { readField } from "./read-field.ts";

/**
 * The keys by which an event joins: every combination of the key fields' values. None where a field that is not optional is missing; a missing optional field is null,
 * which equals itself.
 */
export function keysOf(event: JsonObject, by: readonly Key[]): readonly (readonly Value[])[] {
  let keys: readonly (readonly Value[])[] = [[]];
  for (const { field, optional } of by) {
    const values: readonly Value[] = [...new Set(readField(event, field))];
    const options = values.length > 0 ? values : optional ? [null] : [];
    keys = keys.flatMap((key) => options.map((value) => [...key, value]));
  }
  return keys;
}

/** Equal exactly for equal keys: values of different types stay apart, the whole numbers 1 and 1.0 do not, and neighbours beyond 2^53 do. */
export const keyText = (key: readonly Value[]): string => JSON.stringify(key.map(keyPart));

const keyPart = (value: Value): Value | { readonly whole: string } =>
  typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value)) ? { whole: BigInt(value).toString() } : value;
