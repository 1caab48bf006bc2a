import { createServer, type Server } from "node:http";
import { compileDocument } from "../../src/driver/compile.ts";
import { detect } from "../../src/eval/detect.ts";
import { evaluate } from "../../src/eval/evaluate.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import { isFilterRule } from "../../src/ir/rule.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { layered } from "../../src/schema/schema.ts";
import { readMapping } from "../../src/schema/schema-files.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";
import { at } from "../../targets/elasticsearch/engine-client.ts";

/** A stand-in for a server with EQL, of which none is to be had: it takes what Elasticsearch's documentation lets a client send, refuses the rest, and answers by the oracle. */

/** What the stand-in makes of an answer before it is sent; wrong on purpose in some tests. */
export type Answer = (events: readonly JsonObject[]) => JsonObject;
export const whole: Answer = (events) => ({
  is_partial: false,
  is_running: false,
  took: 1,
  timed_out: false,
  hits: { total: { value: events.length, relation: "eq" }, events },
});

interface Asked {
  readonly path: string;
  readonly body: JsonObject;
}
interface Index {
  readonly mapping: JsonObject;
  readonly documents: Map<string, JsonObject>;
}

export const standIn = { indices: new Map<string, Index>(), asked: [] as Asked[], answer: whole, eql: true, forgets: false };

class Refused extends Error {
  readonly status: number;
  readonly type: string;
  constructor(status: number, type: string, reason: string) {
    super(reason);
    this.status = status;
    this.type = type;
  }
}

/** Of the request's body: event queries take these too, but for `filter`'s sake only what the adapter sends is understood. */
const known = new Set([
  "query",
  "filter",
  "size",
  "fetch_size",
  "fields",
  "event_category_field",
  "timestamp_field",
  "tiebreaker_field",
  "result_position",
  "runtime_mappings",
  "case_sensitive",
  "max_samples_per_key",
  "allow_partial_search_results",
  "allow_partial_sequence_results",
]);

const text = (json: Json | undefined): string | null => (typeof json === "string" ? json : null);
export const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : []);

function within(filter: Json | undefined, id: string, document: JsonObject): boolean {
  if (!isJsonObject(filter)) return true;
  const ids = at(filter, "ids", "values");
  if (ids !== undefined) return list(ids).includes(id);
  const all = at(filter, "bool", "filter");
  if (all !== undefined) return list(all).every((f) => within(f, id, document));
  const term = filter["term"];
  if (isJsonObject(term)) return Object.entries(term).every(([name, value]) => document[name] === value);
  throw new Refused(400, "parsing_exception", `the stand-in knows no filter such as ${JSON.stringify(filter)}`);
}

function searchEql(name: string, body: JsonObject): JsonObject {
  const index = standIn.forgets ? undefined : standIn.indices.get(name);
  if (index === undefined) throw new Refused(404, "index_not_found_exception", `no such index [${name}]`);
  const strange = Object.keys(body).find((key) => !known.has(key));
  if (strange !== undefined) throw new Refused(400, "x_content_parse_exception", `[eql/search] unknown field [${strange}]`);
  const size = typeof body["size"] === "number" ? body["size"] : 10;
  if (size < 0 || size > 10_000) throw new Refused(400, "illegal_argument_exception", `size ${size} is beyond the result window`);
  const { layer } = readMapping({ name: "mapping", text: JSON.stringify(index.mapping) });
  const schema = layered("mapping", true, layer === null ? [] : [layer]);
  const order = [text(body["timestamp_field"]) ?? "@timestamp", text(body["tiebreaker_field"])];
  for (const field of order)
    if (field !== null && schema.lookup(field) === null) throw new Refused(400, "verification_exception", `Unknown column [${field}]`);
  const document = bareQuery(
    { name: "query", text: text(body["query"]) ?? "" },
    {
      language: "eql",
      categoryField: text(body["event_category_field"]),
      timestampField: text(body["timestamp_field"]),
      tiebreakerField: text(body["tiebreaker_field"]),
    },
  );
  const { rule, diagnostics } = compileDocument(document, [], { schema, frontEnds, window: null });
  if (rule === null) throw new Refused(400, "verification_exception", diagnostics.map((d) => d.message).join("; "));
  const taken = [...index.documents].filter(([id, d]) => within(body["filter"], id, d));
  const events = taken.map(([, event]) => event);
  if (isFilterRule(rule) && events.some((e) => evaluate(rule, e) === "error"))
    throw new Refused(500, "search_phase_execution_exception", "all shards failed");
  const hit = (member: number): JsonObject => ({ _index: name, _id: taken[member]?.[0] ?? "", _source: events[member] ?? {} });
  const found = detect(rule, events).map((alert) => alert.members.map(hit));
  if (!isFilterRule(rule)) return { ...whole([]), hits: { sequences: found.slice(-size).map((e) => ({ join_keys: [], events: e })) } };
  // the last ones of all, as `tail` would
  return standIn.answer(size === 0 ? [] : found.flat().slice(-size));
}

function answer(method: string, url: string, body: string): Json {
  const [path = ""] = url.split("?");
  const [, name = "", api = "", more = ""] = path.split("/");
  if (name === "") return { name: "stand-in", version: { number: "9.9.9", build_flavor: "default" } };
  if (api === "_eql" && more === "search") {
    if (!standIn.eql) throw new Refused(400, "", `no handler found for uri [${url}] and method [${method}]`);
    // an object, since that is all that the adapter sends
    const asked = JSON.parse(body) as JsonObject;
    standIn.asked.push({ path: url, body: asked });
    return searchEql(name, asked);
  }
  if (api === "_bulk") {
    const lines = body.trimEnd().split("\n");
    const items = lines.flatMap((line, i): readonly Json[] => {
      if (i % 2 === 1) return [];
      // as the bulk API has it: an action, then a document
      const id = String(at(JSON.parse(line) as Json, "index", "_id"));
      standIn.indices.get(name)?.documents.set(id, JSON.parse(lines[i + 1] ?? "{}") as JsonObject);
      return [{ index: { _id: id, status: 201 } }];
    });
    return { errors: false, items };
  }
  if (api === "_refresh") return { _shards: { failed: 0 } };
  if (method === "PUT")
    standIn.indices.set(name, { mapping: (JSON.parse(body) as { mappings: JsonObject }).mappings, documents: new Map() });
  if (method === "DELETE") standIn.indices.delete(name);
  return { acknowledged: true };
}

export const http: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const send = (status: number, reply: Json): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof reply === "string" ? reply : JSON.stringify(reply));
    };
    try {
      send(200, answer(request.method ?? "", request.url ?? "", Buffer.concat(chunks).toString()));
    } catch (thrown) {
      if (!(thrown instanceof Refused)) send(500, String(thrown));
      else if (thrown.type === "") send(thrown.status, { error: thrown.message });
      else send(thrown.status, { error: { type: thrown.type, reason: thrown.message }, status: thrown.status });
    }
  });
});

// the oracle may think for longer than a quiet connection is kept
http.keepAliveTimeout = 120_000;
