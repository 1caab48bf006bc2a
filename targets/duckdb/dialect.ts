import type { Dialect } from "../_shared/sql/dialect.ts";
import { type Reading, typesOf } from "../_shared/sql/projection.ts";
import { duckdbQuote } from "../_shared/sql/quote.ts";
import { nativeRegex } from "../_shared/sql/regex-native.ts";
import { re2 } from "../_shared/sql/regex-print.ts";
import {
  among,
  and,
  binary,
  boolean,
  call,
  cast,
  column,
  integer,
  isConstant,
  lambda,
  name,
  nil,
  type Sql,
  text,
} from "../_shared/sql/tree.ts";
import { asciiLower, likePattern } from "../_shared/sql/wildcard.ts";
import { calendar } from "./calendar.ts";
import { arithmetic, numbers, textFunctions } from "./functions.ts";
import { joins } from "./joins.ts";
import { statements } from "./statements.ts";

const doc = column("e", "doc");

const types = typesOf({
  text: "VARCHAR",
  long: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  date: "BIGINT",
  ip: "VARCHAR",
});

/** A quoted label takes `\"` and `\\` as JSON does; a wildcard makes the result a list, empty where nothing is there. */
const path = (field: string, reading: Reading | "nested", rest: string): Sql => text(`$.${reading}.${JSON.stringify(field)}${rest}`);

function documentValues(document: Sql, field: string, reading: Reading): Sql {
  const texts = call("json_extract_string", document, path(field, reading, "[*]"));
  return types[reading] === "VARCHAR" ? texts : cast(texts, `${types[reading]}[]`);
}

/** Membership has functions of its own; anything else filters the list. */
function some(values: Sql, alias: string, _reading: Reading, makeTest: (value: Sql) => Sql): Sql {
  const element = name(alias);
  const test = makeTest(element);
  if (test.kind === "boolean") return test.value ? hasValues(values) : test;
  if (test.kind === "binary" && test.op === "=" && test.left === element && isConstant(test.right)) {
    return call("list_contains", values, test.right);
  }
  if (test.kind === "in" && test.value === element && test.options.every(isConstant)) {
    return call("list_has_any", values, { kind: "array", items: test.options });
  }
  return binary(">", call("len", call("list_filter", values, lambda(alias, test))), integer(0));
}

const hasValues = (values: Sql): Sql => binary(">", call("len", values), integer(0));

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** lower() folds all of Unicode. */
const lowered = (value: Sql): Sql => call("translate", value, text(upper), text(upper.toLowerCase()));

/** LIKE has no escape character unless one is named. */
const like = { mark: "!", implicit: null };

export const duckdb: Dialect = {
  id: "duckdb",
  title: "DuckDB",
  names: "quoted",
  syntax: { quote: duckdbQuote, lambda: "colon", materialized: true, array: "[", real },
  nul: "character",
  text: textFunctions,
  arithmetic,
  numbers,
  ascii: {
    equal: (value, texts) => among(lowered(value), [...new Set(texts.map(asciiLower))].map(text)),
    like: (value, pattern) => ({ kind: "like", value: lowered(value), ...likePattern(pattern, like, asciiLower) }),
    lower: lowered,
  },
  joins,
  calendar,
  statements,
  loading: ["Times are TIMESTAMPs in UTC."],
  // max_expression_depth
  limits: { depth: 900, bytes: 10_000_000 },
  documentValues,
  someObject: (document, field, alias, test) => some(call("json_extract", document, path(field, "nested", "[*]")), alias, "text", test),
  columnValues: (values) => call("coalesce", values, { kind: "array", items: [] }),
  some,
  someNamed(doc, reading, alias, meant, test) {
    const group = call("json_extract", doc, text(`$.${reading}`));
    // null where the event has no such group
    const fields = call("coalesce", call("map_entries", cast(group, `MAP(VARCHAR, ${types[reading]}[])`)), { kind: "array", items: [] });
    const passes = and(meant(column(alias, "key")), test(column(alias, "value")));
    return binary(">", call("len", call("list_filter", fields, lambda(alias, passes))), integer(0));
  },
  hasValues,
  isTrue: (test) => (test.kind === "boolean" ? test : call("coalesce", test, boolean(false))),
  ordered: (value) => value,
  wildcard: (value, pattern) => ({ kind: "like", value, ...likePattern(pattern, like) }),
  regex: (value, regex) => nativeRegex(value, regex, re2, (v, pattern) => call("regexp_full_match", v, text(pattern))),
  firstTime: (field) => call("epoch_ms", cast(call("json_extract_string", doc, path(field, "date", "[0]")), "BIGINT")),
  firstValue: (field, reading) => cast(call("json_extract_string", doc, path(field, reading, "[0]")), types[reading]),
  instant: (ms) => cast(text(new Date(ms).toISOString().slice(0, -1)), "TIMESTAMP"),
  noTime: nil,
  // years of four digits, as literals have them
  times: { first: Date.UTC(1000, 0, 1), last: Date.UTC(9999, 11, 31) },
  documentCast: "JSON",
  arrayOf: (items, reading) => cast({ kind: "array", items }, statements.columnType(reading, true)),
  list: (items) => cast({ kind: "array", items }, "VARCHAR[]"),
  alertId: (prefix, eventId) => call("sha256", call("concat", text(prefix), eventId)),
};

/** With an exponent: a number with only a point is a DECIMAL. */
function real(n: number): string {
  if (!Number.isFinite(n)) return `CAST('${n}' AS DOUBLE)`;
  const shortest = Object.is(n, -0) ? "-0" : String(n);
  return shortest.includes("e") ? shortest : `${shortest}e0`;
}
