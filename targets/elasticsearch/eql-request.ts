/** The body of `POST /<index>/_eql/search`. */
import type { Query } from "./dsl.ts";
import { type Layout, quote, record } from "./json-text.ts";

export interface EqlSearch {
  readonly query: string;
  /** What every event of every stage must satisfy besides: the window. */
  readonly filter: Query | null;
  readonly size: number;
  /** Null: the API's own, `event.category`, `@timestamp` and none. */
  readonly categoryField: string | null;
  readonly timestampField: string | null;
  readonly tiebreakerField: string | null;
}

/** `query` and `filter`: the search's own, as they are to be written. */
export function eqlSearchJson(search: Omit<EqlSearch, "query" | "filter">, query: Layout, filter: Layout | null): Layout {
  const { size, categoryField, timestampField, tiebreakerField } = search;
  const field = (name: string | null): Layout | undefined => (name === null ? undefined : quote(name));
  return record({
    query,
    filter: filter ?? undefined,
    size: String(size),
    event_category_field: field(categoryField),
    timestamp_field: field(timestampField),
    tiebreaker_field: field(tiebreakerField),
  });
}
