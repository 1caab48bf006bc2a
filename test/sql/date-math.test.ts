import { describe, expect, it } from "vitest";
import { literalPeriod } from "../../src/eval/date.ts";
import { movedInstant, readDateMath } from "../../src/target/date-math.ts";
import { moved } from "../../targets/_shared/sql/calendar.ts";
import type { Dialect } from "../../targets/_shared/sql/dialect.ts";
import { print } from "../../targets/_shared/sql/print.ts";
import { integer } from "../../targets/_shared/sql/tree.ts";
import type { Opened } from "../../targets/_shared/sql/verdicts.ts";
import { clickhouse } from "../../targets/clickhouse/dialect.ts";
import { openClickhouse } from "../../targets/clickhouse/engine-server.ts";
import { duckdb } from "../../targets/duckdb/dialect.ts";
import { openDuckdb } from "../../targets/duckdb/engine-server.ts";
import { postgres } from "../../targets/postgres/dialect.ts";
import { openPostgres } from "../../targets/postgres/engine-server.ts";
import { sqlite } from "../../targets/sqlite/dialect.ts";
import { openSqlite } from "../../targets/sqlite/engine-server.ts";

/** Times at which some unit begins or ends, and a millisecond to either side; around 1970 the signs change. */
const nows: readonly number[] = [
  "2024-02-29T00:00:00.000Z",
  "2024-02-29T23:59:59.999Z",
  "2024-03-31T13:14:15.161Z",
  "2023-12-31T23:59:59.999Z",
  "2024-01-01T00:00:00.000Z",
  "2023-01-30T12:00:00.000Z",
  "2000-02-29T12:34:56.789Z",
  "2100-02-28T23:59:59.999Z",
  "2100-03-01T00:00:00.000Z",
  "2024-05-13T00:00:00.000Z",
  "2024-05-12T23:59:59.999Z",
  "1970-01-01T00:00:00.000Z",
  "1969-12-29T00:00:00.000Z",
  "2026-10-25T01:30:00.000Z",
].flatMap((text) => [-1, 0, 1].map((by) => Date.parse(text) + by));

const units = ["y", "M", "w", "d", "h", "H", "m", "s"];
const math: readonly string[] = [
  "",
  ...units.map((u) => `/${u}`),
  ...units.map((u) => `-1${u}`),
  ...units.map((u) => `+1${u}`),
  ...units.map((u) => `-7${u}/${u}`),
  "-30d/d",
  "-1M/d",
  "-13M/M",
  "+25M/w",
  "/M-1M",
  "/y+1M-1d",
  "-1M+1d/d-1h",
  "-1y-1M/M/w",
  "-70y/M",
  "-99y",
  "+99y",
  "-d/d",
  "-1000d",
  "+100000s",
];
const sides = ["first", "last"] as const;
const cases = nows.flatMap((now) => math.flatMap((m) => sides.map((side) => ({ now, m, side }))));

const products: readonly (readonly [string, Dialect, () => Promise<Opened>])[] = [
  ["sqlite", sqlite, openSqlite],
  ["duckdb", duckdb, openDuckdb],
  ["postgres", postgres, openPostgres],
  ["clickhouse", clickhouse, openClickhouse],
];

const wanted = cases.map(({ now, m, side }) => {
  const period = literalPeriod(`now${m}`, now);
  return typeof period === "string" ? period : period[side];
});

describe("date math", () => {
  it("leads where the oracle's does", () => {
    const found = cases.map(({ now, m, side }) => movedInstant(now, readDateMath(`now${m}`)?.steps ?? [], side));
    expect(found).toEqual(wanted);
  });

  it.each(products)("leads there in %s", async (_, dialect, open) => {
    const opened = await open();
    if (!opened.ok) return;
    const { server } = opened;
    try {
      const { bigint } = { bigint: dialect.statements.columnType("long", false) };
      const shown = cases.map(({ now, m, side }, i) => {
        const ms = print(
          moved(dialect.calendar, { kind: "name", name: "x.at" }, readDateMath(`now${m}`)?.steps ?? [], side),
          dialect.syntax,
        );
        return `SELECT ${i} AS n, ${ms} AS found FROM (SELECT CAST(${print(integer(now), dialect.syntax)} AS ${bigint}) AS at) AS x`;
      });
      const found: (number | undefined)[] = [];
      for (let from = 0; from < shown.length; from += 120) {
        const rows = await server.rows(`SELECT n, found FROM (${shown.slice(from, from + 120).join(" UNION ALL ")}) AS a ORDER BY n`);
        found.push(...rows.map(([, ms]) => Number(ms)));
      }
      const wrong = cases.flatMap((c, i) => (found[i] === wanted[i] ? [] : [{ ...c, wanted: wanted[i], found: found[i] }]));
      expect(wrong.slice(0, 5)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
