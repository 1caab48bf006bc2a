import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../../src/cli/pipeline.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import { select } from "../../src/eval/select.ts";
import { isFilterRule } from "../../src/ir/rule.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { queryOf } from "./engine-artifact.ts";
import { type Client, clientFor, failureReason, objectsAt } from "./engine-client.ts";
import { installedEngine, type Server, startNode } from "./engine-node.ts";
import { compactJson } from "./json-text.ts";
import { elasticsearch } from "./target.ts";

/** What `sql/index-only` and `js/index-only` say is missed, asked of a server whose index has such a field, as Elastic Defend's has. */
const mappings = {
  dynamic: false,
  properties: {
    process: { properties: { name: { type: "keyword", fields: { caseless: { type: "keyword", normalizer: "lowercase" } } } } },
    user: { properties: { id: { type: "keyword" } } },
  },
};
const events: readonly JsonObject[] = [
  { process: { name: "CAT.EXE" } },
  { process: { name: "cat.exe" } },
  { process: { name: ["dog.exe", "Cat.exe"] } },
  { process: { name: "dog.exe" } },
  { user: { id: "1" } },
];
/** Positions that the index finds, and those that whoever reads the events finds. */
const cases: readonly (readonly [query: string, indexed: readonly number[], read: readonly number[]])[] = [
  ["process.name.caseless: cat.exe", [0, 1, 2], []],
  ["not process.name.caseless: cat.exe", [3, 4], [0, 1, 2, 3, 4]],
  ["process.name.caseless: *", [0, 1, 2, 3], []],
  ["process.name.caseless: cat.exe or user.id: 1", [0, 1, 2, 4], [4]],
];

const installed = installedEngine("elasticsearch");
const why = installed === null ? " (not installed: run `npm run engine:elasticsearch`)" : "";

describe.skipIf(installed === null)(`fields that only an index holds, on elasticsearch${why}`, { timeout: 120_000 }, () => {
  const index = "verdict-index-only";
  let server: Server;
  let client: Client;
  const sent = async (method: "PUT" | "POST", path: string, body: string): Promise<JsonObject> => {
    const reply = await client.send(method, `/${index}${path}`, body);
    if (!reply.ok) throw new Error(failureReason(reply));
    // every answer of these requests is an object
    return reply.body as JsonObject;
  };
  beforeAll(async () => {
    server = await startNode(installed ?? "");
    client = clientFor(server.url, null);
    await sent("PUT", "", JSON.stringify({ mappings }));
    const lines = events.flatMap((event, i) => [JSON.stringify({ index: { _id: String(i) } }), JSON.stringify(event)]);
    await sent("POST", "/_bulk?refresh=true", `${lines.join("\n")}\n`);
  }, 120_000);
  afterAll(() => server?.close());

  it.each(cases)("%s", async (query, indexed, read) => {
    const document = bareQuery({ name: "<query>", text: query }, { language: "kuery" });
    const request = { target: elasticsearch, version: "9.4", options: { ...defaultsOf(elasticsearch.options), "kibana-rule": "none" } };
    const { rule, targets } = compileDocument(document, [request], { ...pipeline(ecsSchema()), window: null });
    const emission = targets[0]?.emission;
    if (rule === null || !isFilterRule(rule) || emission?.ok !== true) throw new Error(query);
    const found = await sent("POST", "/_search", compactJson({ query: queryOf(emission), size: events.length }));
    const positions = objectsAt(found, "hits", "hits").map((hit) => Number(hit["_id"]));
    expect(positions.sort()).toEqual(indexed);
    expect([...select(rule, events)].sort()).toEqual(read);
  });
});
