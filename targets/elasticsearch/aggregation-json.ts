import { assertNever } from "../../src/source/assert-never.ts";
import type { Aggregation, Aggregations, GroupSearch, SelectorTest } from "./aggregation.ts";
import { filterContext, queryJson, sortJson } from "./dsl-json.ts";
import { keys, type Layout, layout, list, object, record } from "./json-text.ts";
import type { ScriptForm } from "./painless-print.ts";

/** Buckets of one page: the number that Kibana asks for. */
const pageSize = 10_000n;

/** The body of a `_search` request whose buckets are the alerts. */
export const groupSearchJson = ({ query, groups }: GroupSearch, scripts: ScriptForm): Layout =>
  record({ query: queryJson(filterContext(query), scripts), size: "0", aggs: record({ groups: aggregationJson(groups) }) });

const withinJson = (within: Aggregations): Layout | undefined =>
  Object.keys(within).length === 0 ? undefined : object(keys(...Object.keys(within)), Object.values(within).map(aggregationJson));

function aggregationJson(aggregation: Aggregation): Layout {
  switch (aggregation.kind) {
    case "composite": {
      const sources = aggregation.fields.map((field) => ({ [field]: { terms: { field } } }));
      return record({ composite: layout({ size: pageSize, sources }), aggs: withinJson(aggregation.within) });
    }
    case "whole":
      return record({ filters: layout({ filters: [{ match_all: {} }] }), aggs: withinJson(aggregation.within) });
    case "filter":
      return record({ filter: queryJson(aggregation.query) });
    case "cardinality": {
      const precision = aggregation.precision === null ? undefined : BigInt(aggregation.precision);
      return layout({ cardinality: { field: aggregation.field, precision_threshold: precision } });
    }
    case "earliest":
      return layout({ min: { field: aggregation.field } });
    case "latest":
      return layout({ max: { field: aggregation.field } });
    case "first-hit":
      return record({ top_hits: record({ size: "1", sort: list(aggregation.sort.map(sortJson)) }) });
    case "selector":
      return selectorJson(aggregation.tests);
    default:
      return assertNever(aggregation);
  }
}

/** The numbers are parameters, so that equal scripts are compiled once. */
function selectorJson(tests: readonly SelectorTest[]): Layout {
  return layout({
    bucket_selector: {
      buckets_path: Object.fromEntries(tests.map((t) => [t.name, t.path])),
      script: {
        source: tests.map((t) => `params.${t.name} ${t.op} params.${limitName(t)}`).join(" && "),
        params: Object.fromEntries(tests.map((t) => [limitName(t), BigInt(t.number)])),
      },
    },
  });
}

const limitName = (test: SelectorTest): string => `${test.name}_${test.op === ">=" ? "least" : "exactly"}`;
