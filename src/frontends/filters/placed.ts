import { isJsonObject, type Json } from "../../source/json.ts";
import { type JsonPath, jsonPlaces } from "../../source/json-text.ts";
import type { Span } from "../../source/span.ts";

/** A value of JSON and where it stands. `key`: the key that holds it, the value itself where there is none. */
export interface Placed {
  readonly json: Json;
  readonly span: Span;
  readonly key: Span;
  child(key: string | number): Placed;
}

/** The value that is the part of `text` at this span. Places are looked for when the first is asked for. */
export function placedAt(text: string, json: Json, at: Span): Placed {
  let places: ReturnType<typeof jsonPlaces> | null = null;
  const find = (path: JsonPath): ReturnType<ReturnType<typeof jsonPlaces>> => {
    places ??= jsonPlaces(text, at.start, at.end);
    return places(path);
  };
  const placed = (value: Json, path: JsonPath): Placed => ({
    json: value,
    get span() {
      return find(path)?.value ?? at;
    },
    get key() {
      const place = find(path);
      return place?.key ?? place?.value ?? at;
    },
    // the key is one that the value has
    child: (key) => placed((value as Readonly<Record<string | number, Json>>)[key] ?? null, [...path, key]),
  });
  return placed(json, []);
}

/** The members of an object, by name; empty for everything else. */
export const membersOf = (placed: Placed): ReadonlyMap<string, Placed> =>
  new Map(isJsonObject(placed.json) ? Object.keys(placed.json).map((name) => [name, placed.child(name)]) : []);

/** The items of a list; a value by itself is a list of one, as Elasticsearch reads it. */
export const itemsOf = (placed: Placed): readonly Placed[] =>
  Array.isArray(placed.json) ? placed.json.map((_, i) => placed.child(i)) : [placed];
