import { assertNever } from "../../src/source/assert-never.ts";
import type { Query, SearchBody, SortKey } from "./dsl.ts";
import { keys, type Layout, layout, list, object, quote, scalarText, single } from "./json-text.ts";
import { type ScriptForm, scriptJson } from "./painless-print.ts";

const boolKeys = keys("_name", "filter", "must_not", "should", "minimum_should_match");
const nameKey = keys("_name");
const valueKeys = keys("value", "case_insensitive", "_name");
const regexpKeys = keys("value", "flags", "case_insensitive", "_name");
const phraseKeys = keys("query", "_name");
const multiMatchKeys = keys("query", "fields", "type", "lenient", "_name");
const queryStringKeys = keys("query", "fields", "lenient", "_name");
const existsKeys = keys("field", "_name");
const nestedKeys = keys("path", "query", "score_mode", "ignore_unmapped", "_name");
const scriptKeys = keys("script", "_name");
const bodyKeys = keys("query", "from", "size", "sort");

/** A query as the search API takes it. */
export function queryJson(query: Query, scripts: ScriptForm = "json"): Layout {
  const name = query.name === null ? null : quote(query.name);
  switch (query.kind) {
    case "bool": {
      const some = (queries: readonly Query[]): Layout | null =>
        queries.length === 0 ? null : list(queries.map((q) => queryJson(q, scripts)));
      // said aloud: the default depends on whether a `filter` stands beside it, and the next editor may add one
      const least = query.should.length > 0 ? "1" : null;
      return single("bool", object(boolKeys, [name, some(query.filter), some(query.mustNot), some(query.should), least]));
    }
    case "match-all":
      return single("match_all", object(nameKey, [name]));
    case "match-none":
      return single("match_none", object(nameKey, [name]));
    case "term":
    case "prefix":
    case "wildcard": {
      const value = object(valueKeys, [scalarText(query.value), query.caseInsensitive ? "true" : null, name]);
      return single(query.kind, single(query.field, value));
    }
    case "terms":
      return single("terms", object([...keys(query.field), ...nameKey], [list(query.values.map(scalarText)), name]));
    case "regexp": {
      const value = object(regexpKeys, [quote(query.value), quote("ALL"), query.caseInsensitive ? "true" : null, name]);
      return single("regexp", single(query.field, value));
    }
    case "range": {
      const bounds = object([...keys(...Object.keys(query.bounds)), ...nameKey], [...Object.values(query.bounds).map(scalarText), name]);
      return single("range", single(query.field, bounds));
    }
    case "match-phrase":
      return single("match_phrase", single(query.field, object(phraseKeys, [quote(query.text), name])));
    case "multi-match":
      return single("multi_match", object(multiMatchKeys, [quote(query.text), layout(query.fields), quote("phrase"), "true", name]));
    case "query-string":
      return single("query_string", object(queryStringKeys, [quote(query.query), layout(query.fields), "true", name]));
    case "exists":
      return single("exists", object(existsKeys, [quote(query.field), name]));
    case "nested":
      return single("nested", object(nestedKeys, [quote(query.path), queryJson(query.query, scripts), quote("none"), "true", name]));
    case "script":
      return single("script", object(scriptKeys, [scriptJson(query.script, scripts), name]));
    default:
      return assertNever(query);
  }
}

export const sortJson = (key: SortKey): Layout => single(key.field, layout({ order: key.order, unmapped_type: key.unmappedType }));

/** A bool at the top, in filter context: no score is computed, and there is a place to add a clause. */
export const filterContext = (query: Query): Query =>
  query.kind === "bool" && query.should.length === 0 ? query : { kind: "bool", name: null, filter: [query], should: [], mustNot: [] };

/** The body of a `_search` request. */
export function bodyJson(body: SearchBody, scripts: ScriptForm): Layout {
  const from = body.from === 0 ? null : String(body.from);
  return object(bodyKeys, [queryJson(filterContext(body.query), scripts), from, String(body.size), list(body.sort.map(sortJson))]);
}
