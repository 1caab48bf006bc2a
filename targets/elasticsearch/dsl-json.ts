import { assertNever } from "../../src/source/assert-never.ts";
import type { Query, SearchBody, SortKey } from "./dsl.ts";
import type { Data } from "./json-text.ts";
import { scriptJson } from "./painless-print.ts";

/** A query as the search API takes it. */
export function queryJson(query: Query): Data {
  const name = query.name === null ? undefined : query.name;
  const insensitive = (on: boolean): true | undefined => (on ? true : undefined);
  switch (query.kind) {
    case "bool": {
      const list = (queries: readonly Query[]): Data | undefined => (queries.length === 0 ? undefined : queries.map(queryJson));
      const some = query.should.length > 0 ? 1n : undefined;
      return {
        bool: {
          _name: name,
          filter: list(query.filter),
          must_not: list(query.mustNot),
          should: list(query.should),
          // said aloud: the default depends on whether a `filter` stands beside it, and the next editor may add one
          minimum_should_match: some,
        },
      };
    }
    case "match-all":
      return { match_all: { _name: name } };
    case "match-none":
      return { match_none: { _name: name } };
    case "term":
      return { term: { [query.field]: { value: query.value, case_insensitive: insensitive(query.caseInsensitive), _name: name } } };
    case "terms":
      return { terms: { [query.field]: query.values, _name: name } };
    case "prefix":
      return { prefix: { [query.field]: { value: query.value, case_insensitive: insensitive(query.caseInsensitive), _name: name } } };
    case "wildcard":
      return { wildcard: { [query.field]: { value: query.value, case_insensitive: insensitive(query.caseInsensitive), _name: name } } };
    case "regexp":
      return {
        regexp: {
          [query.field]: { value: query.value, flags: "ALL", case_insensitive: insensitive(query.caseInsensitive), _name: name },
        },
      };
    case "range":
      return { range: { [query.field]: { ...query.bounds, _name: name } } };
    case "match-phrase":
      return { match_phrase: { [query.field]: { query: query.text, _name: name } } };
    case "multi-match":
      return { multi_match: { query: query.text, fields: query.fields, type: "phrase", lenient: true, _name: name } };
    case "query-string":
      return { query_string: { query: query.query, fields: query.fields, lenient: true, _name: name } };
    case "exists":
      return { exists: { field: query.field, _name: name } };
    case "nested":
      return { nested: { path: query.path, query: queryJson(query.query), score_mode: "none", ignore_unmapped: true, _name: name } };
    case "script":
      return { script: { script: scriptJson(query.script), _name: name } };
    default:
      return assertNever(query);
  }
}

export const sortJson = (key: SortKey): Data => ({ [key.field]: { order: key.order, unmapped_type: key.unmappedType } });

/** A bool at the top, in filter context: no score is computed, and there is a place to add a clause. */
export const filterContext = (query: Query): Query =>
  query.kind === "bool" && query.should.length === 0 ? query : { kind: "bool", name: null, filter: [query], should: [], mustNot: [] };

/** The body of a `_search` request. */
export function bodyJson(body: SearchBody): Data {
  return {
    query: queryJson(filterContext(body.query)),
    from: body.from === 0 ? undefined : BigInt(body.from),
    size: BigInt(body.size),
    sort: body.sort.map(sortJson),
  };
}
