import type { Dialect } from "../_shared/sql/dialect.ts";
import { type Reading, typesOf } from "../_shared/sql/projection.ts";
import { postgresQuote } from "../_shared/sql/quote.ts";
import { nativeRegex } from "../_shared/sql/regex-native.ts";
import { are } from "../_shared/sql/regex-print.ts";
import { among, and, binary, boolean, call, cast, collate, column, exists, integer, nil, type Sql, text } from "../_shared/sql/tree.ts";
import { asciiLower, likePattern } from "../_shared/sql/wildcard.ts";
import { calendar } from "./calendar.ts";
import { arithmetic, numbers, textFunctions } from "./functions.ts";
import { joins } from "./joins.ts";
import { statements } from "./statements.ts";

const doc = column("e", "doc");

const types = typesOf({
  text: "text",
  long: "bigint",
  double: "double precision",
  boolean: "boolean",
  date: "bigint",
  ip: "text",
});

/** The one column of unnest() has the alias for a name. */
function some(values: Sql, alias: string, reading: Reading, makeTest: (value: Sql) => Sql, place: "document" | "columns"): Sql {
  const element = column(alias, place === "document" ? "value" : alias);
  const test = makeTest(types[reading] === "text" || place === "columns" ? element : cast(element, types[reading]));
  return test.kind === "boolean" ? (test.value ? exists(values, alias, null) : test) : exists(values, alias, test);
}

/** Under the collation "C" lower() folds the 26 letters of ASCII alone (https://www.postgresql.org/docs/current/collation.html). */
const lowered = (value: Sql): Sql => call("lower", collate(value, '"C"'));

/** LIKE has a backslash as its escape character unless told otherwise. */
const like = { mark: "!", implicit: "\\" };

/** A number with a point or an exponent is a numeric until it is cast. */
const real = (n: number): string => `CAST('${Object.is(n, -0) ? "-0" : n}' AS double precision)`;

export const postgres: Dialect = {
  id: "postgres",
  title: "PostgreSQL",
  names: "quoted",
  syntax: { quote: postgresQuote, lambda: "arrow", materialized: false, array: "ARRAY[", real },
  nul: "none",
  text: textFunctions,
  arithmetic,
  numbers,
  documentValues: (document, field, reading) =>
    call("jsonb_array_elements_text", binary("->", binary("->", document, text(reading)), text(field))),
  someObject: (document, path, alias, test) =>
    some(call("jsonb_array_elements", binary("->", binary("->", document, text("nested")), text(path))), alias, "text", test, "document"),
  columnValues: (values) => call("unnest", values),
  some,
  someNamed: (doc, reading, alias, meant, test) =>
    exists(
      call("jsonb_each", binary("->", doc, text(reading))),
      alias,
      and(meant(column(alias, "key")), test(call("jsonb_array_elements_text", column(alias, "value")))),
    ),
  hasValues: (values, alias) => exists(values, alias, null),
  isTrue: (test) => (test.kind === "boolean" ? test : call("coalesce", test, boolean(false))),
  ordered: (value) => collate(value, '"C"'),
  wildcard: (value, pattern) => ({ kind: "like", value, ...likePattern(pattern, like) }),
  ascii: {
    equal: (value, texts) => among(lowered(value), [...new Set(texts.map(asciiLower))].map(text)),
    like: (value, pattern) => ({ kind: "like", value: lowered(value), ...likePattern(pattern, like, asciiLower) }),
    lower: lowered,
  },
  joins,
  calendar,
  statements,
  loading: ["An event with NUL in a text cannot be loaded."],
  // max_stack_depth is 2 MB, about 100 bytes of which a level takes in parsing
  limits: { depth: 2_000, bytes: 10_000_000 },
  regex: (value, regex) => nativeRegex(value, regex, are, (v, pattern) => binary("~", v, text(`^(?:${pattern})$`))),
  instant: (ms) => cast(text(`${new Date(ms).toISOString().slice(0, -1).replace("T", " ")}+00`), "timestamptz"),
  firstTime: (field) => call("to_timestamp", binary("/", cast(first("date", field), "bigint"), cast(integer(1000), "numeric"))),
  firstValue: (field, reading) => cast(first(reading, field), types[reading]),
  noTime: nil,
  // years of four digits, as literals have them
  times: { first: Date.UTC(1000, 0, 1), last: Date.UTC(9999, 11, 31) },
  documentCast: "jsonb",
  arrayOf: (items, reading) => cast({ kind: "array", items }, statements.columnType(reading, true)),
  list: (items) => cast({ kind: "array", items }, "text[]"),
  alertId: (prefix, eventId) =>
    call("encode", call("sha256", call("convert_to", binary("||", text(prefix), eventId), text("UTF8"))), text("hex")),
};

const first = (reading: Reading, field: string): Sql => call("jsonb_extract_path_text", doc, text(reading), text(field), text("0"));
