import type { Statements } from "../_shared/sql/dialect.ts";
import type { Reading } from "../_shared/sql/projection.ts";
import { binary, call, cast, integer, name, real, type Sql } from "../_shared/sql/tree.ts";

/** Times are milliseconds since 1970; arrays are JSON texts. */
const types: Readonly<Record<Reading, string>> = {
  text: "TEXT",
  long: "INTEGER",
  double: "REAL",
  boolean: "INTEGER",
  date: "INTEGER",
  ip: "TEXT",
};

/** unixepoch('subsec') came only with 3.42. */
const now: Sql = cast(
  binary("*", binary("-", call("julianday", { kind: "text", value: "now" }), real(2440587.5)), integer(86_400_000)),
  "INTEGER",
);

export const statements: Statements = {
  selectEnd: "",
  createView: (view) => `DROP VIEW IF EXISTS ${view};\nCREATE VIEW ${view} AS`,
  // views take no parameters: the query itself is run, with values for these two
  parameters: { from: name(":from_time"), to: name(":to_time"), history: name(":history_time"), before: () => "", after: "", use: null },
  columnType: (reading, array) => (array ? "TEXT" : types[reading]),
  idType: "TEXT PRIMARY KEY",
  timeType: "INTEGER",
  documentType: "TEXT NOT NULL",
  listType: "TEXT NOT NULL",
  eventsEnd: "",
  alertsEnd: "",
  alertKey: " PRIMARY KEY",
  indexes: (table) => [`CREATE INDEX IF NOT EXISTS events_ts ON ${table} (ts)`],
  clear: (table) => `DELETE FROM ${table}`,
  dropEnd: "",
  firstId: "event_ids ->> 0",
  ago: (ms) => (ms === 0 ? now : binary("-", now, integer(ms))),
  onConflict: "ON CONFLICT DO NOTHING",
  unless: () => null,
};
