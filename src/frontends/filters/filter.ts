import type { Condition } from "../../ir/condition.ts";
import type { Span } from "../../source/span.ts";
import { logicNode, notNode } from "../_shared/nodes.ts";
import { allOf, fail, type Lowering } from "./lowering.ts";
import { itemsOf, membersOf, type Placed } from "./placed.ts";
import { lowerNamed, lowerQuery } from "./query.ts";

/** Combined filters inside of each other; deeper than Kibana's own editor goes. */
const maxDepth = 20;

/** All filters that are not disabled. Null: none of them, or an error, reported. */
export function lowerFilters(lowering: Lowering, filters: readonly Placed[], depth = 0): Condition | null {
  const active = filters.filter((f) => !isDisabled(f));
  const [first] = active;
  if (first === undefined) return null;
  const conditions = allOf(active.map((f) => lowerFilter(lowering, f, depth)));
  return conditions === null ? null : logicNode(lowering.ids, "and", conditions, together(active, first));
}

const together = (filters: readonly Placed[], first: Placed): Span => ({ ...first.span, end: (filters.at(-1) ?? first).span.end });

const metaOf = (filter: Placed): ReadonlyMap<string, Placed> => {
  const meta = membersOf(filter).get("meta");
  return meta === undefined ? new Map() : membersOf(meta);
};

/** Kibana goes by JavaScript's truth. */
const isDisabled = (filter: Placed): boolean => Boolean(metaOf(filter).get("disabled")?.json);

function lowerFilter(lowering: Lowering, filter: Placed, depth: number): Condition | null {
  if (membersOf(filter).size === 0) return fail(lowering, "filters/bad-shape", "a filter is an object with a query", filter.span);
  const meta = metaOf(filter);
  const negate = meta.get("negate");
  if (negate !== undefined && typeof negate.json !== "boolean")
    return fail(lowering, "filters/bad-shape", "`negate` is true or false", negate.span, "Kibana leaves the filter out otherwise");
  const condition =
    meta.get("type")?.json === "combined" && Array.isArray(meta.get("params")?.json)
      ? lowerCombined(lowering, filter, meta, depth)
      : lowerBody(lowering, filter);
  return condition === null || negate?.json !== true ? condition : notNode(lowering.ids, condition, filter.span);
}

/** `query`, or in older documents the query itself beside `meta`. */
function lowerBody(lowering: Lowering, filter: Placed): Condition | null {
  const members = membersOf(filter);
  const query = members.get("query");
  if (query !== undefined) return lowerQuery(lowering, query);
  const [entry, ...more] = [...members].filter(([name]) => name !== "meta" && name !== "$state");
  if (entry === undefined || more.length > 0) return fail(lowering, "filters/bad-shape", "a filter has one `query`", filter.span);
  return lowerNamed(lowering, entry[0], entry[1]);
}

/** Filters held together by `AND` or `OR`. */
function lowerCombined(lowering: Lowering, filter: Placed, meta: ReadonlyMap<string, Placed>, depth: number): Condition | null {
  const params = meta.get("params");
  const relation = meta.get("relation");
  if (depth >= maxDepth || params === undefined)
    return fail(lowering, "filters/too-deep", `filters are combined more than ${maxDepth} levels deep`, filter.span);
  if (relation?.json !== "AND" && relation?.json !== "OR")
    return fail(lowering, "filters/bad-shape", "`relation` is `AND` or `OR`", relation?.span ?? filter.span);
  const parts = itemsOf(params).map((p) => (Array.isArray(p.json) ? itemsOf(p) : [p]));
  if (parts.some((p) => p.length === 0 || p.some(isDisabled)))
    return fail(lowering, "filters/unknown-option", "a combined filter with a part that is disabled or empty is not compiled", params.span);
  const conditions = allOf(parts.map((p) => lowerFilters(lowering, p, depth + 1)));
  return conditions === null ? null : logicNode(lowering.ids, relation.json === "AND" ? "and" : "or", conditions, filter.span);
}
