/**
 * Elasticsearch's query DSL as plain data: only what the emitter uses. `name` becomes `_name`, so that a hit says which parts of the rule it satisfied.
 * Nothing here is text of a request: dsl-json.ts turns it into JSON, which quotes everything.
 */
import type { PainlessScript } from "./painless-tree.ts";

export type TermValue = string | bigint | number | boolean;

interface Named {
  readonly name: string | null;
}

export interface Bool extends Named {
  readonly kind: "bool";
  readonly filter: readonly Query[];
  /** At least one of them, when there are any. */
  readonly should: readonly Query[];
  readonly mustNot: readonly Query[];
}

/** Bounds of a `range`, as the DSL names them. */
export type RangeBound = "gt" | "gte" | "lt" | "lte";

export type Query =
  | Bool
  | (Named & { readonly kind: "match-all" })
  | (Named & { readonly kind: "match-none" })
  | (Named & { readonly kind: "term"; readonly field: string; readonly value: TermValue; readonly caseInsensitive: boolean })
  | (Named & { readonly kind: "terms"; readonly field: string; readonly values: readonly TermValue[] })
  | (Named & { readonly kind: "prefix"; readonly field: string; readonly value: string; readonly caseInsensitive: boolean })
  /** `value` is in Lucene's wildcard syntax: wildcard.ts escapes. */
  | (Named & { readonly kind: "wildcard"; readonly field: string; readonly value: string; readonly caseInsensitive: boolean })
  /** `value` is in Lucene's regular expression syntax. */
  | (Named & { readonly kind: "regexp"; readonly field: string; readonly value: string; readonly caseInsensitive: boolean })
  | (Named & {
      readonly kind: "range";
      readonly field: string;
      readonly bounds: { readonly [B in RangeBound]?: string | bigint | number };
    })
  /** On analysed text: the words of `text` next to each other. */
  | (Named & { readonly kind: "match-phrase"; readonly field: string; readonly text: string })
  /** In every field whose name fits: the text as a whole, or its words next to each other where it is analysed. */
  | (Named & { readonly kind: "multi-match"; readonly fields: readonly string[]; readonly text: string })
  /** `query` is in Lucene's syntax, without names of fields: field-pattern.ts escapes. */
  | (Named & { readonly kind: "query-string"; readonly fields: readonly string[]; readonly query: string })
  | (Named & { readonly kind: "exists"; readonly field: string })
  /** Some document that the index holds for an object at `path` satisfies `query`; where the index has no such path there is none. */
  | (Named & { readonly kind: "nested"; readonly path: string; readonly query: Query })
  | (Named & { readonly kind: "script"; readonly script: PainlessScript });

export interface SortKey {
  readonly field: string;
  readonly order: "asc" | "desc";
  /** The type taken where no searched index has the field; without it the search would fail. */
  readonly unmappedType: string;
}

export interface SearchBody {
  readonly query: Query;
  readonly from: number;
  readonly size: number;
  readonly sort: readonly SortKey[];
}

export const matchAll: Query = { kind: "match-all", name: null };
export const matchNone: Query = { kind: "match-none", name: null };

/** The same query under a name; a query that has one keeps its own inside a bool. */
export const named = (query: Query, name: string): Query =>
  query.name === null ? { ...query, name } : { kind: "bool", name, filter: [query], should: [], mustNot: [] };

/** All of them. Nested conjunctions without a name are merged, and negations become `must_not` of the same bool: a stock server takes 29 levels. */
export function allOf(queries: readonly Query[]): Query {
  const filter: Query[] = [];
  const mustNot: Query[] = [];
  for (const query of queries) {
    if (query.kind === "match-none") return matchNone;
    if (query.kind === "bool" && query.name === null && query.should.length === 0) {
      filter.push(...query.filter);
      mustNot.push(...query.mustNot);
    } else if (query.kind !== "match-all" || query.name !== null) filter.push(query);
  }
  const [only] = filter;
  if (only === undefined && mustNot.length === 0) return matchAll;
  if (only !== undefined && filter.length === 1 && mustNot.length === 0) return only;
  return { kind: "bool", name: null, filter, should: [], mustNot };
}

/** At least one of them. Nested disjunctions without a name are merged. */
export function anyOf(queries: readonly Query[]): Query {
  const should: Query[] = [];
  for (const query of queries) {
    if (query.kind === "match-all") return matchAll;
    if (query.kind === "bool" && query.name === null && query.filter.length === 0 && query.mustNot.length === 0)
      should.push(...query.should);
    else if (query.kind !== "match-none" || query.name !== null) should.push(query);
  }
  const [only] = should;
  if (only === undefined) return matchNone;
  return should.length === 1 ? only : { kind: "bool", name: null, filter: [], should, mustNot: [] };
}

/** The complement: every document that the query does not match, also those that lack the field. */
export function noneOf(query: Query): Query {
  if (query.kind === "match-all" && query.name === null) return matchNone;
  if (query.kind === "match-none" && query.name === null) return matchAll;
  if (query.kind === "bool" && query.name === null && query.filter.length === 0) {
    const [only] = query.mustNot;
    if (query.should.length === 0 && only !== undefined && query.mustNot.length === 1) return only;
    if (query.mustNot.length === 0 && query.should.length > 0) return { ...query, should: [], mustNot: query.should };
  }
  return { kind: "bool", name: null, filter: [], should: [], mustNot: [query] };
}

/** How many bools lie within each other at the deepest place. */
export function boolDepth(query: Query): number {
  if (query.kind === "nested") return boolDepth(query.query);
  if (query.kind !== "bool") return 0;
  let deepest = 0;
  for (const list of [query.filter, query.should, query.mustNot]) for (const child of list) deepest = Math.max(deepest, boolDepth(child));
  return deepest + 1;
}

/** How many clauses Lucene counts: every query in it that is no bool. */
export function clauseCount(query: Query): number {
  if (query.kind === "nested") return 1 + clauseCount(query.query);
  if (query.kind !== "bool") return 1;
  return [...query.filter, ...query.should, ...query.mustNot].reduce((sum, child) => sum + clauseCount(child), 0);
}
