/**
 * Leaves that Elasticsearch answers from its index: one field against constants. What is not one of these becomes a script (painless.ts).
 * Every query here is an any-value test that is false where the field is missing, just like the leaf.
 */

import type { Any } from "../../src/ir/condition.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Affix, Compare, InSet, Literal, Scalar, Wildcard } from "../../src/ir/scalar.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { anyOf, matchNone, noneOf, type Query, type RangeBound, type TermValue } from "./dsl.ts";
import { networkText } from "./network.ts";
import { escapeWildcard, luceneWildcard, matchesEverything, plainText } from "./wildcard.ts";

/** Elasticsearch takes this many values in one `terms` query (`index.max_terms_count`). */
const termsLimit = 65_536;

/** The query for a leaf, or null when only a script can say it. */
export function indexQuery(leaf: Any): Query | null {
  const [bind] = leaf.binds;
  if (bind === undefined || leaf.binds.length !== 1) return null;
  return testQuery(leaf.test, bind.variable, bind.field);
}

function testQuery(test: Scalar, variable: number, field: Field): Query | null {
  const isField = (scalar: Scalar): boolean => scalar.kind === "bound" && scalar.variable === variable;
  switch (test.kind) {
    case "bound":
      return familyOf(field.type) === "boolean" ? term(field, true) : null;
    case "compare":
      return isField(test.left) && test.right.kind === "literal" ? compareQuery(test, test.right, field) : null;
    case "in-set":
      return isField(test.value) ? setQuery(test, field) : null;
    case "wildcard":
      return isField(test.value) ? wildcardQuery(test, field) : null;
    case "regex":
      if (!isField(test.value) || test.dialect !== "lucene") return null;
      return { kind: "regexp", name: null, field: fieldName(field), value: test.source, caseInsensitive: test.fold !== "none" };
    case "cidr":
      if (!isField(test.value) || familyOf(field.type) !== "ip") return null;
      return { kind: "terms", name: null, field: fieldName(field), values: test.networks.map(networkText) };
    case "affix":
      return isField(test.value) && test.needle.kind === "literal" ? affixQuery(test, test.needle, field) : null;
    case "is-null":
      return isField(test.operand) ? noneOf(exists(field)) : null;
    case "literal":
    case "arithmetic":
    case "negate":
    case "call":
      return null;
  }
}

export const exists = (field: Field): Query => ({ kind: "exists", name: null, field: fieldName(field) });

const term = (field: Field, value: TermValue, caseInsensitive = false): Query => ({
  kind: "term",
  name: null,
  field: fieldName(field),
  value,
  caseInsensitive,
});

const bounds = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" } as const satisfies Record<string, RangeBound>;

function compareQuery(test: Compare, literal: Literal, field: Field): Query | null {
  const { value } = literal;
  if (value === null || (test.fold !== "none" && test.fold !== "ascii")) return null;
  if (test.op === "==") return term(field, value, test.fold === "ascii");
  if (typeof value === "boolean") return null;
  return { kind: "range", name: null, field: fieldName(field), bounds: { [bounds[test.op]]: value } };
}

function setQuery(test: InSet, field: Field): Query | null {
  const values: TermValue[] = [];
  for (const option of test.options) if (option.value !== null) values.push(option.value);
  if (test.fold === "ascii") return anyOf(values.map((v) => term(field, v, true)));
  if (test.fold !== "none") return null;
  if (values.length === 0) return matchNone;
  const chunks: Query[] = [];
  for (let i = 0; i < values.length; i += termsLimit)
    chunks.push({ kind: "terms", name: null, field: fieldName(field), values: values.slice(i, i + termsLimit) });
  return anyOf(chunks);
}

function wildcardQuery(test: Wildcard, field: Field): Query | null {
  if ((test.fold !== "none" && test.fold !== "ascii") || test.lines === "stop") return null;
  const caseInsensitive = test.fold === "ascii";
  return anyOf(
    test.patterns.map((pattern): Query => {
      const text = plainText(pattern);
      if (text !== null) return term(field, text, caseInsensitive);
      if (matchesEverything(pattern)) return exists(field);
      return { kind: "wildcard", name: null, field: fieldName(field), value: luceneWildcard(pattern), caseInsensitive };
    }),
  );
}

function affixQuery(test: Affix, needle: Literal, field: Field): Query | null {
  if (typeof needle.value !== "string" || (test.fold !== "none" && test.fold !== "ascii")) return null;
  if (needle.value === "") return exists(field);
  const common = { name: null, field: fieldName(field), caseInsensitive: test.fold === "ascii" } as const;
  switch (test.where) {
    case "starts":
      return { kind: "prefix", value: needle.value, ...common };
    case "ends":
      return { kind: "wildcard", value: `*${escapeWildcard(needle.value)}`, ...common };
    case "contains":
      return { kind: "wildcard", value: `*${escapeWildcard(needle.value)}*`, ...common };
  }
}
