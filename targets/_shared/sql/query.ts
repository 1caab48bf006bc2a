import type { Ordered, Sql } from "./tree.ts";

/**
 * Queries as plain data: a chain of named SELECTs and one at the end. Names of relations, aliases and columns are fixed words of ours, never a rule's text; the
 * one exception is the table of events (`quoted`).
 */
export interface Query {
  readonly relations: readonly Relation[];
  readonly last: Select;
}

/** `name AS (select UNION ALL select ...)`. */
export interface Relation {
  readonly name: string;
  readonly selects: readonly Select[];
}

export interface Select {
  readonly distinct: boolean;
  readonly columns: readonly Selected[];
  readonly from: readonly From[];
  readonly where: Sql | null;
  readonly groupBy: readonly Sql[];
  readonly order: readonly Ordered[];
  /** A window that the columns name `w`. */
  readonly window: { readonly partition: readonly Sql[]; readonly order: readonly Ordered[] } | null;
  readonly limit: { readonly count: number; readonly offset: number } | null;
}

/** An expression under a name, or columns of what is read under the names that they have there. */
export type Selected =
  | { readonly kind: "named"; readonly sql: Sql; readonly as: string }
  | { readonly kind: "same"; readonly alias: string; readonly names: readonly string[] };

/** What a SELECT reads; every item after the first is joined to those before it. */
export type From =
  | { readonly kind: "relation"; readonly name: string; readonly alias: string; readonly on: Sql | null }
  | { readonly kind: "quoted"; readonly name: string; readonly alias: string }
  | Each;

/** One row for each of the values that a function makes of the rows before; `optional`: one with null where there is none. */
export interface Each {
  readonly kind: "each";
  readonly values: Sql;
  readonly alias: string;
  readonly columns: readonly string[];
  readonly ordinality: boolean;
  readonly lateral: boolean;
  readonly optional: boolean;
}

export const relation = (name: string, alias: string, on: Sql | null = null): From => ({ kind: "relation", name, alias, on });

export const select = (
  columns: readonly Selected[],
  from: readonly From[],
  rest: Partial<Omit<Select, "columns" | "from">> = {},
): Select => ({
  distinct: rest.distinct ?? false,
  columns,
  from,
  where: rest.where ?? null,
  groupBy: rest.groupBy ?? [],
  order: rest.order ?? [],
  window: rest.window ?? null,
  limit: rest.limit ?? null,
});

export const as = (sql: Sql, name: string): Selected => ({ kind: "named", sql, as: name });
/** Columns of `alias`, each under its own name. */
export const same = (alias: string, ...names: readonly string[]): Selected => ({ kind: "same", alias, names });

/** Every expression in a query but for columns under their own names. */
export function expressionsOf({ relations, last }: Query): readonly Sql[] {
  const found: Sql[] = [];
  for (const { selects } of relations) for (const s of selects) addExpressions(s, found);
  addExpressions(last, found);
  return found;
}

function addExpressions({ columns, from, where, groupBy, order, window }: Select, found: Sql[]): void {
  for (const column of columns) if (column.kind === "named") found.push(column.sql);
  for (const f of from) {
    if (f.kind === "each") found.push(f.values);
    if (f.kind === "relation" && f.on !== null) found.push(f.on);
  }
  if (where !== null) found.push(where);
  found.push(...groupBy);
  for (const { by } of order) found.push(by);
  if (window === null) return;
  found.push(...window.partition);
  for (const { by } of window.order) found.push(by);
}
