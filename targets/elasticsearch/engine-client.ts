/** The few requests of the search API that the adapter makes. */
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";

export interface Reply {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Json;
}

export interface Client {
  send(method: "GET" | "PUT" | "POST" | "DELETE", path: string, body?: string): Promise<Reply>;
}

/** `url` may hold a user and a password; `ELASTICSEARCH_API_KEY` is used otherwise, where it is set. */
export function clientFor(url: string, apiKey: string | null): Client {
  const address = new URL(url);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (address.username !== "") {
    const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
    headers["authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
  } else if (apiKey !== null) headers["authorization"] = `ApiKey ${apiKey}`;
  address.username = "";
  address.password = "";
  const base = address.href.replace(/\/$/, "");
  return {
    async send(method, path, body) {
      const bulk = path.includes("/_bulk") || path.endsWith("/_msearch");
      const response = await fetch(base + path, {
        method,
        headers: bulk ? { ...headers, "content-type": "application/x-ndjson" } : headers,
        signal: AbortSignal.timeout(300_000),
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      return { ok: response.ok, status: response.status, body: readJson(text) };
    },
  };
}

function readJson(text: string): Json {
  try {
    // JSON.parse gives nothing but JSON
    return JSON.parse(text) as Json;
  } catch {
    return text.slice(0, 500);
  }
}

/** What the server says went wrong: the innermost reason, for it names the cause. */
export function failureReason(reply: Reply): string {
  const reasons: string[] = [];
  const visit = (json: Json | undefined): void => {
    if (isArray(json)) json.forEach(visit);
    else if (isJsonObject(json)) {
      if (typeof json["reason"] === "string") reasons.push(json["reason"]);
      for (const key of ["error", "root_cause", "failed_shards", "failures", "_shards", "reason", "caused_by"]) visit(json[key]);
    }
  };
  visit(reply.body);
  return reasons.at(-1) ?? `status ${reply.status}`;
}

const isArray = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);

/** The member at a path of keys, where every step is an object. */
export function at(json: Json, ...keys: readonly string[]): Json | undefined {
  let current: Json | undefined = json;
  for (const key of keys) {
    if (!isJsonObject(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** The array of objects at a path; empty where there is none. */
export function objectsAt(json: Json, ...keys: readonly string[]): readonly JsonObject[] {
  const found = at(json, ...keys);
  return isArray(found) ? found.filter((item): item is JsonObject => isJsonObject(item)) : [];
}
