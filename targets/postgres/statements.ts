import type { Statements } from "../_shared/sql/dialect.ts";
import { parameterName } from "../_shared/sql/parameters.ts";
import { typesOf } from "../_shared/sql/projection.ts";
import { binary, call, cast, name, text } from "../_shared/sql/tree.ts";

/** In the document layout a time is milliseconds since 1970. */
const types = typesOf({
  text: "text",
  long: "bigint",
  double: "double precision",
  boolean: "boolean",
  date: "timestamptz",
  ip: "text",
});

const result = `TABLE (rule_id text, alert_id text, event_time timestamptz, window_time timestamptz, event_ids text[], event_keys text[])`;

export const statements: Statements = {
  selectEnd: "",
  createView: (view) => `CREATE OR REPLACE VIEW ${view} AS`,
  // a body in SQL-standard form is no string, so nothing in it can end it (PostgreSQL 14)
  parameters: {
    value: (parameter) => name(parameterName(parameter)),
    before: (fn, parameters) =>
      `CREATE OR REPLACE FUNCTION ${fn}(${parameters.map((p) => `${parameterName(p)} timestamptz`).join(", ")})\nRETURNS ${result}\nLANGUAGE sql STABLE\nBEGIN ATOMIC`,
    after: ";\nEND",
    use: (fn, args) => `${fn}(${args.map((a) => a.value).join(", ")})`,
    unit: "a timestamptz",
  },
  columnType: (reading, array) => `${types[reading]}${array ? "[]" : ""}`,
  idType: "text PRIMARY KEY",
  timeType: "timestamptz",
  documentType: "jsonb NOT NULL",
  listType: "text[] NOT NULL",
  eventsEnd: "",
  alertsEnd: "",
  alertKey: " PRIMARY KEY",
  indexes: (table) => [`CREATE INDEX IF NOT EXISTS events_ts ON ${table} (ts)`],
  clear: (table) => `TRUNCATE TABLE ${table}`,
  dropEnd: " CASCADE",
  firstId: "event_ids[1]",
  ago: (ms) => (ms === 0 ? call("now") : binary("-", call("now"), cast(text(`${ms} milliseconds`), "interval"))),
  onConflict: "ON CONFLICT DO NOTHING",
  unless: () => null,
};
