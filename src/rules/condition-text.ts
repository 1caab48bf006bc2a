import type { Json } from "../source/json.ts";
import { type JsonPath, jsonPlaces } from "../source/json-text.ts";
import { type Span, span } from "../source/span.ts";

/** A filter of a rule, and where it stands in the text that spans point into. */
export interface FilterText {
  readonly value: Json;
  readonly span: Span;
}

/** The rule's own filters, and those of the indicators that it joins events with. */
export type FilterKey = "filters" | "threat_filters";

/** The query and, below it, each filter as a line of JSON: one text, so that a span says where a test comes from, whichever of them has it. */
export interface ConditionText {
  readonly text: string;
  readonly filters: readonly FilterText[];
  readonly threatFilters: readonly FilterText[];
}

export function conditionTextOf(query: string, filters: readonly Json[], threatFilters: readonly Json[] = []): ConditionText {
  let text = query;
  const place = (value: Json): FilterText => {
    const start = text.length + 1;
    text += `\n${JSON.stringify(value)}`;
    return { value, span: span(start, text.length) };
  };
  const placed = filters.map(place);
  const threat = threatFilters.map(place);
  return { text, filters: placed, threatFilters: threat };
}

/** The path of a place in the rule. `key`: it is the key that holds the value. */
export interface FilterPath {
  readonly path: JsonPath;
  readonly key: boolean;
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** What of the filters a span stands for: the smallest value or key that holds it. */
export function filterPathAt({ text, filters, threatFilters }: ConditionText, of: Span): FilterPath {
  const all = [...filters, ...threatFilters];
  const at = all.findIndex((f) => holds(f.span, of));
  const filter = all[at];
  if (filter === undefined) return { path: [], key: false };
  const list: FilterKey = at < filters.length ? "filters" : "threat_filters";
  const base = [list, at < filters.length ? at : at - filters.length];
  const places = jsonPlaces(text, filter.span.start, filter.span.end);
  const inside = (value: Json, path: JsonPath): FilterPath => {
    const keys = Array.isArray(value) ? value.keys() : typeof value === "object" && value !== null ? Object.keys(value) : [];
    for (const key of keys) {
      const place = places([...path, key]);
      if (place === null) continue;
      if (place.key !== null && holds(place.key, of)) return { path: [...base, ...path, key], key: true };
      // the key is one of the value's own
      if (holds(place.value, of)) return inside((value as Readonly<Record<string | number, Json>>)[key] ?? null, [...path, key]);
    }
    return { path: [...base, ...path], key: false };
  };
  return inside(filter.value, []);
}
