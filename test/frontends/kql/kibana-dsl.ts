import type { Json } from "../../../src/source/json.ts";
import { readAsKibana, star, type Tree, type Word } from "./kibana-grammar.ts";

/**
 * What Kibana's detection engine sends to Elasticsearch for a KQL query, for tests only: the requests that its documentation and tests describe, made without anything of
 * src/frontends. Free text is left out.
 */
export type Types = Readonly<Record<string, string>>;

/** The fields of the data view; what is not among them is a keyword. Null: Kibana does not read the query. */
export function kibanaQuery(query: string, types: Types): Json | null {
  const tree = readAsKibana(query);
  return tree === null ? null : dsl(tree, types, null);
}

const oneOf = (queries: readonly Json[]): Json => ({ bool: { should: queries, minimum_should_match: 1 } });

/** `scope`: the path of the braces around, which stands before every name. */
function dsl(tree: Tree, types: Types, scope: string | null): Json {
  switch (tree.fn) {
    case "and":
      return { bool: { filter: tree.operands.map((o) => dsl(o, types, scope)) } };
    case "or":
      return oneOf(tree.operands.map((o) => dsl(o, types, scope)));
    case "not":
      return { bool: { must_not: dsl(tree.operand, types, scope) } };
    case "everything":
      return { match_all: {} };
    case "range": {
      const { field, op, value } = tree;
      return oneOf(
        fieldsFor(field, types, scope).map((name) =>
          wrapped(name, field, scope, types, { range: { [name]: bound(op, value, types[name]) } }),
        ),
      );
    }
    case "is": {
      const { field, value } = tree;
      if (field === null) throw new Error("free text");
      if (isLone(field) && isLone(value)) return { match_all: {} };
      return oneOf(
        fieldsFor(field, types, scope).map((name) => wrapped(name, field, scope, types, isQuery(name, value, types[name] ?? "keyword"))),
      );
    }
    case "nested": {
      const path = inScope(scope, String(jsonOf(tree.path)));
      return nestedQuery(path, dsl(tree.query, types, path));
    }
  }
}

const inScope = (scope: string | null, name: string): string => (scope === null ? name : `${scope}.${name}`);

const nestedQuery = (path: string, query: Json): Json => ({ nested: { path, query, score_mode: "none" } });

/** A field that a pattern names outside of any braces is looked for in its own objects. */
function wrapped(name: string, written: Word, scope: string | null, types: Types, query: Json): Json {
  const above = Object.keys(types).filter((n) => types[n] === "nested" && name.startsWith(`${n}.`));
  const path = above.sort((a, b) => b.length - a.length)[0];
  return written.kind !== "wildcard" || scope !== null || path === undefined ? query : nestedQuery(path, query);
}

const zone = { time_zone: "Zulu" };
const zoneFor = (type: string | undefined, value: Json): object =>
  type === "date" && !(typeof value === "string" && /^\d+$/.test(value)) ? zone : {};

function bound(op: string, value: Word, type: string | undefined): Json {
  const name = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" }[op] ?? op;
  const json = jsonOf(value);
  return { [name]: json, ...zoneFor(type, json) };
}

function isQuery(field: string, value: Word, type: string): Json {
  if (isLone(value)) return { exists: { field } };
  if (value.kind === "wildcard") {
    const escaped = value.value.map((p) => (p === star ? "*" : p.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, "\\$&"))).join("");
    return type === "keyword" ? { wildcard: { [field]: { value: escaped } } } : { query_string: { fields: [field], query: escaped } };
  }
  const json = jsonOf(value);
  if (type === "date") return { range: { [field]: { gte: json, lte: json, ...zoneFor(type, json) } } };
  if (type === "keyword") return { term: { [field]: { value: json } } };
  return { [value.kind === "text" && value.quoted ? "match_phrase" : "match"]: { [field]: json } };
}

const isLone = (word: Word): boolean => word.kind === "wildcard" && word.value.length === 1;

function jsonOf(word: Word): Json {
  switch (word.kind) {
    case "text":
    case "typed":
      return word.value;
    case "wildcard":
      return word.value.map((p) => (p === star ? "*" : p)).join("");
  }
}

/** A data view has no objects and lists, only what is in them. */
function fieldsFor(word: Word, types: Types, scope: string | null): readonly string[] {
  if (word.kind !== "wildcard") return [inScope(scope, String(jsonOf(word)))];
  const escaped = word.value.map((p) => (p === star ? "[\\s\\S]*" : p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
  const pattern = new RegExp(`^${scope === null ? "" : `${scope.replaceAll(".", "\\.")}\\.`}${escaped}$`);
  return Object.keys(types).filter((name) => types[name] !== "nested" && pattern.test(name));
}
