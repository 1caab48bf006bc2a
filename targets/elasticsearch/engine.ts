/** The engines that run this target's artefacts: a real Elasticsearch, and OpenSearch for a second opinion. */
import type { Rule } from "../../src/ir/rule.ts";
import type { EngineAdapter } from "../../src/target/engine.ts";
import type { Options } from "../../src/target/options.ts";
import { at, type Client, clientFor, failureReason } from "./engine-client.ts";
import { nativeEql, whyNotAsWritten } from "./engine-eql.ts";
import { bareElasticsearch, elasticTypes, type TypeNames } from "./engine-mapping.ts";
import { installedEngine, type Server, startNode } from "./engine-node.ts";
import { searchEngine } from "./engine-search.ts";
import { differences } from "./opensearch-differences.ts";

type Started = Awaited<ReturnType<EngineAdapter["start"]>>;

/** The server named by the environment, or the installed one; the reason when there is neither. */
async function reach(variable: string, folder: string, script: string): Promise<Server | string> {
  const url = process.env[variable];
  if (url !== undefined && url !== "") return { url, close: async () => undefined };
  const installed = installedEngine(folder);
  if (installed === null) return `not installed: run \`npm run ${script}\`, or set ${variable} to a server's address`;
  try {
    return await startNode(installed);
  } catch (thrown) {
    return `does not start: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

async function connect(server: Server, describe: (client: Client, version: string) => Promise<Started>): Promise<Started> {
  const client = clientFor(server.url, process.env["ELASTICSEARCH_API_KEY"] ?? null);
  try {
    const root = await client.send("GET", "/");
    const version = at(root.body, "version", "number");
    if (root.ok && typeof version === "string") return await describe(client, version);
    await server.close();
    return { ok: false, why: `no answer from the server: ${failureReason(root)}` };
  } catch (thrown) {
    await server.close();
    return { ok: false, why: `no answer from the server: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
  }
}

/** Elastic's own field types are not in every distribution: asked once, by an index that has them all. */
async function missingTypes(client: Client): Promise<TypeNames> {
  const index = `verdict-types-${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
  const properties = Object.fromEntries(
    elasticTypes.map((type) => [type, type === "scaled_float" ? { type, scaling_factor: 100 } : { type }]),
  );
  const created = await client.send("PUT", `/${index}`, JSON.stringify({ mappings: { properties } }));
  if (!created.ok) return bareElasticsearch;
  await client.send("DELETE", `/${index}`);
  return { scaled_float: "double" };
}

/** EQL is not in the open distribution, which has no handler for its path and says so in a text; a server with it answers with an object, if only an error. */
async function hasEql(client: Client): Promise<boolean> {
  const reply = await client.send("POST", "/*/_eql/search", JSON.stringify({ query: "any where true", size: 1 }));
  return reply.ok || typeof at(reply.body, "error", "type") === "string";
}

export const elasticsearchAdapter: EngineAdapter = {
  target: "elasticsearch",
  id: "elasticsearch",
  options: {},
  async start() {
    const server = await reach("ELASTICSEARCH_URL", "elasticsearch", "engine:elasticsearch");
    if (typeof server === "string") return { ok: false, why: server };
    return connect(server, async (client, version) => {
      const types = await missingTypes(client);
      const eql = await hasEql(client);
      const notes = [
        ...Object.entries(types).map(([type, instead]) => `fields of type ${type} are indexed as ${instead}`),
        ...(eql ? [] : ["sequences and samples are not run: the server has no EQL"]),
      ];
      const engine = searchEngine({
        name: "elasticsearch",
        version,
        notes,
        client,
        types,
        eql,
        difference: () => null,
        close: server.close,
      });
      return { ok: true, engine };
    });
  },
};

/** The same server's own EQL, where it has one. `refusal`: why a rule's query is not run there, or null. */
const eqlAdapter = (id: string, options: Options, refusal: (rule: Rule) => string | null): EngineAdapter => ({
  target: "elasticsearch",
  id,
  options,
  async start() {
    const url = process.env["ELASTICSEARCH_URL"] ?? "";
    if (url === "")
      return { ok: false, why: "set ELASTICSEARCH_URL to a server with EQL: the distribution that a script can install has none" };
    return connect({ url, close: async () => undefined }, async (client, version) => {
      if (!(await hasEql(client))) return { ok: false, why: "the server at ELASTICSEARCH_URL has no EQL" };
      const types = await missingTypes(client);
      const engine = searchEngine({
        name: id,
        version,
        notes: Object.entries(types).map(([type, instead]) => `fields of type ${type} are indexed as ${instead}`),
        client,
        types,
        eql: true,
        asked: nativeEql(client, types, refusal),
        difference: refusal,
        close: async () => undefined,
      });
      return { ok: true, engine };
    });
  },
});

/** The query as its author wrote it: what the rule means to Elasticsearch itself. */
export const elasticsearchEqlAdapter = eqlAdapter("elasticsearch-eql", { "kibana-rule": "native" }, whyNotAsWritten);

/** The query that the target writes from the compiled rule, whatever language that began in. */
export const elasticsearchEqlWrittenAdapter = eqlAdapter("elasticsearch-eql-written", { "kibana-rule": "eql" }, () => null);

export const opensearchAdapter: EngineAdapter = {
  target: "elasticsearch",
  id: "opensearch",
  options: {},
  async start() {
    const server = await reach("OPENSEARCH_URL", "opensearch", "engine:opensearch");
    if (typeof server === "string") return { ok: false, why: server };
    return connect(server, async (client, version) => {
      const types: TypeNames = { version: "keyword", scaled_float: "double" };
      const notes = [
        ...Object.entries(types).map(([type, instead]) => `fields of type ${type} are indexed as ${instead}`),
        ...differences.map((d) => `known difference: ${d.summary}`),
      ];
      const engine = searchEngine({
        name: "opensearch",
        version,
        notes,
        client,
        types,
        eql: false,
        difference: (rule, event) => differences.find((d) => d.affects(rule, event))?.summary ?? null,
        close: server.close,
      });
      return { ok: true, engine };
    });
  },
};
