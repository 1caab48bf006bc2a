/**
 * Tests of all fields whose names fit a pattern. `exists`, `multi_match` and `query_string` take patterns and go by the fields of the mapping, as Kibana does; `term`, `match` and `range`
 * take `a.*` for a name. `lenient` passes over fields whose type does not take the value. A field of another type that the pattern leaves out is searched all the same: it has a test of its own
 * beside this one, which finds whatever is found here. (Seen on 8.14, 9.4 and OpenSearch 3.8.)
 */
import type { Any } from "../../src/ir/condition.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import { plainText, type WildcardPattern } from "../../src/ir/pattern.ts";
import type { Compare, Literal, Scalar } from "../../src/ir/scalar.ts";
import { type Context, refuse } from "./context.ts";
import { anyOf, matchNone, type Query } from "./dsl.ts";
import { networkText } from "./network.ts";
import { isTooComplex } from "./pattern-complexity.ts";
import { luceneWildcard, matchesEverything } from "./wildcard.ts";

/** The query for a leaf over a pattern. What cannot be said is refused. */
export function patternQuery(leaf: Any, field: Field, context: Context): Query {
  const query = testQuery(leaf.test, field, context);
  if (query !== null) return query;
  const reason = `no query makes this test of all fields like \`${fieldName(field)}\``;
  refuse(context, "elasticsearch/field-pattern", leaf.span, reason, "name the fields in a schema file");
  return matchNone;
}

function testQuery(test: Scalar, field: Field, context: Context): Query | null {
  switch (test.kind) {
    case "compare":
      return test.left.kind === "bound" && test.right.kind === "literal" ? compareQuery(test, test.right, field) : null;
    case "in-set":
      return test.value.kind === "bound" && test.fold === "none" ? anyOf(test.options.map((o) => equal(field, o))) : null;
    case "cidr":
      return test.value.kind === "bound" ? anyOf(test.networks.map((n) => multiMatch(field, networkText(n)))) : null;
    case "wildcard":
      if (test.value.kind !== "bound" || test.fold !== "none" || test.lines === "stop") return null;
      return anyOf(test.patterns.map((pattern) => wildcard(pattern, field, test, context)));
    default:
      return null;
  }
}

const nameOf = (field: Field): readonly string[] => [fieldName(field)];

const multiMatch = (field: Field, text: string): Query => ({ kind: "multi-match", name: null, fields: nameOf(field), text });
const queryString = (field: Field, query: string): Query => ({ kind: "query-string", name: null, fields: nameOf(field), query });
const equal = (field: Field, { value }: Literal): Query => multiMatch(field, String(value));

function compareQuery({ op, fold }: Compare, literal: Literal, field: Field): Query | null {
  if (fold !== "none") return null;
  const bound = quotedBound(String(literal.value));
  switch (op) {
    case "==":
      return equal(field, literal);
    // `>=5` is read as a range only behind the name of a field
    case ">":
      return queryString(field, `{${bound} TO *]`);
    case ">=":
      return queryString(field, `[${bound} TO *]`);
    case "<":
      return queryString(field, `[* TO ${bound}}`);
    case "<=":
      return queryString(field, `[* TO ${bound}]`);
  }
}

const quotedBound = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

function wildcard(pattern: WildcardPattern, field: Field, at: Scalar, context: Context): Query {
  if (matchesEverything(pattern)) return { kind: "exists", name: null, field: fieldName(field) };
  const text = plainText(pattern.parts);
  if (text !== null) return multiMatch(field, text);
  if (isTooComplex(luceneWildcard(pattern))) {
    const reason = "the pattern is too complex for Elasticsearch: its automaton takes more work than a search may do";
    refuse(context, "elasticsearch/pattern-complexity", at.span, reason, "use fewer `?` after a `*`, or a shorter text between two `*`");
  }
  const written = pattern.parts.map((part) => (part.kind === "text" ? escaped(part.text) : part.kind === "one" ? "?" : "*"));
  return queryString(field, written.join(""));
}

/** Every mark and blank stands for itself: an operator, or the end of a word, none of them is. */
const escaped = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "\\$&");
