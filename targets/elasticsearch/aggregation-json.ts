import { assertNever } from "../../src/source/assert-never.ts";
import type { Aggregation, Aggregations, GroupSearch, SelectorTest } from "./aggregation.ts";
import { filterContext, queryJson, sortJson } from "./dsl-json.ts";
import type { Data } from "./json-text.ts";

/** Buckets of one page: the number that Kibana asks for. */
const pageSize = 10_000n;

/** The body of a `_search` request whose buckets are the alerts. */
export const groupSearchJson = ({ query, groups }: GroupSearch): Data => ({
  query: queryJson(filterContext(query)),
  size: 0n,
  aggs: { groups: aggregationJson(groups) },
});

const withinJson = (within: Aggregations): Data | undefined =>
  Object.keys(within).length === 0 ? undefined : Object.fromEntries(Object.entries(within).map(([name, a]) => [name, aggregationJson(a)]));

function aggregationJson(aggregation: Aggregation): Data {
  switch (aggregation.kind) {
    case "composite":
      return {
        composite: { size: pageSize, sources: aggregation.fields.map((field) => ({ [field]: { terms: { field } } })) },
        aggs: withinJson(aggregation.within),
      };
    case "whole":
      return { filters: { filters: [{ match_all: {} }] }, aggs: withinJson(aggregation.within) };
    case "filter":
      return { filter: queryJson(aggregation.query) };
    case "cardinality":
      return {
        cardinality: {
          field: aggregation.field,
          precision_threshold: aggregation.precision === null ? undefined : BigInt(aggregation.precision),
        },
      };
    case "earliest":
      return { min: { field: aggregation.field } };
    case "latest":
      return { max: { field: aggregation.field } };
    case "first-hit":
      return { top_hits: { size: 1n, sort: aggregation.sort.map(sortJson) } };
    case "selector":
      return selectorJson(aggregation.tests);
    default:
      return assertNever(aggregation);
  }
}

/** The numbers are parameters, so that equal scripts are compiled once. */
function selectorJson(tests: readonly SelectorTest[]): Data {
  return {
    bucket_selector: {
      buckets_path: Object.fromEntries(tests.map((t) => [t.name, t.path])),
      script: {
        source: tests.map((t) => `params.${t.name} ${t.op} params.${limitName(t)}`).join(" && "),
        params: Object.fromEntries(tests.map((t) => [limitName(t), BigInt(t.number)])),
      },
    },
  };
}

const limitName = (test: SelectorTest): string => `${test.name}_${test.op === ">=" ? "least" : "exactly"}`;
