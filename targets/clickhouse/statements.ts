import type { Statements } from "../_shared/sql/dialect.ts";
import { parameterName } from "../_shared/sql/parameters.ts";
import { typesOf } from "../_shared/sql/projection.ts";
import { binary, call, integer, name, text } from "../_shared/sql/tree.ts";

/** In the document layout a time is milliseconds since 1970. */
const types = typesOf({
  text: "String",
  long: "Int64",
  double: "Float64",
  boolean: "Bool",
  date: "DateTime64(3, 'UTC')",
  ip: "String",
});

const now = call("now64", integer(3), text("UTC"));

export const statements: Statements = {
  // By default ClickHouse (26.7) rewrites ten or more LIKEs joined by OR to multiMatchAny, whose engine, Hyperscan, also takes the place before a last newline for
  // the end of the text: '%.exe' then matches "a.exe\n". A setting in the view holds whatever the session says (each seen on 26.7.2.1).
  selectEnd: "\nSETTINGS optimize_or_like_chain = 0",
  createView: (view) => `CREATE OR REPLACE VIEW ${view} AS`,
  parameters: {
    value: (parameter) => name(`{${parameterName(parameter)}:DateTime64(3, 'UTC')}`),
    before: (view) => `CREATE OR REPLACE VIEW ${view} AS`,
    after: "",
    use: (view, args) => `${view}(${args.map((a) => `${parameterName(a.parameter)} = ${a.value}`).join(", ")})`,
    unit: "a DateTime64(3, 'UTC')",
  },
  columnType: (reading, array) => (array ? `Array(${types[reading]})` : `Nullable(${types[reading]})`),
  idType: "String",
  timeType: "DateTime64(3, 'UTC')",
  documentType: "String",
  listType: "Array(String)",
  eventsEnd: "\nENGINE = MergeTree\nORDER BY (ts, id)",
  alertsEnd: "\nENGINE = MergeTree\nORDER BY alert_id",
  alertKey: "",
  indexes: () => [],
  clear: (table) => `TRUNCATE TABLE ${table}`,
  dropEnd: "",
  firstId: "event_ids[1]",
  ago: (ms) => (ms === 0 ? now : binary("-", now, call("toIntervalMillisecond", integer(ms)))),
  onConflict: "",
  unless: (alerts) => `alert_id NOT IN (SELECT alert_id FROM ${alerts})`,
};
