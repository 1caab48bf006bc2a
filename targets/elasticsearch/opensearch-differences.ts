/** What OpenSearch does otherwise than Elasticsearch with the same search body. Each was seen on a running 3.8.0, beside Elasticsearch 9.4.3. */
import type { Field } from "../../src/ir/field.ts";
import type { Regex } from "../../src/ir/pattern.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { leaves, nestedOf, scalarsOf } from "../../src/ir/walk.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";
import { valuesAt } from "./engine-events.ts";

export interface Difference {
  readonly id: string;
  readonly summary: string;
  /** This event under this rule meets the difference: its verdict on OpenSearch is counted as not representable. */
  affects(rule: Rule, event: JsonObject): boolean;
}

function* fieldsOf(rule: Rule): Generator<Field> {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists") yield leaf.field;
      else for (const bind of leaf.binds) yield bind.field;
    }
}

/** Thresholds over fields and new terms. */
const groupsByFields = ({ detection }: Rule): boolean =>
  detection.kind === "new-terms" || (detection.kind === "aggregate" && detection.by.length > 0);

function hasExcept(regex: Regex): boolean {
  switch (regex.kind) {
    case "except":
      return true;
    case "concat":
      return regex.parts.some(hasExcept);
    case "choice":
      return regex.options.some(hasExcept);
    case "repeat":
      return hasExcept(regex.of);
    case "all":
      return regex.operands.some(hasExcept);
    case "empty":
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
  }
}

/** A regular expression on the index: in a script an automaton of ours does the work. */
function complementInIndex(rule: Rule): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where))
      if (leaf.kind === "any" && leaf.test.kind === "regex" && leaf.test.value.kind === "bound" && hasExcept(leaf.test.pattern))
        return true;
  return false;
}

/** An address test that is not a leaf by itself runs as a script. */
function cidrInScript(rule: Rule): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists" || (leaf.test.kind === "cidr" && leaf.test.value.kind === "bound")) continue;
      for (const scalar of scalarsOf(leaf.test)) if (scalar.kind === "cidr") return true;
    }
  return false;
}

/** A whole number of four digits as a date: milliseconds for Elasticsearch, a year for OpenSearch. */
function yearForMillis(rule: Rule): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists" || !leaf.binds.some((b) => familyOf(b.field.type) === "date")) continue;
      for (const scalar of scalarsOf(leaf.test))
        if (scalar.kind === "literal" && typeof scalar.value === "bigint" && /^\d{4}$/.test(String(scalar.value))) return true;
    }
  return false;
}

function hasText(rule: Rule, event: JsonObject, family: "ip" | "date", pattern: RegExp): boolean {
  for (const field of fieldsOf(rule)) {
    if (familyOf(field.type) !== family) continue;
    if (valuesAt(event, field.path.join(".")).some((v) => typeof v === "string" && pattern.test(v))) return true;
  }
  return false;
}

/** OpenSearch has the type `wildcard` itself, and answers from an index of its own kind; what Elasticsearch's server here maps as keyword. */
const onWildcard = (field: Field): boolean => field.type === "wildcard";

/** `startsWith~(field, "C:\\…")` on a wildcard field. */
function escapedPrefix(rule: Rule): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists" || !leaf.binds.some((b) => onWildcard(b.field))) continue;
      const { test } = leaf;
      if (test.kind !== "affix" || test.where !== "starts" || test.fold === "none" || test.needle.kind !== "literal") continue;
      if (String(test.needle.value).includes("\\")) return true;
    }
  return false;
}

/** `regex~` on a wildcard field whose value in this event has letters beyond ASCII. */
function unicodeRegexp(rule: Rule, event: JsonObject): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists" || leaf.test.kind !== "regex" || leaf.test.fold === "none") continue;
      for (const { field } of leaf.binds)
        if (onWildcard(field) && valuesAt(event, field.path.join(".")).some((v) => typeof v === "string" && /[\u0080-\uffff]/.test(v)))
          return true;
    }
  return false;
}

/** `{"list.a": 1}` beside a nested `list`, at any depth. */
function dottedIntoNested(rule: Rule, event: JsonObject): boolean {
  const paths = Object.values(rule.sources).flatMap((s) => nestedOf(s.where).map((n) => n.path.join(".")));
  const crosses = (json: Json, at: string): boolean => {
    if (isList(json)) return json.some((item) => crosses(item, at));
    if (!isJsonObject(json)) return false;
    return Object.entries(json).some(
      ([key, value]) => paths.some((p) => `${at}${key}`.startsWith(`${p}.`) && !at.startsWith(`${p}.`)) || crosses(value, `${at}${key}.`),
    );
  };
  return paths.length > 0 && crosses(event, "");
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

export const differences: readonly Difference[] = [
  { id: "complement", summary: "the complement `~` of a regular expression matches nothing", affects: complementInIndex },
  {
    id: "cidr-in-scripts",
    summary: "scripts have no CIDR class: an address test inside a computation is refused",
    affects: cidrInScript,
  },
  { id: "year-for-millis", summary: "a number of four digits in a date range is a year, not milliseconds", affects: yearForMillis },
  {
    id: "wildcard-prefix",
    summary: "on a `wildcard` field an insensitive prefix that holds a backslash matches nothing",
    affects: escapedPrefix,
  },
  {
    id: "wildcard-regexp",
    summary: "on a `wildcard` field an insensitive regular expression misses pairs of letters beyond ASCII (É and é, s and U+017F)",
    affects: unicodeRegexp,
  },
  {
    id: "address-zones",
    summary: "an address with a zone (`10.0.0.1%1`) is malformed, where Elasticsearch drops the zone",
    affects: (rule, event) => hasText(rule, event, "ip", /%/),
  },
  {
    id: "dotted-nested",
    summary: "a document with a dotted key that leads through a list of nested objects (`list.a`) is refused",
    affects: dottedIntoNested,
  },
  {
    id: "composite",
    summary:
      "the next page of groups by one field holds groups of the first again and values of other fields, and an event counts twice in a group of a number that it has twice",
    affects: groupsByFields,
  },
];
