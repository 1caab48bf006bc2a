import type { Statements } from "../_shared/sql/dialect.ts";
import type { Reading } from "../_shared/sql/projection.ts";
import { binary, call, integer, name } from "../_shared/sql/tree.ts";

/** In the document layout a time is milliseconds since 1970. */
const types: Readonly<Record<Reading, string>> = {
  text: "VARCHAR",
  long: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  date: "TIMESTAMP",
  ip: "VARCHAR",
};

const now = call("epoch_us", call("now"));

export const statements: Statements = {
  selectEnd: "",
  createView: (view) => `CREATE OR REPLACE VIEW ${view} AS`,
  parameters: {
    from: name("from_time"),
    to: name("to_time"),
    history: name("history_time"),
    before: (macro, history) => `CREATE OR REPLACE MACRO ${macro}(from_time, to_time${history ? ", history_time" : ""}) AS TABLE`,
    after: "",
    use: (macro, from, to, history) => `${macro}(${from}, ${to}${history === null ? "" : `, ${history}`})`,
  },
  columnType: (reading, array) => `${types[reading]}${array ? "[]" : ""}`,
  idType: "VARCHAR PRIMARY KEY",
  timeType: "TIMESTAMP",
  documentType: "JSON NOT NULL",
  listType: "VARCHAR[] NOT NULL",
  eventsEnd: "",
  alertsEnd: "",
  alertKey: " PRIMARY KEY",
  indexes: () => [],
  clear: (table) => `DELETE FROM ${table}`,
  dropEnd: "",
  firstId: "event_ids[1]",
  ago: (ms) => call("make_timestamp", ms === 0 ? now : binary("-", now, integer(BigInt(ms) * 1000n))),
  onConflict: "ON CONFLICT DO NOTHING",
  unless: () => null,
};
