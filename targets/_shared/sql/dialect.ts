import type { WildcardPattern } from "../../../src/ir/pattern.ts";
import type { Syntax } from "./print.ts";
import type { Reading } from "./projection.ts";
import type { Sql } from "./tree.ts";

/** How an ASCII-insensitive test is said. `equal`: is the value one of these texts; `like`: does it match, with this escape character. */
export interface Folding {
  equal(value: Sql, texts: readonly string[]): Sql;
  like(value: Sql, pattern: WildcardPattern): Sql;
}

/** What differs between SQL dialects: data and small pure functions from tree to tree. */
export interface Dialect {
  readonly id: string;
  readonly title: string;
  readonly syntax: Syntax;
  /** The values of a field in the document layout, as something that `some` runs over. */
  documentValues(field: string, reading: Reading): Sql;
  /** The same for an array column. */
  columnValues(column: Sql, reading: Reading): Sql;
  /** Does some value satisfy the test? Never null, false without values; the test may be null, which counts as false. */
  some(values: Sql, alias: string, reading: Reading, test: (value: Sql) => Sql): Sql;
  /** Is there a value? Never null. */
  hasValues(values: Sql, alias: string): Sql;
  /** Null becomes false. */
  isTrue(test: Sql): Sql;
  /** Strings by code point. */
  ordered(value: Sql): Sql;
  /** `none`: code points as they are. */
  wildcard(value: Sql, pattern: WildcardPattern): Sql;
  readonly ascii: Folding;
  /** The first value of a date field as a point in time of the type of `ts`. */
  firstTime(field: string): Sql;
  /** The first value of any field, to order by. */
  firstValue(field: string): Sql;
  list(items: readonly Sql[]): Sql;
  /** A value that is the same for the same rule and event, and for no others. */
  alertId(ruleId: string, eventId: Sql): Sql;
  /** The statement up to the SELECT; the name is quoted. */
  createView(name: string): string;
}
