import type { Json } from "../../../src/source/json.ts";
import { readAsKibana, star, type Tree, type Word } from "./kibana-grammar.ts";

/**
 * What Kibana's detection engine sends to Elasticsearch for a KQL query, for tests only: the requests that its documentation and tests describe, made without anything of
 * src/frontends. Free text and nested queries are left out.
 */
export type Types = Readonly<Record<string, string>>;

/** The fields of the data view; what is not among them is a keyword. Null: Kibana does not read the query. */
export function kibanaQuery(query: string, types: Types): Json | null {
  const tree = readAsKibana(query);
  return tree === null ? null : dsl(tree, types);
}

const oneOf = (queries: readonly Json[]): Json => ({ bool: { should: queries, minimum_should_match: 1 } });

function dsl(tree: Tree, types: Types): Json {
  switch (tree.fn) {
    case "and":
      return { bool: { filter: tree.operands.map((o) => dsl(o, types)) } };
    case "or":
      return oneOf(tree.operands.map((o) => dsl(o, types)));
    case "not":
      return { bool: { must_not: dsl(tree.operand, types) } };
    case "everything":
      return { match_all: {} };
    case "range":
      return oneOf(fieldsFor(tree.field, types).map((field) => ({ range: { [field]: bound(tree.op, tree.value, types[field]) } })));
    case "is": {
      const { field, value } = tree;
      if (field === null) throw new Error("free text");
      if (isLone(field) && isLone(value)) return { match_all: {} };
      return oneOf(fieldsFor(field, types).map((name) => isQuery(name, value, types[name] ?? "keyword")));
    }
    case "nested":
      throw new Error("nested");
  }
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

function fieldsFor(word: Word, types: Types): readonly string[] {
  if (word.kind !== "wildcard") return [String(jsonOf(word))];
  const escaped = word.value.map((p) => (p === star ? "[\\s\\S]*" : p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("");
  const pattern = new RegExp(`^${escaped}$`);
  return Object.keys(types).filter((name) => pattern.test(name));
}
