import { type Field, fits } from "../../../src/ir/field.ts";
import { familyOf } from "../../../src/schema/es-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../src/source/json.ts";
import { addressHex, addressText } from "./address.ts";
import { maxInstant, readDate } from "./date.ts";
import { decimal, lowerUnits, wordList } from "./derived-values.ts";

/**
 * How SQL sees an event, written down: an event is flattened once, when it is loaded, into lists of values by dotted name, one list for each way
 * to read them. Dotted and nested keys and objects in arrays all end in the same list; null and [] leave nothing.
 *
 * - `text`: strings as they are, numbers and booleans as their JSON text: what a keyword field holds.
 * - `long`: whole numbers; 3.7 is 3, "42" is 42.
 * - `double`: numbers, also from text.
 * - `boolean`: true, false, and the texts "true", "false" and "" (false).
 * - `date`: milliseconds since 1970 in UTC.
 * - `ip`: addresses as 32 hex digits, v4 as ::ffff:a.b.c.d.
 *
 * A value that cannot be read in one of these ways is not in that list.
 */
export const plainReadings = ["text", "long", "double", "boolean", "date", "ip"] as const;
export type PlainReading = (typeof plainReadings)[number];

/**
 * Texts that no SQL can make of those, so that whoever loads an event has to: only where a rule asks for them (derived-readings.ts).
 *
 * - `lower`: the text in lower case as Java's ROOT locale has it; a character beyond U+FFFF is two, one for each half, so that positions are Java's.
 * - `address`: an address as Elasticsearch writes it.
 * - `decimal`: a floating number as Java writes it.
 * - `words`: the words of the text, as Elasticsearch's standard analyzer takes it apart, each between two blanks.
 */
export const derivedReadings = ["lower", "address", "decimal", "words"] as const;
export type DerivedReading = (typeof derivedReadings)[number];

/** A product's types by reading: what is derived is a text. */
export const typesOf = (types: Readonly<Record<PlainReading, string>>): Readonly<Record<Reading, string>> => ({
  ...types,
  lower: types.text,
  address: types.text,
  decimal: types.text,
  words: types.text,
});

export const readings = [...plainReadings, ...derivedReadings] as const;
export type Reading = (typeof readings)[number];

export const isDerived = (reading: Reading): reading is DerivedReading => derivedReadings.some((d) => d === reading);

/** How a field is read; null: a field that has no values of its own (object, nested, geo_point). */
export function readingOf(field: Field): Reading | null {
  const family = familyOf(field.type);
  return family === "none" ? null : family === "string" ? "text" : family;
}

/** Keys of these kinds meet as texts, the address as it is written. */
export const isWritten = (kinds: ReadonlySet<Reading>): boolean => kinds.size === 2 && kinds.has("ip") && kinds.has("text");

export type Item = string | bigint | number | boolean;
export type Projection = ReadonlyMap<Reading, ReadonlyMap<string, readonly Item[]>>;

/** Which readings of which fields to load, a name with `*` for all that fit; null loads all that are not derived. */
export type Wanted = ReadonlyMap<string, ReadonlySet<Reading>>;

const wantedOf = (wanted: Wanted, name: string): Iterable<Reading> => {
  const patterns = [...wanted].filter(([pattern]) => pattern.includes("*") && fits(pattern.split("*"), name));
  const own = wanted.get(name) ?? [];
  return patterns.length === 0 ? own : new Set([...own, ...patterns.flatMap(([, kinds]) => [...kinds])]);
};

/** Every scalar of the event with its dotted name, in document order. */
export function flatten(event: JsonObject): ReadonlyMap<string, readonly (string | number | boolean)[]> {
  const out = new Map<string, (string | number | boolean)[]>();
  const todo: { readonly name: string | null; readonly value: Json }[] = [{ name: null, value: event }];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const { name, value } = at;
    if (Array.isArray(value)) for (const item of value.toReversed()) todo.push({ name, value: item });
    else if (isJsonObject(value))
      for (const [key, inner] of Object.entries(value).toReversed())
        todo.push({ name: name === null ? key : `${name}.${key}`, value: inner });
    else if (value !== null && name !== null && !Array.isArray(value)) {
      // Array.isArray does not narrow a readonly array away, hence the check above once more
      const list = out.get(name);
      if (list === undefined) out.set(name, [value as string | number | boolean]);
      else list.push(value as string | number | boolean);
    }
  }
  return out;
}

export function project(event: JsonObject, wanted: Wanted | null): Projection {
  const out = new Map<Reading, Map<string, Item[]>>();
  for (const [name, values] of flatten(event)) {
    for (const reading of wanted === null ? plainReadings : wantedOf(wanted, name)) {
      const items = values.map((v) => read(v, reading)).filter((v) => v !== null);
      if (items.length === 0) continue;
      const group = out.get(reading) ?? new Map<string, Item[]>();
      out.set(reading, group.set(name, items));
    }
  }
  return out;
}

export function read(value: string | number | boolean, reading: Reading): Item | null {
  switch (reading) {
    case "text":
      return textOf(value);
    case "long":
      return typeof value === "boolean" ? null : readLong(value);
    case "double":
      return typeof value === "boolean" ? null : readDouble(value);
    case "boolean":
      return readBoolean(value);
    case "date":
      return readMillis(value);
    case "ip":
      return typeof value === "string" ? addressHex(value) : null;
    case "lower":
      return lowerUnits(textOf(value));
    case "address": {
      const hex = typeof value === "string" ? addressHex(value) : null;
      return hex === null ? null : addressText(hex);
    }
    case "decimal": {
      const number = typeof value === "boolean" ? null : readDouble(value);
      return number === null ? null : decimal(number);
    }
    case "words":
      return wordList(textOf(value));
  }
}

const textOf = (value: string | number | boolean): string => (typeof value === "string" ? value : JSON.stringify(value));

const maxLong = 2n ** 63n - 1n;
const minLong = -(2n ** 63n);

function readLong(value: string | number): bigint | null {
  const exact = typeof value === "string" && /^[+-]?\d{1,40}$/.test(value) ? BigInt(value.replace("+", "")) : null;
  if (exact !== null) return exact >= minLong && exact <= maxLong ? exact : null;
  const number = readDouble(value);
  if (number === null) return null;
  const whole = BigInt(Math.trunc(number));
  return whole >= minLong && whole <= maxLong ? whole : null;
}

/** Decimal notation, as Elasticsearch reads numbers from text; no NaN, no infinities. */
function readDouble(value: string | number): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function readBoolean(value: string | number | boolean): boolean | null {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" || value === "" ? false : null;
}

function readMillis(value: string | number | boolean): bigint | null {
  if (typeof value === "boolean") return null;
  // a number is read by its digits, as Elasticsearch reads it: 2024 is a year
  if (typeof value === "number" && !(Math.abs(value) <= maxInstant)) return null;
  const span = readDate(typeof value === "number" ? String(BigInt(Math.floor(value))) : value);
  return span === null ? null : BigInt(span.first);
}

const itemText = (item: Item): string =>
  typeof item === "bigint" ? item.toString() : typeof item === "number" ? doubleText(item) : JSON.stringify(item);

/** With a fraction or an exponent, so that no reader takes it for an integer. */
const doubleText = (n: number): string => (Number.isInteger(n) && Math.abs(n) < 1e21 ? `${Object.is(n, -0) ? "-0" : n}.0` : String(n));

/**
 * The `doc` of the document layout: `{"text": {"process.name": ["cmd.exe"]}, "long": {"process.pid": [42]}, ...}`, and a last group with lists of objects by their path, already as text.
 */
export function documentText(projection: Projection, lists: ReadonlyMap<string, readonly string[]>): string {
  const groups = readings.flatMap((reading) => {
    const group = projection.get(reading);
    if (group === undefined) return [];
    const fields = [...group].map(([name, items]) => `${JSON.stringify(name)}:[${items.map(itemText).join(",")}]`);
    return [`${JSON.stringify(reading)}:{${fields.join(",")}}`];
  });
  const nested = [...lists].map(([path, objects]) => `${JSON.stringify(path)}:[${objects.join(",")}]`);
  return `{${[...groups, ...(nested.length === 0 ? [] : [`"nested":{${nested.join(",")}}`])].join(",")}}`;
}
