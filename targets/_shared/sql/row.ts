import type { JsonObject } from "../../../src/source/json.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { documentOf } from "./nested-objects.ts";
import { print } from "./print.ts";
import { type Item, project, type Reading, type Wanted } from "./projection.ts";
import type { Column } from "./table.ts";
import { boolean, cast, integer, nil, real, type Sql, text } from "./tree.ts";

/** What stands in the table for one event, in the order of its columns. `nested`: paths of lists whose objects are looked at one by one. */
export function rowOf(
  dialect: Dialect,
  layout: Layout,
  columns: readonly Column[],
  wanted: Wanted,
  id: string,
  event: JsonObject,
  nested: readonly string[],
): readonly Sql[] {
  const times = new Map([...wanted, ["@timestamp", new Set<Reading>([...(wanted.get("@timestamp") ?? []), "date"])]]);
  const projection = project(event, times);
  const instant = projection.get("date")?.get("@timestamp")?.[0];
  const { first, last } = dialect.times;
  const holds = typeof instant === "bigint" && instant >= first && instant <= last;
  const own = [text(id), holds ? dialect.instant(Number(instant)) : dialect.noTime];
  if (layout.kind === "document") return [...own, cast(text(documentOf(event, times, nested)), dialect.documentCast)];
  const cell = (column: Column): Sql => {
    const items = projection.get(column.reading)?.get(column.field) ?? [];
    if (column.array)
      return dialect.arrayOf(
        items.map((item) => itemSql(dialect, column.reading, item)),
        column.reading,
      );
    const [only] = items;
    return only === undefined ? nil : itemSql(dialect, column.reading, only);
  };
  return [...own, ...columns.map(cell)];
}

function itemSql(dialect: Dialect, reading: Reading, item: Item): Sql {
  switch (typeof item) {
    case "string":
      return text(item);
    case "boolean":
      return boolean(item);
    case "number":
      return real(item);
    case "bigint":
      return reading === "date" ? dialect.instant(Number(item)) : integer(item);
  }
}

/** INSERTs of a few hundred rows each. */
export function insertsOf(dialect: Dialect, table: string, rows: readonly (readonly Sql[])[]): readonly string[] {
  const statements: string[] = [];
  for (let at = 0; at < rows.length; at += 200) {
    const values = rows.slice(at, at + 200).map((row) => `(${row.map((cell) => print(cell, dialect.syntax)).join(", ")})`);
    statements.push(`INSERT INTO ${dialect.syntax.quote.identifier(table)} VALUES\n${values.join(",\n")}`);
  }
  return statements;
}
