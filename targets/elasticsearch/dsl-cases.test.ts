import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileDocument } from "../../src/driver/compile.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { schemaOf } from "../../src/schema/schema.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { elasticsearch } from "./target.ts";

/**
 * What Elasticsearch's own EQL makes of a query, beside what we make of it. Both are normalised in the same way, and then they are the same tree:
 * - `must` and `filter` are one (we never score); names, boosts and `minimum_should_match: 1` say nothing; a bool of one clause is the clause
 * - conjunctions in conjunctions and disjunctions in disjunctions are one, their order does not count; two negations are none
 * - `wildcard` and `value`, `flags_value: 255` and `flags: ALL` are the same words
 * Elasticsearch's scripts call classes that no user may call; those 21 are compared by their verdicts (engine.test.ts), here as "a script".
 */
const file = "../shared/cases/es-dsl-cases.json";

interface DslCase {
  readonly name: string;
  readonly query: string;
  readonly dsl: Json;
  readonly search?: { readonly size: number };
}

/** Types that the cases' fields have in Elasticsearch's own mapping. */
const types: Readonly<Record<string, EsType>> = {
  "event.category": "keyword",
  serial_event_id: "long",
  exit_code: "long",
  opcode: "long",
  pid: "long",
  ppid: "long",
  bool: "boolean",
  source_address: "ip",
};
const schema = schemaOf(
  "cases",
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
);

type Tree = { readonly all: readonly Tree[] } | { readonly any: readonly Tree[] } | { readonly not: Tree } | { readonly leaf: string };

const list = (json: Json | undefined): readonly Json[] => (json === undefined ? [] : Array.isArray(json) ? json : [json]);
const object = (json: Json | undefined): JsonObject => (isJsonObject(json ?? null) ? (json as JsonObject) : {});

function tree(json: Json): Tree {
  const query = object(json);
  const [kind = ""] = Object.keys(query);
  const body = object(query[kind]);
  if (kind === "match_none") return { any: [] };
  // Elasticsearch negates a script within its source
  if (kind === "script")
    return String(object(body["script"])["source"]).startsWith("InternalQlScriptUtils.not(") ? { not: script } : script;
  if (kind !== "bool") return { leaf: leaf(kind, body) };
  const should = list(body["should"]).map(tree);
  return flat([
    ...list(body["must"]).map(tree),
    ...list(body["filter"]).map(tree),
    ...list(body["must_not"]).map((q) => negated(tree(q))),
    ...(should.length === 0 ? [] : [either(should)]),
  ]);
}

const script: Tree = { leaf: "a script" };

const order = (trees: readonly Tree[]): readonly Tree[] => [...trees].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function flat(trees: readonly Tree[]): Tree {
  const all = order(trees.flatMap((t) => ("all" in t ? t.all : [t])));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { all };
}

function either(trees: readonly Tree[]): Tree {
  const any = order(trees.flatMap((t) => ("any" in t ? t.any : [t])));
  const [only] = any;
  return any.length === 1 && only !== undefined ? only : { any };
}

const negated = (t: Tree): Tree => ("not" in t ? t.not : { not: t });

function leaf(kind: string, body: JsonObject): string {
  if (kind === "exists") return `exists ${JSON.stringify(body["field"])}`;
  const [field = ""] = Object.keys(body).filter((key) => key !== "_name" && key !== "boost");
  const inside = body[field];
  const details = isJsonObject(inside ?? null) ? object(inside) : { value: inside ?? null };
  const words = Object.entries(details)
    .filter(([key]) => key !== "_name" && key !== "boost")
    .map(([key, value]): readonly [string, Json] => {
      if (key === "wildcard") return ["value", value];
      if (key === "flags_value" && value === 255) return ["flags", "ALL"];
      // the field .keyword of a text field: the cases' mapping has it, ours has keyword fields
      return [key, value];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${kind} ${field.replace(/\.keyword$/, "")} ${JSON.stringify(words)}`;
}

/** Where we differ on purpose: what we emit instead, and why. */
const process: Tree = { leaf: 'term event.category [["value","process"]]' };
const oneScript = { why: "a list of patterns is one script that tries them all, not one script for each", ours: flat([process, script]) };
const different: Readonly<Record<string, { readonly why: string; readonly ours: Tree }>> = {
  likeMultiArgWithScript: oneScript,
  likeMultiArgWithScriptInsensitive: oneScript,
};

function emitted(query: string): { readonly query: Json; readonly size: Json } {
  const document = bareQuery({ name: "case", text: query }, { language: "eql" });
  const outcome = compileDocument(document, [{ target: elasticsearch, version: "9.4", options: defaultsOf(elasticsearch.options) }], {
    schema,
    frontEnds,
  });
  const [target] = outcome.targets;
  if (target?.emission.ok !== true) throw new Error(JSON.stringify([outcome.diagnostics, target?.emission]));
  expect(target.emission.deviations).toEqual([]);
  const text = target.emission.artifacts.find((a) => a.suffix === ".json")?.text ?? "";
  // our own artefact
  const body = object((JSON.parse(text) as JsonObject)["body"]);
  return { query: body["query"] ?? null, size: body["size"] ?? null };
}

describe.skipIf(!existsSync(file))("Elasticsearch's own translations (../shared/cases/es-dsl-cases.json)", () => {
  // JSON of a file that is not ours
  const cases = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly DslCase[]) : [];

  it.each(cases)("$name: $query", (c) => {
    const ours = emitted(c.query);
    const expected = tree(c.dsl);
    const deviant = different[c.name];
    if (deviant === undefined) expect(tree(ours.query)).toEqual(expected);
    else {
      expect(tree(ours.query)).toEqual(deviant.ours);
      expect(tree(ours.query)).not.toEqual(expected);
    }
    if (c.search !== undefined) expect(ours.size).toBe(c.search.size);
  });

  it("has all of them", () => {
    expect(cases.length).toBe(62);
    expect(cases.filter((c) => JSON.stringify(c.dsl).includes("ScriptUtils")).length).toBe(21);
    expect(Object.keys(different).filter((name) => !cases.some((c) => c.name === name))).toEqual([]);
  });
});
