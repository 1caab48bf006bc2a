import { assertNever } from "../../../src/source/assert-never.ts";
import { joined, print, type Syntax } from "./print.ts";
import type { From, Query, Relation, Select } from "./query.ts";
import type { Ordered, Sql } from "./tree.ts";

/** SQL text of a query, without an end; the names of relations and columns stand as they are, the table's is quoted. */
export function printQuery({ relations, last }: Query, syntax: Syntax): string {
  const ctes = relations.map((r) => `${r.name} AS ${syntax.materialized ? "MATERIALIZED " : ""}(\n${printUnion(r, syntax)}\n)`);
  const head = ctes.length === 0 ? "" : `WITH ${joined(ctes, ",\n")}\n`;
  return `${head}${printSelect(last, syntax, 0)}`;
}

function printUnion({ selects }: Relation, syntax: Syntax): string {
  const texts = selects.map((s) => printSelect(s, syntax, 2));
  return joined(texts, "\n  UNION ALL\n");
}

function printSelect(s: Select, syntax: Syntax, margin: number): string {
  const pad = " ".repeat(margin);
  const show = (sql: Sql): string => print(sql, syntax, margin + 2);
  const lines = [`${pad}SELECT${s.distinct ? " DISTINCT" : ""}${listed(s, pad, show)}`];
  for (const [i, f] of s.from.entries()) lines.push(`${i === 0 ? "FROM " : ""}${printFrom(f, i === 0, show, syntax)}`);
  if (s.where !== null && !(s.where.kind === "boolean" && s.where.value)) lines.push(`WHERE ${show(s.where)}`);
  if (s.groupBy.length > 0) lines.push(`GROUP BY ${s.groupBy.map(show).join(", ")}`);
  if (s.window !== null) lines.push(`WINDOW w AS (${windowText(s.window, show)})`);
  if (s.order.length > 0) lines.push(`ORDER BY ${s.order.map((o) => printOrdered(o, show)).join(", ")}`);
  if (s.limit !== null) lines.push(`LIMIT ${s.limit.count}${s.limit.offset === 0 ? "" : ` OFFSET ${s.limit.offset}`}`);
  return joined(lines, `\n${pad}`);
}

/** LAG looks at one row; ClickHouse's only at those of the frame. */
const windowText = ({ partition, order }: NonNullable<Select["window"]>, show: (sql: Sql) => string): string =>
  `${partition.length === 0 ? "" : `PARTITION BY ${partition.map(show).join(", ")} `}ORDER BY ${order.map((o) => printOrdered(o, show)).join(", ")} ROWS BETWEEN 1 PRECEDING AND CURRENT ROW`;

/** A column of the only relation keeps its name by itself. */
const sameText = (alias: string, name: string, sources: number): string =>
  sources === 1 ? `${alias}.${name}` : `${alias}.${name} AS ${name}`;

/** Short columns share a line. */
function listed({ columns, from }: Select, pad: string, show: (sql: Sql) => string): string {
  const lines: string[] = [];
  // what the last line may still take; one that is broken takes nothing
  let room = 0;
  const add = (text: string, broken: boolean): void => {
    if (!broken && 2 + text.length <= room) {
      lines[lines.length - 1] += `, ${text}`;
      room -= 2 + text.length;
    } else {
      lines.push(text);
      room = broken ? 0 : 110 - text.length;
    }
  };
  for (const column of columns) {
    if (column.kind === "named") {
      const text = `${show(column.sql)} AS ${column.as}`;
      add(text, text.includes("\n"));
    } else for (const name of column.names) add(sameText(column.alias, name, from.length), false);
  }
  const [only = ""] = lines;
  return lines.length === 1 && !only.includes("\n") ? ` ${only}` : `\n${pad}  ${joined(lines, `,\n${pad}  `)}`;
}

const printOrdered = ({ by, direction }: Ordered, show: (sql: Sql) => string): string =>
  `${show(by)} ${direction === "ASC" ? "ASC NULLS LAST" : "DESC NULLS FIRST"}`;

function printFrom(from: From, first: boolean, show: (sql: Sql) => string, syntax: Syntax): string {
  switch (from.kind) {
    case "quoted":
      return `${first ? "" : "CROSS JOIN "}${syntax.quote.identifier(from.name)} AS ${from.alias}`;
    case "relation": {
      const join = first ? "" : from.on === null ? "CROSS JOIN " : "JOIN ";
      return `${join}${from.name} AS ${from.alias}${from.on === null ? "" : ` ON ${show(from.on)}`}`;
    }
    case "each": {
      const join = from.optional ? "LEFT JOIN" : "CROSS JOIN";
      const columns = from.columns.length === 0 ? "" : `(${from.columns.join(", ")})`;
      const source = `${from.lateral ? "LATERAL " : ""}${show(from.values)}${from.ordinality ? " WITH ORDINALITY" : ""}`;
      return `${join} ${source} AS ${from.alias}${columns}${from.optional ? " ON TRUE" : ""}`;
    }
    default:
      return assertNever(from);
  }
}
