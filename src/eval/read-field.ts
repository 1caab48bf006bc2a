import { type Field, type FieldPattern, fieldName, isMeant } from "../ir/field.ts";
import type { Value } from "../ir/value.ts";
import type { EsType } from "../schema/es-type.ts";
import { familyOf } from "../schema/es-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import { addressText, parseAddress } from "./address.ts";
import { instantOf } from "./date.ts";

/**
 * The values that Elasticsearch would index for a field: dotted and nested keys alike, in any mixture; arrays and objects in arrays flatten; null and []
 * have none. A value that the field's type does not take is left out (Elasticsearch refuses the document, or ignores the value).
 * An unmapped field has no values. Only own properties count. Addresses come in their canonical text.
 */
export function readField(event: JsonObject, field: Field): readonly Exclude<Value, null>[] {
  if (!field.mapped) return [];
  const values: Exclude<Value, null>[] = [];
  for (const json of field.pattern === undefined ? valuesAt(event, fieldName(field).split(".")) : valuesLike(event, field.pattern)) {
    const value = coerce(json, field.type);
    if (value !== null) values.push(value);
  }
  return values;
}

type Place = { readonly at: Json | undefined; readonly from: number };

/** All that lies at a path, without arrays and nulls, in the order of the document. An explicit stack: an event may nest arrays deeper than ours goes. */
function* valuesAt(event: JsonObject, path: readonly string[]): Generator<Exclude<Json, null>> {
  const stack: Place[] = [{ at: event, from: 0 }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { at, from } = place;
    if (at === undefined || at === null) continue;
    if (isList(at)) for (let i = at.length - 1; i >= 0; i--) stack.push({ at: at[i], from });
    else if (from === path.length) yield at;
    else if (isJsonObject(at)) {
      for (let to = path.length; to > from; to--) {
        const key = path.slice(from, to).join(".");
        if (Object.hasOwn(at, key)) stack.push({ at: at[key], from: to });
      }
    }
  }
}

/** The values of all fields whose names fit, without nulls, in the order of the document. */
function* valuesLike(event: JsonObject, pattern: FieldPattern): Generator<Exclude<Json, null>> {
  const stack: { readonly name: string | null; readonly at: Json }[] = [{ name: null, at: event }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { name, at } = place;
    if (at === null) continue;
    if (isList(at)) for (const item of at.toReversed()) stack.push({ name, at: item });
    else if (isJsonObject(at))
      for (const [key, inner] of Object.entries(at).toReversed()) stack.push({ name: name === null ? key : `${name}.${key}`, at: inner });
    else if (name !== null && isMeant(pattern, name)) yield at;
  }
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

/** The value as the type indexes it, or null if it takes no such value. */
function coerce(json: Exclude<Json, null>, type: EsType): Value {
  if (typeof json === "object") return null;
  switch (familyOf(type)) {
    case "string":
      return String(json);
    case "long":
      return toLong(json, type);
    case "double":
      return toDouble(json);
    case "boolean":
      return toBoolean(json);
    case "date":
      return typeof json === "boolean" || instantOf(json) === null ? null : typeof json === "number" ? BigInt(Math.floor(json)) : json;
    case "ip": {
      const bytes = typeof json === "string" ? parseAddress(json) : null;
      return bytes === null ? null : addressText(bytes);
    }
    case "none":
      return null;
  }
}

function toBoolean(json: string | number | boolean): boolean | null {
  if (json === true || json === "true") return true;
  return json === false || json === "false" || json === "" ? false : null;
}

function toDouble(json: string | number | boolean): number | null {
  if (typeof json === "number") return Number.isFinite(json) ? json : null;
  const number = typeof json === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(json) ? Number(json) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Fractions are cut off, as `coerce` does by default; what does not fit the type is no value. */
function toLong(json: string | number | boolean, type: EsType): bigint | null {
  let whole: bigint | null = null;
  if (typeof json === "number") whole = Number.isFinite(json) ? BigInt(Math.trunc(json)) : null;
  else if (typeof json === "string" && /^[+-]?\d{1,40}$/.test(json)) whole = BigInt(json.replace("+", ""));
  else if (typeof json === "string") {
    const number = toDouble(json);
    whole = number === null ? null : BigInt(Math.trunc(number));
  }
  if (whole === null) return null;
  const [low, high] = rangeOf(type);
  return whole >= low && whole <= high ? whole : null;
}

function rangeOf(type: EsType): readonly [bigint, bigint] {
  const signed = (bits: bigint): readonly [bigint, bigint] => [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  switch (type) {
    case "byte":
      return signed(8n);
    case "short":
      return signed(16n);
    case "integer":
      return signed(32n);
    case "unsigned_long":
      return [0n, 2n ** 64n - 1n];
    default:
      return signed(64n);
  }
}
