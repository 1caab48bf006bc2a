import { nearest } from "../../diagnostics/suggest.ts";
import type { Condition } from "../../ir/condition.ts";
import { constantNode, logicNode, notNode } from "../_shared/nodes.ts";
import { leafQueries, type QueryReader } from "./leaf-queries.ts";
import { allOf, fail, type Lowering, onlyOptions } from "./lowering.ts";
import { itemsOf, membersOf, type Placed } from "./placed.ts";

/** Queries inside of each other beyond this are an error, so that no stage runs out of stack. */
const maxDepth = 100;

/** A query of Elasticsearch's DSL, `{"name": {…}}`. Null: an error, reported. */
export function lowerQuery(lowering: Lowering, query: Placed, depth = 0): Condition | null {
  const [entry, ...more] = [...membersOf(query)];
  if (entry === undefined || more.length > 0) return fail(lowering, "filters/bad-shape", "a query has one name", query.span);
  return lowerNamed(lowering, entry[0], entry[1], depth);
}

/** The query of this name, whose body is `clause`. */
export function lowerNamed(lowering: Lowering, name: string, clause: Placed, depth = 0): Condition | null {
  if (depth > maxDepth) return fail(lowering, "filters/too-deep", `queries are nested more than ${maxDepth} levels deep`, clause.key);
  const reader = Object.hasOwn(leafQueries, name) ? leafQueries[name] : undefined;
  if (reader !== undefined) return reader(lowering, clause);
  const compound = Object.hasOwn(compounds, name) ? compounds[name] : undefined;
  if (compound !== undefined) return compound(depth + 1)(lowering, clause);
  const near = nearest(name, [...Object.keys(leafQueries), ...Object.keys(compounds)]);
  const help = near === null ? undefined : `a query with a similar name exists: \`${near}\``;
  return fail(lowering, "filters/unknown-query", `\`${name}\` queries are not compiled`, clause.key, help);
}

const constant =
  (value: boolean): ((depth: number) => QueryReader) =>
  () =>
  (lowering, clause) =>
    onlyOptions(lowering, membersOf(clause), []) ? constantNode(lowering.ids, value, clause.span) : null;

const compounds: Readonly<Record<string, (depth: number) => QueryReader>> = {
  match_all: constant(true),
  match_none: constant(false),
  bool: (depth) => (lowering, clause) => lowerBool(lowering, clause, depth),
  constant_score: (depth) => (lowering, clause) => lowerInner(lowering, clause, "filter", depth),
  dis_max: (depth) => (lowering, clause) => lowerDisMax(lowering, clause, depth),
};

function lowerInner(lowering: Lowering, clause: Placed, name: string, depth: number): Condition | null {
  const members = membersOf(clause);
  const inner = members.get(name);
  if (inner === undefined) return fail(lowering, "filters/bad-shape", `\`${name}\` is expected here`, clause.span);
  return onlyOptions(lowering, members, [name]) ? lowerQuery(lowering, inner, depth) : null;
}

function lowerDisMax(lowering: Lowering, clause: Placed, depth: number): Condition | null {
  const members = membersOf(clause);
  const queries = members.get("queries");
  if (queries === undefined) return fail(lowering, "filters/bad-shape", "`queries` is expected here", clause.span);
  if (!onlyOptions(lowering, members, ["queries", "tie_breaker"])) return null;
  const operands = allOf(itemsOf(queries).map((q) => lowerQuery(lowering, q, depth)));
  return operands === null ? null : logicNode(lowering.ids, "or", operands, clause.span);
}

const occurrences = ["must", "filter", "should", "must_not"] as const;

/** `should` is optional beside `must` or `filter`, unless `minimum_should_match` says how many have to hold: none or one are compiled, and all of them. */
function lowerBool(lowering: Lowering, clause: Placed, depth: number): Condition | null {
  const members = membersOf(clause);
  if (!onlyOptions(lowering, members, [...occurrences, "minimum_should_match", "adjust_pure_negative"])) return null;
  const read = (name: (typeof occurrences)[number]): readonly Condition[] | null => {
    const placed = members.get(name);
    return placed === undefined ? [] : allOf(itemsOf(placed).map((q) => lowerQuery(lowering, q, depth)));
  };
  const [must, filter, should, mustNot] = occurrences.map(read);
  if (must == null || filter == null || should == null || mustNot == null) return null;
  const least = leastOf(lowering, members.get("minimum_should_match"), should.length, must.length + filter.length > 0);
  if (least === null) return null;
  const { ids } = lowering;
  const some = least === "any" ? [] : [logicNode(ids, least, should, clause.span)];
  return logicNode(ids, "and", [...must, ...filter, ...some, ...mustNot.map((c) => notNode(ids, c, c.span))], clause.span);
}

/** How the `should` clauses hold together: `any` number of them, also none. */
function leastOf(lowering: Lowering, given: Placed | undefined, count: number, required: boolean): "any" | "or" | "and" | null {
  // of no clauses at all Elasticsearch makes a query of everything, whatever is asked of them
  if (count === 0 && !required) return "any";
  if (given === undefined) return required ? "any" : "or";
  const least = typeof given.json === "string" && /^\d{1,9}$/.test(given.json) ? Number(given.json) : given.json;
  if (least === 0) return required ? "any" : "or";
  if (least === 1) return "or";
  if (typeof least === "number" && least === count) return "and";
  return fail(lowering, "filters/unknown-option", "a `minimum_should_match` other than none, one or all is not compiled", given.span);
}
