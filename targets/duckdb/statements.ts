import type { Statements } from "../_shared/sql/dialect.ts";
import { parameterName } from "../_shared/sql/parameters.ts";
import { typesOf } from "../_shared/sql/projection.ts";
import { binary, call, integer, name } from "../_shared/sql/tree.ts";

/** In the document layout a time is milliseconds since 1970. */
const types = typesOf({
  text: "VARCHAR",
  long: "BIGINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  date: "TIMESTAMP",
  ip: "VARCHAR",
});

const now = call("epoch_us", call("now"));

export const statements: Statements = {
  selectEnd: "",
  createView: (view) => `CREATE OR REPLACE VIEW ${view} AS`,
  parameters: {
    value: (parameter) => name(parameterName(parameter)),
    before: (macro, parameters) => `CREATE OR REPLACE MACRO ${macro}(${parameters.map(parameterName).join(", ")}) AS TABLE`,
    after: "",
    use: (macro, args) => `${macro}(${args.map((a) => a.value).join(", ")})`,
    unit: "a TIMESTAMP in UTC",
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
