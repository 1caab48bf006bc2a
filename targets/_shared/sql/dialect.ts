import type { Regex, WildcardPattern } from "../../../src/ir/pattern.ts";
import type { ArithmeticOp } from "../../../src/ir/scalar.ts";
import type { Calendar } from "./calendar.ts";
import type { Parameters } from "./parameters.ts";
import type { Syntax } from "./print.ts";
import type { Reading } from "./projection.ts";
import type { Each } from "./query.ts";
import type { Sql } from "./tree.ts";

/** How an ASCII-insensitive test is said. `equal`: is the value one of these texts; `lower`: A-Z become a-z, all else stays. */
export interface Folding {
  equal(value: Sql, texts: readonly string[]): Sql;
  like(value: Sql, pattern: WildcardPattern): Sql;
  lower(value: Sql): Sql;
}

/**
 * Functions on texts. Positions count code points. `double` puts a mark behind each character that UTF-16 needs two units for, so that positions in the doubled
 * text are positions in Java's; `undouble` takes the marks away, and a character that was cut in half becomes one U+FFFE.
 */
export interface TextFunctions {
  length(value: Sql): Sql;
  /** Of a text that is not doubled. */
  utf16Length(value: Sql): Sql;
  /** Where the needle first is, from 1; 0 if nowhere; 1 for an empty needle. */
  position(value: Sql, needle: Sql): Sql;
  /** `count` null: to the end. `from` counts from 0; neither is negative. */
  slice(value: Sql, from: Sql, count: Sql | null): Sql;
  starts(value: Sql, needle: Sql): Sql;
  ends(value: Sql, needle: Sql): Sql;
  concat(parts: readonly Sql[]): Sql;
  double(value: Sql): Sql;
  undouble(value: Sql): Sql;
  fromLong(value: Sql): Sql;
  least(a: Sql, b: Sql): Sql;
  greatest(a: Sql, b: Sql): Sql;
  /** The low 32 bits as a signed number. */
  toInt(value: Sql): Sql;
  /** Where the last occurrence of the constant starts, from 0; negative if there is none. Not empty. */
  lastPosition(value: Sql, needle: string, alias: string): Sql;
}

/** A result that is null, instead of an error or a wrong number, where the operation fails. */
export interface Computed {
  readonly sql: Sql;
  /** True where the operation succeeded; null is false. */
  readonly guard: Sql | null;
}

export interface Arithmetic {
  /** On 64-bit integers; overflow and division by zero fail. */
  long(op: ArithmeticOp, left: Sql, right: Sql): Computed;
  /** As IEEE 754 has it. NaN may be null. Null instead: not to be had. */
  double(op: ArithmeticOp, left: Sql, right: Sql): (Computed & { readonly inexact: string | null }) | null;
  toDouble(value: Sql): Sql;
}

/** Reads numbers from texts. */
export interface Numbers {
  /** The text is known to be digits of the base with an optional sign; null where it does not fit. Null instead: not to be had. */
  parseLong(text: Sql, base: number): Sql | null;
  /** The text is known to be a decimal number, with blanks around it perhaps. */
  parseDouble(text: Sql): Sql;
}

/** A field's values, one a row. */
export interface Rows {
  /** What is joined to the events; null: the value's own expression makes the rows. */
  readonly from: Each | null;
  readonly value: Sql;
  /** Where the value first is in the list, from 0 or 1. */
  readonly place: Sql;
}

/** What queries over several events need. */
export interface Joins {
  /** The values of a field, from what `documentValues` or `columnValues` gives; `optional`: null where there is none. Null instead: the field's name cannot be said. */
  each(values: Sql, alias: string, reading: Reading, optional: boolean, place: "document" | "columns"): Rows | null;
  /** The row before, to be used with the frame `previous`; what it gives where there is none is not defined. */
  lag(value: Sql): Sql;
  /** Milliseconds since 1970 of a point in time. */
  millis(time: Sql): Sql;
  /** A list of ids with one more. */
  append(list: Sql, id: Sql): Sql;
  /** JSON text of a list of texts. */
  listText(list: Sql): Sql;
  /** Values of keys as a list of texts; a missing key is null, or empty where there is no null in a list. */
  keyList(keys: readonly Sql[]): Sql;
  /** An aggregate: ids in ascending order of `by`. Rows come in that order. */
  collect(id: Sql, by: Sql): Sql;
}

/** Types of columns and statements, as fixed text. Names are quoted by the caller. */
export interface Statements {
  createView(name: string): string;
  /** Behind the SELECT of a rule: what the query needs whatever the session is set to. */
  readonly selectEnd: string;
  readonly parameters: Parameters;
  /** The type of a column for one value, or for many. */
  columnType(reading: Reading, array: boolean): string;
  readonly idType: string;
  readonly timeType: string;
  readonly documentType: string;
  readonly listType: string;
  /** Behind the columns of the table of events. */
  readonly eventsEnd: string;
  /** Behind the columns of the table of alerts, and what makes its first column a key. */
  readonly alertsEnd: string;
  readonly alertKey: string;
  /** Statements after the table of events; the name is quoted. */
  indexes(table: string, layout: "document" | "columns"): readonly string[];
  /** Leaves a table without rows; the name is quoted. */
  clear(table: string): string;
  /** Behind DROP TABLE, so that the views on it go as well. */
  readonly dropEnd: string;
  /** The first of a view's event_ids. */
  readonly firstId: string;
  /** So many milliseconds before now. */
  ago(milliseconds: number): Sql;
  /** Behind an INSERT INTO alerts SELECT: leaves out what is there already. */
  readonly onConflict: string;
  /** In its WHERE, the same where there is no ON CONFLICT; the name is quoted. */
  unless(alerts: string): string | null;
}

/** How long a chain of relations may be in which each reads the one before: as the product is, and as what stands behind the query's `selectEnd` allows. */
export interface Chained {
  readonly usual: number;
  readonly most: number;
  readonly allowing: string;
}

/** What differs between SQL dialects: data and small pure functions from tree to tree. */
export interface Dialect {
  readonly id: string;
  readonly title: string;
  /** How columns are named unless the user says otherwise (option `names`). */
  readonly names: "quoted" | "underscores";
  readonly syntax: Syntax;
  /** NUL in texts: a character like others; kept and compared, but the end for functions and patterns; or not to be had. */
  readonly nul: "character" | "compared" | "none";
  readonly text: TextFunctions;
  readonly arithmetic: Arithmetic;
  readonly numbers: Numbers;
  readonly ascii: Folding;
  readonly joins: Joins;
  readonly calendar: Calendar;
  readonly statements: Statements;
  /** For whoever loads events, beside what is the same everywhere: lines of a comment. */
  readonly loading: readonly string[];
  /** What a stock server takes of one query. */
  readonly limits: { readonly depth: number; readonly bytes: number; readonly relations?: Chained };
  /** The values of a field in a document of that layout, as something that `some` runs over. */
  documentValues(document: Sql, field: string, reading: Reading): Sql;
  /** Does some object of a document's list at this path satisfy the test? Never null; neither is the test. What the test is made with is the object's document. */
  someObject(document: Sql, path: string, alias: string, test: (object: Sql) => Sql): Sql;
  /** The same for an array column. */
  columnValues(column: Sql, reading: Reading): Sql;
  /** Does some value satisfy the test? Never null, false without values; the test may be null, which counts as false. */
  some(values: Sql, alias: string, reading: Reading, test: (value: Sql) => Sql, place: "document" | "columns"): Sql;
  /**
   * Does some field of a document pass that has a name that is `meant`? `test` is given its values, for `some` and `hasValues`, and is never null. Neither is this.
   */
  someNamed(document: Sql, reading: Reading, alias: string, meant: (name: Sql) => Sql, test: (values: Sql) => Sql): Sql;
  /** Is there a value? Never null. */
  hasValues(values: Sql, alias: string): Sql;
  /** Null becomes false. */
  isTrue(test: Sql): Sql;
  /** Strings by code point. */
  ordered(value: Sql): Sql;
  /** `none`: code points as they are. */
  wildcard(value: Sql, pattern: WildcardPattern): Sql;
  /** Does the whole text match? Folding is written out. `alias` is a fresh name. Null instead: it cannot be said. May be null for false. */
  regex(value: Sql, regex: Regex, alias: string): Sql | null;
  /** The first value of a date field as a point in time of the type of `ts`. */
  firstTime(field: string): Sql;
  /** The first value of any field, to order by. */
  firstValue(field: string, reading: Reading): Sql;
  /** A point in time as a constant of the type of `ts`. */
  instant(milliseconds: number): Sql;
  /** What stands in `ts` for an event without `@timestamp`. */
  readonly noTime: Sql;
  /** The times that a column can hold, in milliseconds since 1970. */
  readonly times: { readonly first: number; readonly last: number };
  /** The type that a document's text is cast to. */
  readonly documentCast: string;
  /** The contents of an array column. */
  arrayOf(items: readonly Sql[], reading: Reading): Sql;
  list(items: readonly Sql[]): Sql;
  /** A value that is the same for the same rule and event, and for no others. */
  alertId(prefix: string, eventId: Sql): Sql;
}
