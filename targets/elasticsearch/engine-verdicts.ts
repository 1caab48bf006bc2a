/** Verdicts of many rules over many documents: one search whose named clauses are the rules, split where the server refuses. */

import type { Json } from "../../src/source/json.ts";
import type { EngineVerdict } from "../../src/target/engine.ts";
import { at, type Client, failureReason, objectsAt, type Reply } from "./engine-client.ts";
import { compactJson, type Data } from "./json-text.ts";

/** Hits that one search returns at most (`index.max_result_window`): no index holds more documents. */
export const documentsPerIndex = 10_000;

/** Rules and clauses in one search. A server counts the clauses of a bool by its memory: 15,824 at 1 GB. */
const rulesPerSearch = 500;
const clausesPerSearch = 8_000;

export interface Query {
  readonly json: Data;
  /** An upper bound of the clauses in it. */
  readonly clauses: number;
}

/** For each query, the ids that match; or the reason why the server refuses it altogether, and which ids it fails on. */
export interface Outcome {
  readonly matched: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  readonly reason: string | null;
}

const path = (index: string): string =>
  `/${index}/_search?filter_path=hits.hits._id,hits.hits.matched_queries,_shards.failed,_shards.failures,error,status`;

/** A search failed also when a shard did: its hits would be silently few. */
const failed = (reply: Reply): boolean => !reply.ok || at(reply.body, "_shards", "failed") !== 0;

async function search(client: Client, index: string, query: Data): Promise<Reply> {
  return client.send("POST", path(index), compactJson({ query, _source: false, size: BigInt(documentsPerIndex), sort: ["_doc"] }));
}

const hits = (reply: Reply): readonly { readonly id: string; readonly names: readonly Json[] }[] =>
  objectsAt(reply.body, "hits", "hits").map((hit) => {
    const names = hit["matched_queries"];
    return { id: String(hit["_id"]), names: Array.isArray(names) ? names : [] };
  });

/** `ids`: all documents of the index. */
export async function matches(
  client: Client,
  index: string,
  queries: readonly Query[],
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < queries.length; ) {
    let to = from + 1;
    let clauses = queries[from]?.clauses ?? 0;
    for (; to < queries.length && to - from < rulesPerSearch; to++) {
      clauses += queries[to]?.clauses ?? 0;
      if (clauses > clausesPerSearch) break;
    }
    outcomes.push(...(await batch(client, index, queries.slice(from, to), ids)));
    from = to;
  }
  return outcomes;
}

async function batch(client: Client, index: string, queries: readonly Query[], ids: readonly string[]): Promise<readonly Outcome[]> {
  const [only] = queries;
  if (only === undefined) return [];
  if (queries.length === 1) return [await alone(client, index, only.json, ids)];
  const should = queries.map((query, i): Data => ({ bool: { _name: String(i), filter: [query.json] } }));
  const reply = await search(client, index, { bool: { should } });
  if (failed(reply)) {
    const half = queries.length >> 1;
    return [...(await batch(client, index, queries.slice(0, half), ids)), ...(await batch(client, index, queries.slice(half), ids))];
  }
  const matched = queries.map(() => new Set<string>());
  for (const hit of hits(reply)) for (const name of hit.names) matched[Number(name)]?.add(hit.id);
  return matched.map((set) => ({ matched: set, failed: new Set(), reason: null }));
}

/** The query as a user would send it, with nothing around it. */
const alone = (client: Client, index: string, query: Data, ids: readonly string[]): Promise<Outcome> =>
  onEach(async (among) => {
    const reply = await search(client, index, among === null ? query : within(query, among));
    return failed(reply) ? failureReason(reply) : hits(reply).map((h) => h.id);
  }, ids);

/** A question to a server about all its documents, or about those given: the ids of those that match, or the reason why it fails. */
export type Ask = (among: readonly string[] | null) => Promise<readonly string[] | string>;

/** Where a question about all documents fails, those on which it does are found by halving. `ids`: all documents. */
export async function onEach(ask: Ask, ids: readonly string[]): Promise<Outcome> {
  const answer = await ask(null);
  if (typeof answer !== "string") return { matched: new Set(answer), failed: new Set(), reason: null };
  const reason = answer;
  // over no document at all only a query that the server does not take fails
  if (typeof (await ask([])) === "string") return { matched: new Set(), failed: new Set(ids), reason };
  const matched = new Set<string>();
  const broken = new Set<string>();
  const halve = async (some: readonly string[]): Promise<void> => {
    if (some.length === 0) return;
    const part = await ask(some);
    if (typeof part !== "string") for (const id of part) matched.add(id);
    else if (some.length === 1) for (const id of some) broken.add(id);
    else {
      await halve(some.slice(0, some.length >> 1));
      await halve(some.slice(some.length >> 1));
    }
  };
  await halve(ids.slice(0, ids.length >> 1));
  await halve(ids.slice(ids.length >> 1));
  return { matched, failed: broken, reason };
}

const within = (query: Data, ids: readonly string[]): Data => ({ bool: { filter: [{ ids: { values: ids } }, query] } });

/**
 * A server that cannot read its own index has said nothing about the rule. Seen on OpenSearch 3.8.0: doc values of addresses in a small index end in `read past EOF` in
 * Lucene's reader, for a body that the same server answers over the same document in an index of its own; never on Elasticsearch 9.4.3.
 */
const storageFault = (reason: string | null): boolean => reason?.startsWith("read past EOF") === true;

/** Null: the server gave no verdict. */
export function verdictOf(outcome: Outcome | undefined, id: string): EngineVerdict | null {
  if (outcome === undefined) return "error";
  if (outcome.failed.has(id)) return storageFault(outcome.reason) ? null : "error";
  return outcome.matched.has(id) ? "match" : "no-match";
}
