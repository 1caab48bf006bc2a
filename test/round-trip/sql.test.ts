import { clickhouse } from "../../targets/clickhouse/target.ts";
import { duckdb } from "../../targets/duckdb/target.ts";
import { postgres } from "../../targets/postgres/target.ts";
import { sqlite } from "../../targets/sqlite/target.ts";
import { field } from "../ir-builder.ts";
import { hasLoneSurrogate } from "./hostile.ts";
import { readSql } from "./sql-reader.ts";
import { roundTrips } from "./suite.ts";

const withoutNul = new Set(["sqlite", "postgres"]);

/**
 * Can a test find this text? Half a surrogate pair has no UTF-8. PostgreSQL has no NUL in texts; SQLite compares texts that have one with `=` and `IN`, and finds it in no pattern.
 */
function holds(product: string, text: string, whole: boolean): boolean {
  if (text.includes("\0") && withoutNul.has(product)) return product === "sqlite" && whole;
  return product !== "sqlite" || !hasLoneSurrogate(text);
}

for (const target of [sqlite, duckdb, postgres, clickhouse]) {
  for (const layout of ["document", "columns"]) {
    roundTrips({
      name: `${target.id}, layout ${layout}`,
      target,
      options: { layout, names: "quoted" },
      // ClickHouse refuses a dot in the name of a column of several values
      fields: [
        field("process.name"),
        field("a'b\"c.d\\e `f` --"),
        field(target.id === "clickhouse" && layout === "columns" ? "a'b\"c\\d `e` --" : "process.args", "keyword", { array: true }),
      ],
      functions: true,
      around: (where) => where,
      read: (artifacts) => readSql(artifacts.find((a) => a.suffix === ".sql")?.text ?? "", target.id).where,
      values: { holds: (text, whole) => holds(target.id, text, whole), neverEmpty: () => false },
      mayRefuse: (text, place) =>
        hasLoneSurrogate(text) || (withoutNul.has(target.id) && text.includes("\0") && place !== "equality" && place !== "in"),
      trees: layout === "document" ? 200 : 80,
      // the same tests stand on other fields only
      ...(layout === "document" ? {} : { places: ["equality", "in", "starts", "concat"] }),
      mostRefused: withoutNul.has(target.id) ? 76 : 38,
    });
  }
}
