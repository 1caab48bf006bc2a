/** The body of `POST /<index>/_eql/search`. */
import type { Query } from "./dsl.ts";
import { queryJson } from "./dsl-json.ts";
import type { Data } from "./json-text.ts";

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

export const eqlSearchJson = (search: EqlSearch): Data => ({
  query: search.query,
  filter: search.filter === null ? undefined : queryJson(search.filter),
  size: BigInt(search.size),
  event_category_field: search.categoryField ?? undefined,
  timestamp_field: search.timestampField ?? undefined,
  tiebreaker_field: search.tiebreakerField ?? undefined,
});
