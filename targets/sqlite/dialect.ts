import type { Regex } from "../../src/ir/pattern.ts";
import type { Dialect } from "../_shared/sql/dialect.ts";
import { print, type Syntax } from "../_shared/sql/print.ts";
import type { Reading } from "../_shared/sql/projection.ts";
import { sqliteQuote } from "../_shared/sql/quote.ts";
import { automatonOf, plainRegex } from "../_shared/sql/regex.ts";
import {
  among,
  and,
  binary,
  boolean,
  call,
  collate,
  column,
  equal,
  exists,
  integer,
  nil,
  or,
  type Sql,
  text,
} from "../_shared/sql/tree.ts";
import { globPattern, likePattern } from "../_shared/sql/wildcard.ts";
import { runAutomaton } from "./automaton.ts";
import { calendar } from "./calendar.ts";
import { classRunTest } from "./class-run.ts";
import { globsOf } from "./glob.ts";
import { joins } from "./joins.ts";
import { arithmetic, numbers } from "./number.ts";
import { statements } from "./statements.ts";
import { textFunctions } from "./text.ts";

/**
 * A path to one field of one reading. Older versions end a quoted label at the first quote, so a name with a quote, a backslash or a control
 * character is found by its key instead.
 */
const simple = /^[^"\\\p{Cc}]*$/u;

const doc = column("e", "doc");

function documentValues(document: Sql, field: string, group: Reading | "nested"): Sql {
  if (simple.test(field)) return call("json_each", document, text(`$.${group}."${field}"`));
  return call("json_each", document, text(`$.${group}`), text(field));
}

/** `json_each(doc, path, key)` stands for the values of a key that no path can spell. */
function some(values: Sql, alias: string, _reading: Reading, test: (value: Sql) => Sql): Sql {
  const [source, path, key] = values.kind === "call" ? values.args : [];
  if (key === undefined || source === undefined || path === undefined) return quantified(values, alias, test(column(alias, "value")));
  const keys = `${alias}k`;
  const inner = quantified(call("json_each", column(keys, "value")), alias, test(column(alias, "value")));
  if (inner.kind === "boolean" && !inner.value) return inner;
  return exists(call("json_each", source, path), keys, and(equal(column(keys, "key"), key), inner));
}

const quantified = (values: Sql, alias: string, test: Sql): Sql =>
  test.kind === "boolean" ? (test.value ? exists(values, alias, null) : test) : exists(values, alias, test);

/** LIKE has no escape character unless one is named. */
const like = { mark: "!", implicit: null };

/** There are no regular expressions: GLOB where it can say the same, or GLOB and a length, else the pattern's automaton is run. */
function regex(value: Sql, pattern: Regex, alias: string): Sql | null {
  const plain = plainRegex(pattern);
  const globs = plain === null ? null : globsOf(plain);
  if (globs !== null) return globs.length === 0 ? binary("<>", value, value) : or(...globs.map((g) => binary("GLOB", value, text(g))));
  const runs = plain === null ? null : classRunTest(value, plain);
  if (runs !== null) return runs;
  const dfa = automatonOf(pattern);
  const run = dfa === null ? null : runAutomaton(dfa, value, alias);
  return run === null ? null : call("coalesce", run, boolean(false));
}

const syntax: Syntax = { quote: sqliteQuote, lambda: "arrow", materialized: false, array: "[", real };

/** Array columns hold JSON. */
const json = (item: Sql): string =>
  item.kind === "text" ? JSON.stringify(item.value) : item.kind === "boolean" ? String(item.value) : print(item, syntax);

export const sqlite: Dialect = {
  id: "sqlite",
  title: "SQLite",
  names: "quoted",
  syntax,
  nul: "compared",
  text: textFunctions,
  arithmetic,
  numbers,
  // LIKE, lower() and NOCASE fold the 26 letters of ASCII, whatever the locale (https://sqlite.org/lang_expr.html#like)
  ascii: {
    equal: (value, texts) => among(collate(value, "NOCASE"), texts.map(text)),
    like: (value, pattern) => ({ kind: "like", value, ...likePattern(pattern, like) }),
    lower: (value) => call("lower", value),
  },
  joins,
  calendar,
  statements,
  loading: ["Times are milliseconds since 1970, booleans 0 and 1; a column for several values holds a JSON array."],
  // SQLITE_MAX_EXPR_DEPTH and SQLITE_MAX_SQL_LENGTH (https://sqlite.org/limits.html)
  limits: { depth: 900, bytes: 900_000 },
  documentValues,
  someObject: (document, path, alias, test) => some(documentValues(document, path, "nested"), alias, "text", test),
  columnValues: (values) => call("json_each", values),
  some,
  someNamed: (doc, reading, alias, meant, test) =>
    exists(
      call("json_each", doc, text(`$.${reading}`)),
      alias,
      and(meant(column(alias, "key")), test(call("json_each", column(alias, "value")))),
    ),
  hasValues: (values, alias) => some(values, alias, "text", () => boolean(true)),
  isTrue: (test) => (test.kind === "boolean" ? test : call("coalesce", test, boolean(false))),
  ordered: (value) => value,
  wildcard: (value, pattern) => binary("GLOB", value, text(globPattern(pattern))),
  regex,
  firstTime: (field) => call("json_extract", doc, text(`$.date."${field}"[0]`)),
  firstValue: (field, reading) => call("json_extract", doc, text(`$.${reading}."${field}"[0]`)),
  instant: integer,
  noTime: nil,
  times: { first: -8.64e15, last: 8.64e15 },
  documentCast: "TEXT",
  arrayOf: (items) => text(`[${items.map(json).join(",")}]`),
  list: (items) => call("json_array", ...items),
  // there is no hash function: the two ids themselves, which no other pair gives
  alertId: (prefix, eventId) => binary("||", text(prefix), eventId),
};

/** With a fraction or an exponent, else it is an integer; beyond all doubles is infinity (`9e999`). */
function real(n: number): string {
  if (!Number.isFinite(n)) return n > 0 ? "9e999" : "-9e999";
  const shortest = Object.is(n, -0) ? "-0" : String(n);
  return /[.e]/.test(shortest) ? shortest : `${shortest}.0`;
}
