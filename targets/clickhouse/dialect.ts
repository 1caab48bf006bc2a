import type { Dialect } from "../_shared/sql/dialect.ts";
import { type Reading, typesOf } from "../_shared/sql/projection.ts";
import { clickhouseQuote } from "../_shared/sql/quote.ts";
import { nativeRegex } from "../_shared/sql/regex-native.ts";
import { re2 } from "../_shared/sql/regex-print.ts";
import { among, and, binary, boolean, call, cast, column, integer, isConstant, lambda, name, type Sql, text } from "../_shared/sql/tree.ts";
import { asciiLower, likePattern } from "../_shared/sql/wildcard.ts";
import { calendar } from "./calendar.ts";
import { arithmetic, numbers, textFunctions } from "./functions.ts";
import { joins } from "./joins.ts";
import { statements } from "./statements.ts";

const doc = column("e", "doc");

const types = typesOf({
  text: "String",
  long: "Int64",
  double: "Float64",
  boolean: "Bool",
  date: "Int64",
  ip: "String",
});

/** Membership has functions of its own. */
function some(values: Sql, alias: string, _reading: Reading, makeTest: (value: Sql) => Sql): Sql {
  const element = name(alias);
  const test = makeTest(element);
  if (test.kind === "boolean") return test.value ? hasValues(values) : test;
  if (test.kind === "binary" && test.op === "=" && test.left === element && isConstant(test.right)) return call("has", values, test.right);
  // an array of numbers beyond 63 bits would be one of UInt64, which has no common type with Int64
  if (test.kind === "in" && test.value === element && test.options.every((o) => o.kind === "text")) {
    return call("hasAny", values, { kind: "array", items: test.options });
  }
  return call("arrayExists", lambda(alias, test), values);
}

/** The document, and where in it an object lies: the arguments of the functions on JSON. */
const pathOf = (document: Sql): readonly Sql[] => (document.kind === "call" ? document.args : [document]);

/**
 * The objects by their numbers, from 1, each as a place in the event's own document: JSONExtractArrayRaw would write the objects anew, 18446744073709552000.0 as 18446744073709551616, and that
 * cannot be read again (26.7).
 */
function someObject(document: Sql, path: string, alias: string, test: (object: Sql) => Sql): Sql {
  const list = [...pathOf(document), text("nested"), text(path)];
  const length = call("JSONLength", ...list);
  const object = call("JSONExtractRaw", ...list, name(alias));
  const found = test(object);
  if (found.kind === "boolean") return found.value ? binary(">", length, integer(0)) : found;
  return call("arrayExists", lambda(alias, found), call("range", integer(1), binary("+", length, integer(1))));
}

const hasValues = (values: Sql): Sql => call("notEmpty", values);

/** lower() folds ASCII alone, lowerUTF8 all of Unicode (https://clickhouse.com/docs/sql-reference/functions/string-functions#lower). */
const lowered = (value: Sql): Sql => call("lower", value);

/** LIKE's escape character is the backslash, always. */
const like = { mark: null, implicit: "\\" };

export const clickhouse: Dialect = {
  id: "clickhouse",
  title: "ClickHouse",
  names: "underscores",
  syntax: { quote: clickhouseQuote, lambda: "arrow", materialized: false, array: "[", real },
  nul: "character",
  text: textFunctions,
  arithmetic,
  numbers,
  documentValues: (document, field, reading) =>
    call("JSONExtract", ...pathOf(document), text(reading), text(field), text(`Array(${types[reading]})`)),
  someObject,
  columnValues: (values) => values,
  some,
  someNamed(doc, reading, alias, meant, test) {
    const fields = call("JSONExtractKeysAndValues", doc, text(reading), text(`Array(${types[reading]})`));
    const part = (at: number): Sql => call("tupleElement", name(alias), integer(at));
    return call("arrayExists", lambda(alias, and(meant(part(1)), test(part(2)))), fields);
  },
  hasValues,
  isTrue: (test) => (test.kind === "boolean" ? test : call("ifNull", test, boolean(false))),
  ordered: (value) => value,
  wildcard: (value, pattern) => ({ kind: "like", value, ...likePattern(pattern, like) }),
  ascii: {
    equal: (value, texts) => among(lowered(value), [...new Set(texts.map(asciiLower))].map(text)),
    like: (value, pattern) => ({ kind: "like", value: lowered(value), ...likePattern(pattern, like, asciiLower) }),
    lower: lowered,
  },
  joins,
  calendar,
  statements,
  loading: ["Times are in UTC; an event without @timestamp has 1970-01-01, since a key cannot be NULL."],
  // max_parser_depth counts about three levels for each of ours; max_query_size; max_subquery_depth, 100 with the last SELECT, unless the view sets it
  limits: { depth: 250, bytes: 260_000, relations: { usual: 99, most: 131, allowing: ", max_subquery_depth = 150" } },
  regex: (value, regex) => nativeRegex(value, regex, re2, (v, pattern) => call("match", v, text(`^(?:${pattern})$`))),
  instant: (ms) => call("toDateTime64", text(new Date(ms).toISOString().slice(0, -1).replace("T", " ")), integer(3), text("UTC")),
  firstTime: (field) => call("fromUnixTimestamp64Milli", first("date", field, "Nullable(Int64)"), text("UTC")),
  firstValue: (field, reading) => first(reading, field, `Nullable(${types[reading]})`),
  // a key column takes no null
  noTime: call("toDateTime64", integer(0), integer(3), text("UTC")),
  // DateTime64 goes from 1900 to 2299
  times: { first: Date.UTC(1900, 0, 1), last: Date.UTC(2299, 11, 31) },
  documentCast: "String",
  arrayOf: (items, reading) => cast({ kind: "array", items }, statements.columnType(reading, true)),
  list: (items) => call("CAST", { kind: "array", items }, text("Array(String)")),
  alertId: (prefix, eventId) => call("lower", call("hex", call("SHA256", call("concat", text(prefix), eventId)))),
};

const first = (reading: Reading, field: string, type: string): Sql =>
  call("JSONExtract", doc, text(reading), text(field), integer(1), text(type));

/** Written so that it is no integer. */
function real(n: number): string {
  if (!Number.isFinite(n)) return n > 0 ? "inf" : "-inf";
  const shortest = Object.is(n, -0) ? "-0" : String(n);
  return /[.e]/.test(shortest) ? shortest : `${shortest}.0`;
}
