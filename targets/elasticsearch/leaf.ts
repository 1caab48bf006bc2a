/**
 * Leaves that Elasticsearch answers from its index: one field against constants. What is not one of these becomes a script (painless.ts).
 * Every query here is an any-value test that is false where the field is missing, just like the leaf.
 */
import type { Any } from "../../src/ir/condition.ts";
import { type Field, fieldName, indexName } from "../../src/ir/field.ts";
import { plainText } from "../../src/ir/pattern.ts";
import {
  type Affix,
  type Call,
  type Compare,
  type CompareOp,
  comparisonsOf,
  type InRange,
  type InSet,
  type Literal,
  type Scalar,
  type Wildcard,
} from "../../src/ir/scalar.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { type Context, refuse } from "./context.ts";
import { anyOf, matchNone, noneOf, type Query, type RangeBound, type TermValue } from "./dsl.ts";
import { networkText } from "./network.ts";
import { decide } from "./number-range.ts";
import { isTooComplex } from "./pattern-complexity.ts";
import { regexpQuery } from "./regexp.ts";
import { escapeWildcard, luceneWildcard, matchesEverything } from "./wildcard.ts";

/** `index.max_terms_count`: values in one `terms` query. */
const termsLimit = 65_536;
/** `index.max_regex_length` counts for a prefix too. */
const prefixLimit = 1_000;
/** Bytes of UTF-8 that a term in the index can have: a search for a longer one is an error. */
const termLimit = 32_766;

/** The query for a leaf, or null when only a script can say it. */
export function indexQuery(leaf: Any, context: Context): Query | null {
  const [bind] = leaf.binds;
  if (bind === undefined || leaf.binds.length !== 1) return null;
  return testQuery(leaf.test, bind.variable, bind.field, context);
}

function testQuery(test: Scalar, variable: number, field: Field, context: Context): Query | null {
  const isField = (scalar: Scalar): boolean => scalar.kind === "bound" && scalar.variable === variable;
  switch (test.kind) {
    case "bound":
      return familyOf(field.type) === "boolean" ? term(field, true) : null;
    case "compare":
      return isField(test.left) && test.right.kind === "literal" ? compareQuery(test, test.right, field, context) : null;
    case "in-set":
      return isField(test.value) ? setQuery(test, field, context) : null;
    case "in-range":
      return isField(test.value) ? rangeQuery(test, field, context) : null;
    case "wildcard":
      return isField(test.value) && familyOf(field.type) === "string" ? wildcardQuery(test, field, context) : null;
    case "regex":
      if (!isField(test.value) || familyOf(field.type) !== "string" || test.dialect !== "lucene") return null;
      if (test.fold === "java-root") return null;
      return supports(field, "regexp", test, context) ? regexpQuery(test, field, context) : matchNone;
    case "cidr":
      if (!isField(test.value) || familyOf(field.type) !== "ip") return null;
      return terms(field, test.networks.map(networkText));
    case "affix":
      if (!isField(test.value) || test.needle.kind !== "literal" || familyOf(field.type) !== "string") return null;
      return affixQuery(test, test.needle, field, context);
    case "is-null":
      return isField(test.operand) ? noneOf(exists(field)) : null;
    case "call":
      return test.fn === "has-words" && test.args[0] !== undefined && isField(test.args[0]) ? wordsQuery(test, field) : null;
    case "literal":
    case "arithmetic":
    case "negate":
      return null;
  }
}

/** Analysed text is searched by its words. Each phrase is taken apart again by the field's own analyzer, the standard one unless the index says otherwise. */
function wordsQuery(test: Call, field: Field): Query | null {
  if (field.type !== "text" && field.type !== "match_only_text") return null;
  return anyOf(
    test.args
      .slice(1)
      .flatMap((phrase): readonly Query[] =>
        phrase.kind === "literal" && typeof phrase.value === "string"
          ? [{ kind: "match-phrase", name: null, field: indexName(field), text: phrase.value }]
          : [],
      ),
  );
}

export const exists = (field: Field): Query => ({ kind: "exists", name: null, field: indexName(field) });

const term = (field: Field, value: TermValue, caseInsensitive = false): Query => ({
  kind: "term",
  name: null,
  field: indexName(field),
  value,
  caseInsensitive,
});

function terms(field: Field, values: readonly TermValue[]): Query {
  const chunks: Query[] = [];
  for (let i = 0; i < values.length; i += termsLimit)
    chunks.push({ kind: "terms", name: null, field: indexName(field), values: values.slice(i, i + termsLimit) });
  return anyOf(chunks);
}

/**
 * Does the field's type take this query? Where it does not, the search would fail, in Elasticsearch's own EQL too: the refusal is recorded. Text that has
 * been analysed has no whole values; keys of a flattened field take no wildcards, expressions and open ranges.
 */
function supports(field: Field, query: "term" | "prefix" | "wildcard" | "regexp" | "range", at: Scalar, context: Context): boolean {
  const name = fieldName(field);
  if (field.type === "text" || field.type === "match_only_text") {
    const reason = `field \`${name}\` is analysed text: its values cannot be compared as a whole`;
    refuse(context, "elasticsearch/analysed-text", at.span, reason, "use a keyword sub-field if the index has one");
    return false;
  }
  const flattened = field.type === "flattened" && (query === "wildcard" || query === "regexp" || query === "range");
  const version = field.type === "version" && query === "range";
  if (!flattened && !version) return true;
  const reason = version
    ? `field \`${name}\` of type version is ordered by version, not by character`
    : `field \`${name}\` is a key of a flattened field, which takes no ${query} query`;
  refuse(context, "elasticsearch/field-type", at.span, reason);
  return false;
}

/** A text that no term can be: only a field of type wildcard can hold it, and a search for it fails. */
function tooLong(text: string, at: Scalar, context: Context): boolean {
  if (text.length * 3 <= termLimit) return false;
  const bytes = [...text].reduce((sum, c) => sum + utf8Length(c.codePointAt(0) ?? 0), 0);
  if (bytes <= termLimit) return false;
  refuse(context, "elasticsearch/text-length", at.span, `a text of ${bytes} bytes is longer than a term of the index can be`);
  return true;
}

const utf8Length = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);

const bounds = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" } as const satisfies Record<Exclude<CompareOp, "==">, RangeBound>;

function compareQuery(test: Compare, literal: Literal, field: Field, context: Context): Query | null {
  const { value } = literal;
  const { op } = test;
  const range = (bound: string | bigint | number): Query =>
    op === "==" ? term(field, bound) : { kind: "range", name: null, field: indexName(field), bounds: { [bounds[op]]: bound } };
  switch (familyOf(field.type)) {
    case "string":
      if (typeof value !== "string" || (test.fold !== "none" && test.fold !== "ascii")) return null;
      if (!supports(field, op === "==" ? "term" : "range", test, context) || tooLong(value, test, context)) return matchNone;
      return op === "==" ? term(field, value, test.fold === "ascii") : range(value);
    case "long":
    case "double": {
      if (typeof value !== "bigint" && typeof value !== "number") return null;
      const decision = decide(op, value, field.type);
      return decision.kind === "ask" ? range(decision.value) : decision.kind === "always" ? exists(field) : matchNone;
    }
    case "boolean":
      return typeof value === "boolean" ? anyOf([false, true].filter((v) => stands(v, op, value)).map((v) => term(field, v))) : null;
    case "date":
      return typeof value === "string" || typeof value === "bigint" ? range(value) : null;
    case "ip":
      return typeof value === "string" ? range(value) : null;
    case "none":
      return null;
  }
}

/** Both bounds in one query, so that one value has to lie between them. */
function rangeQuery(test: InRange, field: Field, context: Context): Query | null {
  let bounds: Extract<Query, { kind: "range" }>["bounds"] = {};
  for (const compare of comparisonsOf(test)) {
    if (compare.right.kind !== "literal") return null;
    const query = compareQuery(compare, compare.right, field, context);
    if (query === null || query.kind === "match-none") return query;
    // a bound beyond what the type can hold leaves that side open
    if (query.kind === "range") bounds = { ...bounds, ...query.bounds };
    else if (query.kind !== "exists") return null;
  }
  return Object.keys(bounds).length === 0 ? exists(field) : { kind: "range", name: null, field: indexName(field), bounds };
}

/** false < true. */
function stands(left: boolean, op: CompareOp, right: boolean): boolean {
  switch (op) {
    case "==":
      return left === right;
    case "<":
      return !left && right;
    case "<=":
      return !left || right;
    case ">":
      return left && !right;
    case ">=":
      return left || !right;
  }
}

function setQuery(test: InSet, field: Field, context: Context): Query | null {
  const values: TermValue[] = [];
  for (const { value } of test.options) if (value !== null) values.push(value);
  switch (familyOf(field.type)) {
    case "string": {
      if (!values.every((v) => typeof v === "string") || (test.fold !== "none" && test.fold !== "ascii")) return null;
      if (!supports(field, "term", test, context) || values.some((v) => tooLong(v, test, context))) return matchNone;
      return test.fold === "none" ? terms(field, values) : anyOf(values.map((v) => term(field, v, true)));
    }
    case "long":
    case "double": {
      const possible: TermValue[] = [];
      for (const value of values) {
        if (typeof value !== "bigint" && typeof value !== "number") return null;
        const decision = decide("==", value, field.type);
        if (decision.kind === "ask") possible.push(decision.value);
      }
      return terms(field, possible);
    }
    case "boolean":
      return values.every((v) => typeof v === "boolean") ? anyOf(values.map((v) => term(field, v))) : null;
    case "date":
      return values.every((v) => typeof v === "string" || typeof v === "bigint") ? terms(field, values) : null;
    case "ip":
      return values.every((v) => typeof v === "string") ? terms(field, values) : null;
    case "none":
      return null;
  }
}

function wildcardQuery(test: Wildcard, field: Field, context: Context): Query | null {
  if ((test.fold !== "none" && test.fold !== "ascii") || test.lines === "stop") return null;
  const caseInsensitive = test.fold === "ascii";
  return anyOf(
    test.patterns.map((pattern): Query => {
      if (matchesEverything(pattern)) return exists(field);
      const text = plainText(pattern.parts);
      if (!supports(field, text === null ? "wildcard" : "term", test, context) || (text !== null && tooLong(text, test, context)))
        return matchNone;
      if (text !== null) return term(field, text, caseInsensitive);
      return wildcard(test, field, luceneWildcard(pattern), caseInsensitive, context);
    }),
  );
}

function wildcard(at: Scalar, field: Field, value: string, caseInsensitive: boolean, context: Context): Query {
  if (isTooComplex(value)) {
    const reason = "the pattern is too complex for Elasticsearch: its automaton takes more work than a search may do";
    refuse(context, "elasticsearch/pattern-complexity", at.span, reason, "use fewer `?` after a `*`, or a shorter text between two `*`");
  }
  return { kind: "wildcard", name: null, field: indexName(field), value, caseInsensitive };
}

function affixQuery(test: Affix, needle: Literal, field: Field, context: Context): Query | null {
  const text = needle.value;
  if (typeof text !== "string" || (test.fold !== "none" && test.fold !== "ascii")) return null;
  if (text === "") return exists(field);
  const caseInsensitive = test.fold === "ascii";
  const escaped = escapeWildcard(text);
  switch (test.where) {
    case "starts":
      if (!supports(field, "prefix", test, context)) return matchNone;
      if (text.length > prefixLimit) return wildcard(test, field, `${escaped}*`, caseInsensitive, context);
      return { kind: "prefix", name: null, field: indexName(field), value: text, caseInsensitive };
    case "ends":
      return supports(field, "wildcard", test, context) ? wildcard(test, field, `*${escaped}`, caseInsensitive, context) : matchNone;
    case "contains":
      return supports(field, "wildcard", test, context) ? wildcard(test, field, `*${escaped}*`, caseInsensitive, context) : matchNone;
  }
}
