/** Rules that join events on a running server: all streams in one index, each a search of its own over its events. */
import type { Instants } from "../../src/eval/new-terms.ts";
import type { NewTerms } from "../../src/ir/detection.ts";
import { type Field, fieldName, indexName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Value } from "../../src/ir/value.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Found, Stream } from "../../src/target/stream.ts";
import { type DataObject, memberOf, objectOf, parseData } from "./engine-artifact.ts";
import { type Client, failureReason, objectsAt } from "./engine-client.ts";
import { streamProblem, valuesAt } from "./engine-events.ts";
import { joinFields, mappingProblem } from "./engine-mapping.ts";
import { compactJson, type Data } from "./json-text.ts";

/** The field that says which stream a document is of. */
const streamField = "verdict-stream";

/** Fields of the index for a rule's streams. */
export const streamFields = (rule: Rule, types: Parameters<typeof joinFields>[1]): ReadonlyMap<string, string> =>
  new Map([...joinFields(rule, types), [streamField, "keyword"]]);

/** Documents for all streams, by id: `STREAM-EVENT`. */
export function streamDocuments(streams: ReadonlyMap<number, Stream>): ReadonlyMap<string, JsonObject> {
  const documents = new Map<string, JsonObject>();
  for (const [s, { events }] of streams)
    for (const [e, event] of events.entries()) documents.set(`${s}-${e}`, { ...event, [streamField]: String(s) });
  return documents;
}

/** Why a stream cannot be shown to a server, or null. `eql`: whether this one has EQL. */
export function streamRefusal(rule: Rule, stream: Stream, eql: boolean): string | null {
  const { detection } = rule;
  if (detection.kind === "indicator-join") return "indicator matches run in Kibana alone";
  if ((detection.kind === "sequence" || detection.kind === "sample") && !eql)
    return "this server has no EQL: it is not in the open distribution";
  const unmappable = mappingProblem(rule);
  if (unmappable !== null) return unmappable;
  const fields = joinFields(rule, {});
  for (const event of stream.events) {
    const problem = streamProblem(fields, event) ?? groupProblem(rule, event, stream.when);
    if (problem !== null) return problem;
  }
  return null;
}

/** Groups answer with the index's form of a value, and several timestamps are several times. */
function groupProblem({ detection }: Rule, event: JsonObject, when: Instants | null): string | null {
  if (detection.kind !== "aggregate" && detection.kind !== "new-terms") return null;
  for (const field of detection.kind === "aggregate" ? detection.by : detection.fields) {
    const values = valuesAt(event, fieldName(field));
    if (values.some((v) => typeof v === "number" && Number.isInteger(v) && !Number.isSafeInteger(v)))
      return `\`${fieldName(field)}\` is a number beyond 2^53`;
  }
  const { timestamp } = detection.order;
  return when !== null && valuesAt(event, fieldName(timestamp)).length > 1 ? `\`${fieldName(timestamp)}\` has several values` : null;
}

interface Asked {
  readonly stream: number;
  readonly body: Data;
  readonly buckets: DataObject[];
}

/** What each stream's search finds; `streams` by their number in `documents`. `body`: the search. */
export async function searchStreams(
  client: Client,
  index: string,
  { detection }: Rule,
  body: Data,
  streams: ReadonlyMap<number, Stream>,
): Promise<ReadonlyMap<number, readonly Found[]>> {
  if (detection.kind === "sequence" || detection.kind === "sample") return searchEql(client, index, body, [...streams.keys()]);
  const asked = [...streams].map(([stream, { when }]): Asked => {
    const timed = detection.kind === "new-terms" && when !== null ? withInstants(body, detection, when) : body;
    return { stream, body: within(timed, "query", stream), buckets: [] };
  });
  await allPages(client, index, asked);
  return new Map(
    asked.map(({ stream, buckets }) => [stream, detection.kind === "aggregate" ? groupsOf(buckets, detection.by) : firstEvents(buckets)]),
  );
}

const range = (field: string, bounds: DataObject): Data => ({ range: { [field]: bounds } });

/** The window and the history put in where the artefact, emitted without a window, has none: those two nodes and nothing else. */
function withInstants(body: Data, { order }: NewTerms, { history, from, to }: Instants): Data {
  const field = fieldName(order.timestamp);
  const instant = (time: number): Data | undefined => (Number.isFinite(time) ? BigInt(time) : undefined);
  const whole = objectOf(body);
  const groups = objectOf(memberOf(memberOf(whole, "aggs"), "groups"));
  const before: Data = { filter: range(field, { gte: instant(history), lt: instant(from) }) };
  const query = { bool: { filter: [memberOf(whole, "query") ?? null, range(field, { gte: instant(history), lte: instant(to) })] } };
  return { ...whole, query, aggs: { groups: { ...groups, aggs: { ...objectOf(memberOf(groups, "aggs")), history: before } } } };
}

/** The body over the documents of one stream. */
function within(body: Data, key: "query" | "filter", stream: number): Data {
  const whole = objectOf(body);
  const own: Data = { term: { [streamField]: String(stream) } };
  const given = memberOf(whole, key);
  return { ...whole, [key]: { bool: { filter: [own, ...(given === undefined ? [] : [given])] } } };
}

/** Every page of every search, several searches in one request. */
async function allPages(client: Client, index: string, asked: readonly Asked[]): Promise<void> {
  let left = asked.map((a) => ({ asked: a, body: a.body }));
  while (left.length > 0) {
    const next: typeof left = [];
    for (let at = 0; at < left.length; at += searchesPerRequest) {
      const part = left.slice(at, at + searchesPerRequest);
      const lines = part.flatMap(({ body }) => ["{}", compactJson(body)]);
      const reply = await client.send("POST", `/${index}/_msearch`, `${lines.join("\n")}\n`);
      if (!reply.ok) throw new Error(failureReason(reply));
      for (const [i, answer] of objectsAt(reply.body, "responses").entries()) {
        const one = part[i];
        if (one === undefined) continue;
        if ("error" in answer || memberOf(memberOf(answerData(answer), "_shards"), "failed") !== 0n)
          throw new Error(failureReason({ ok: false, status: 0, body: answer }));
        const groups = memberOf(memberOf(answerData(answer), "aggregations"), "groups");
        const buckets = memberOf(groups, "buckets");
        if (isList(buckets)) one.asked.buckets.push(...buckets.map(objectOf));
        const after = memberOf(groups, "after_key");
        if (after !== undefined) next.push({ asked: one.asked, body: pageAfter(one.body, after) });
      }
    }
    left = next;
  }
}

const searchesPerRequest = 100;

/** Through text, so that whole numbers are told from doubles: a key `1` of a long, `1.0` of a double. */
const answerData = (answer: Json): Data => parseData(JSON.stringify(answer));

function pageAfter(body: Data, after: Data): Data {
  const whole = objectOf(body);
  const groups = objectOf(memberOf(memberOf(whole, "aggs"), "groups"));
  return { ...whole, aggs: { groups: { ...groups, composite: { ...objectOf(memberOf(groups, "composite")), after } } } };
}

const isList = (data: Data | undefined): data is readonly Data[] => Array.isArray(data);

const groupsOf = (buckets: readonly DataObject[], by: readonly Field[]): readonly Found[] =>
  buckets.map((bucket) => ({
    kind: "group",
    key: by.map((field) => keyValue(memberOf(memberOf(bucket, "key"), indexName(field)), field)),
    count: Number(memberOf(bucket, "doc_count")),
  }));

/** A bucket's key in the field's type. */
function keyValue(data: Data | undefined, field: Field): Value {
  if (data === undefined || data === null || typeof data === "object") return null;
  return familyOf(field.type) === "double" ? Number(data) : data;
}

/** Buckets in order of their first events, as alerts come. */
function firstEvents(buckets: readonly DataObject[]): readonly Found[] {
  const hits = buckets.flatMap((bucket) => {
    const found = memberOf(memberOf(memberOf(bucket, "first"), "hits"), "hits");
    const [hit] = isList(found) ? found : [];
    return hit === undefined ? [] : [{ at: Number(String(memberOf(hit, "_id")).split("-")[1]), sort: sortOf(memberOf(hit, "sort")) }];
  });
  return hits.sort((a, b) => compareSort(a.sort, b.sort) || a.at - b.at).map(({ at }) => ({ kind: "events", members: [at] }));
}

const sortOf = (data: Data | undefined): readonly number[] =>
  isList(data) ? data.map((v) => (v === null ? Number.POSITIVE_INFINITY : Number(v))) : [];

function compareSort(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? value;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** A server with EQL answers with the events of each sequence; one that must be missing has no place among them. */
async function searchEql(
  client: Client,
  index: string,
  body: Data,
  streams: readonly number[],
): Promise<ReadonlyMap<number, readonly Found[]>> {
  const found = new Map<number, readonly Found[]>();
  for (const stream of streams) {
    const reply = await client.send("POST", `/${index}/_eql/search`, compactJson(within(body, "filter", stream)));
    if (!reply.ok) throw new Error(failureReason(reply));
    found.set(stream, eqlSequences(reply.body));
  }
  return found;
}

/** The answer of `_eql/search` to a sequence or sample. */
export const eqlSequences = (answer: Json): readonly Found[] =>
  objectsAt(answer, "hits", "sequences").map((sequence) => ({
    kind: "events",
    members: objectsAt(sequence, "events").flatMap((event) =>
      event["missing"] === true ? [] : [Number(String(event["_id"]).split("-")[1])],
    ),
  }));
