import { allOf, anyOf, type Claim, computed, constant, exists, matches, not, type Pattern, type Piece, unreadable } from "./meaning.ts";
import { lucene, readRegex } from "./regex-reader.ts";

/** JSON as it is parsed. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Members = { readonly [key: string]: Json };

export function parseJson(text: string): Json {
  // what JSON.parse gives is JSON
  return JSON.parse(text) as Json;
}

export const membersOf = (json: Json | undefined, what: string): Members =>
  typeof json === "object" && json !== null && !isList(json) ? json : unreadable(`${what} is no object`);
const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);
const listOf = (json: Json | undefined): readonly Json[] =>
  json === undefined ? [] : isList(json) ? json : unreadable("no list of queries");
const textOf = (json: Json | undefined): string => (typeof json === "string" ? json : unreadable(`no text: ${JSON.stringify(json)}`));

/** Members besides these would mean something that is not read here. */
function only(members: Members, ...known: readonly string[]): Members {
  const other = Object.keys(members).find((key) => !known.includes(key));
  return other === undefined ? members : unreadable(`the member ${JSON.stringify(other)}`);
}

/** The only member of an object, which names its kind or its field. */
function single(members: Members): readonly [string, Json] {
  const [entry, second] = Object.entries(members);
  return entry !== undefined && second === undefined ? entry : unreadable(`one member expected: ${Object.keys(members).join()}`);
}

/** The condition of a `_search` body's query. */
export function readBody(body: Json): Claim {
  return readQuery(membersOf(only(membersOf(body, "the body"), "query", "size", "sort", "from")["query"], "the query"));
}

function readQuery(query: Members): Claim {
  const [kind, value] = single(query);
  const inner = membersOf(value, kind);
  switch (kind) {
    case "bool":
      return readBool(only(inner, "_name", "filter", "must_not", "should", "minimum_should_match"));
    case "match_all":
    case "match_none":
      only(inner, "_name");
      return constant(kind === "match_all");
    case "exists":
      return exists(textOf(only(inner, "field", "_name")["field"]));
    case "terms": {
      const { _name, ...fields } = inner;
      const [field, values] = single(fields);
      return anyOf(listOf(values).map((v) => matches(field, [{ text: textOf(v) }], "none")));
    }
    case "term":
    case "prefix":
    case "wildcard":
    case "regexp":
      return readPattern(kind, inner);
    case "script":
      return readScript(membersOf(only(inner, "script", "_name")["script"], "the script"));
    default:
      return unreadable(`a query of kind ${kind}`);
  }
}

function readBool(bool: Members): Claim {
  const queries = (key: string): readonly Claim[] => listOf(bool[key]).map((q) => readQuery(membersOf(q, "a query")));
  const should = queries("should");
  if (should.length > 0 && bool["minimum_should_match"] !== 1) unreadable("alternatives that nobody needs to match");
  return allOf([...queries("filter"), ...queries("must_not").map(not), ...(should.length > 0 ? [anyOf(should)] : [])]);
}

function readPattern(kind: "term" | "prefix" | "wildcard" | "regexp", inner: Members): Claim {
  const [field, at] = single(inner);
  const options = only(membersOf(at, kind), "value", "case_insensitive", "_name", ...(kind === "regexp" ? ["flags"] : []));
  const value = textOf(options["value"]);
  const fold = options["case_insensitive"] === true ? "ascii" : "none";
  switch (kind) {
    case "term":
      return matches(field, [{ text: value }], fold);
    case "prefix":
      return matches(field, [{ text: value }, "many"], fold);
    case "wildcard":
      return matches(field, readWildcard(value), fold);
    case "regexp": {
      if (options["flags"] !== "ALL") unreadable("a regexp with other flags");
      const read = readRegex(value, lucene);
      if (fold === "none") return matches(field, read.pattern, read.fold);
      // a server folds all of Unicode here: the same as ASCII only where no character has a twin beyond it
      const twins = read.pattern.some(
        (p) =>
          typeof p === "object" &&
          /[kKsS]|(?=[^\0-\x7f])[\p{L}\p{M}\p{N}\p{S}]/u.test(p.text) &&
          p.text.toLowerCase() !== p.text.toUpperCase(),
      );
      return twins || read.fold !== "none"
        ? unreadable(`the folding of ${value} is not that of ASCII`)
        : matches(field, read.pattern, fold);
    }
  }
}

/** Lucene's wildcard syntax: a backslash takes the meaning from what stands behind it. */
function readWildcard(value: string): Pattern {
  const pieces: Piece[] = [];
  const characters = [...value];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? "";
    if (c === "\\") pieces.push({ text: characters[++i] ?? unreadable("a wildcard pattern that ends in a backslash") });
    else pieces.push(c === "*" ? "many" : c === "?" ? "one" : { text: c });
  }
  return pieces;
}

/** The first parameters name the fields, the others hold the constants; nothing of the rule is in the source. */
function readScript(script: Members): Claim {
  const parameters = membersOf(only(script, "lang", "source", "params")["params"], "the parameters");
  const source = textOf(script["source"]);
  if (!/^[\x20-\x7e\n]*$/.test(source)) unreadable("a script with something else than ASCII in it");
  const texts = Object.entries(parameters).flatMap(([name, value]) => (/^f\d+$/.test(name) ? [] : [...textsIn(value)]));
  return computed(textOf(parameters["f0"]), texts);
}

function* textsIn(json: Json): Generator<string> {
  if (typeof json === "string") yield json;
  else if (typeof json === "object" && json !== null) for (const value of Object.values(json)) yield* textsIn(value);
}

/** A request of Kibana's Dev Tools: comments, a line of method and path, a body in which texts may stand between triple quotes. */
export function readConsole(text: string): { readonly comments: readonly string[]; readonly path: string; readonly body: Json } {
  const lines = text.split(/\r\n|[\n\r]/);
  const start = lines.findIndex((line) => !line.startsWith("#"));
  const request = /^GET (\/\S*)$/.exec(lines[start] ?? "");
  if (request?.[1] === undefined) return unreadable(`no request: ${lines[start]}`);
  if (/\p{Surrogate}/u.test(text)) unreadable("half a surrogate pair has no UTF-8");
  return { comments: lines.slice(0, start), path: request[1], body: parseJson(withoutTripleQuotes(lines.slice(start + 1).join("\n"))) };
}

/** Kibana's own form: what stands between triple quotes is the text as it is. Outside of strings only, so strings are gone through. */
function withoutTripleQuotes(text: string): string {
  let out = "";
  for (let rest = text; rest !== ""; ) {
    const plain = /^[^"]+/.exec(rest)?.[0];
    const triple = /^"""([\s\S]*?)"""/.exec(rest);
    const string = /^"(?:[^"\\\n]|\\.)*"/.exec(rest)?.[0];
    if (triple?.[1] !== undefined) out += JSON.stringify(triple[1].replace(/^\n|\n$/g, ""));
    else out += plain ?? string ?? unreadable(`a text that never ends: ${rest.slice(0, 80)}`);
    rest = rest.slice(triple !== null ? triple[0].length : (plain ?? string ?? "").length);
  }
  return out;
}
