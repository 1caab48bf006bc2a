/** Reads an artefact back without losing anything: JSON.parse would round integers beyond 2^53 and turn 2.0 into 2. */
import type { Emission } from "../../src/target/target.ts";
import type { Data } from "./json-text.ts";

/** The search body of a rule's artefact. */
export function bodyOf(emission: Extract<Emission, { ok: true }>): Data {
  const artifact = emission.artifacts.find((a) => a.suffix === ".json");
  const body = artifact === undefined ? undefined : member(parseData(artifact.text), "body");
  if (body === undefined) throw new Error("an artefact of the elasticsearch target has no body");
  return body;
}

/** Its query, without the `_name`s: they decide nothing, and a search over many rules would report each. */
export function queryOf(emission: Extract<Emission, { ok: true }>): Data {
  const query = member(bodyOf(emission), "query");
  if (query === undefined) throw new Error("a search body of the elasticsearch target has no query");
  return withoutNames(query);
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

export type DataObject = { readonly [key: string]: Data | undefined };

/** What a program expects to be an object. */
export const objectOf = (data: Data | undefined): DataObject =>
  data === undefined || data === null || typeof data !== "object" || isList(data) ? {} : data;

export const memberOf = (data: Data | undefined, key: string): Data | undefined => member(data, key);

function member(data: Data | undefined, key: string): Data | undefined {
  return data === undefined || data === null || typeof data !== "object" || isList(data) || !Object.hasOwn(data, key)
    ? undefined
    : data[key];
}

function withoutNames(data: Data): Data {
  if (data === null || typeof data !== "object") return data;
  if (isList(data)) return data.map(withoutNames);
  const kept: Record<string, Data> = {};
  for (const [key, value] of Object.entries(data)) if (key !== "_name" && value !== undefined) kept[key] = withoutNames(value);
  return kept;
}

/** JSON to data: integers as bigint, other numbers as double. Throws on what is no JSON. */
export function parseData(text: string): Data {
  const tokens = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))\s*/suy;
  const next = (): RegExpExecArray => {
    const at = tokens.lastIndex;
    const token = tokens.exec(text);
    if (token === null) throw new Error(`no JSON at ${at}`);
    return token;
  };
  const value = (token: RegExpExecArray): Data => {
    const [, mark, string, number, word] = token;
    // JSON.parse of a string token gives a string
    if (string !== undefined) return JSON.parse(string) as string;
    if (number !== undefined) return /^-?\d+$/.test(number) ? BigInt(number) : Number(number);
    if (word !== undefined) return word === "null" ? null : word === "true";
    return mark === "[" ? list() : object();
  };
  const list = (): Data => {
    const items: Data[] = [];
    for (let token = next(); token[1] !== "]"; token = next()) if (token[1] !== ",") items.push(value(token));
    return items;
  };
  const object = (): Data => {
    const members: [string, Data][] = [];
    for (let token = next(); token[1] !== "}"; token = next()) {
      if (token[1] === ",") continue;
      const key = value(token);
      next();
      members.push([String(key), value(next())]);
    }
    return Object.fromEntries(members);
  };
  return value(next());
}
