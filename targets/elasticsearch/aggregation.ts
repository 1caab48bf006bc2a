/** Aggregations as plain data: only what the emitter uses. aggregation-json.ts turns them into JSON, which quotes everything. */
import type { Query, SortKey } from "./dsl.ts";

export type Aggregation =
  /** A bucket for each combination of the fields' values; documents that lack one are in none. Pages: the server gives `after_key` for the next. */
  | { readonly kind: "composite"; readonly fields: readonly string[]; readonly within: Aggregations }
  /** One bucket of all documents, which a selector can still drop. */
  | { readonly kind: "whole"; readonly within: Aggregations }
  | { readonly kind: "filter"; readonly query: Query }
  | { readonly kind: "cardinality"; readonly field: string; readonly precision: number | null }
  | { readonly kind: "earliest" | "latest"; readonly field: string }
  | { readonly kind: "first-hit"; readonly sort: readonly SortKey[] }
  /** Keeps the bucket if every one of the numbers is as large, or equal, as it must be. `path`: where the number stands, as `buckets_path` has it. */
  | { readonly kind: "selector"; readonly tests: readonly SelectorTest[] };

export interface SelectorTest {
  /** Names a variable of the script: ours, never a rule's. */
  readonly name: string;
  readonly path: string;
  readonly op: ">=" | "==";
  readonly number: number;
}

export type Aggregations = Readonly<Record<string, Aggregation>>;

/** A search that answers with buckets, each of them an alert. */
export interface GroupSearch {
  readonly query: Query;
  readonly groups: Aggregation;
}
