import type { Statements } from "../_shared/sql/dialect.ts";
import { parameterName } from "../_shared/sql/parameters.ts";
import { typesOf } from "../_shared/sql/projection.ts";
import { binary, integer, name } from "../_shared/sql/tree.ts";
import { calendar } from "./calendar.ts";

/** Times are milliseconds since 1970; arrays are JSON texts. */
const types = typesOf({
  text: "TEXT",
  long: "INTEGER",
  double: "REAL",
  boolean: "INTEGER",
  date: "INTEGER",
  ip: "TEXT",
});

export const statements: Statements = {
  selectEnd: "",
  createView: (view) => `DROP VIEW IF EXISTS ${view};\nCREATE VIEW ${view} AS`,
  // views take no parameters: the query itself is run, with values for them
  parameters: {
    value: (parameter) => name(`:${parameterName(parameter)}`),
    before: () => "",
    after: "",
    use: null,
    unit: "in milliseconds since 1970 in UTC",
  },
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
  ago: (ms) => (ms === 0 ? calendar.now : binary("-", calendar.now, integer(ms))),
  onConflict: "ON CONFLICT DO NOTHING",
  unless: () => null,
};
