/**
 * SQL expressions as plain data (queries are in query.ts). Every text of a rule lives in a `text`, `column` or `like` node, so only the printer's quoting ever touches it; names of
 * functions, types, operators and collations come from dialects, never from rules.
 */
export type BinaryOp = "=" | "<>" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "//" | "%" | "||" | "->" | "&" | "GLOB" | "~" | "IS";

export interface When {
  readonly condition: Sql;
  readonly result: Sql;
}

export type Sql =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "real"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "column"; readonly table: string; readonly name: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "and" | "or"; readonly operands: readonly Sql[] }
  | { readonly kind: "not"; readonly operand: Sql }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Sql; readonly right: Sql }
  | { readonly kind: "like"; readonly value: Sql; readonly pattern: string; readonly escape: string | null }
  | { readonly kind: "in"; readonly value: Sql; readonly options: readonly Sql[] }
  | { readonly kind: "between"; readonly value: Sql; readonly low: Sql; readonly high: Sql }
  | { readonly kind: "is-null"; readonly operand: Sql }
  | { readonly kind: "collate"; readonly operand: Sql; readonly collation: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Sql[] }
  | { readonly kind: "cast"; readonly operand: Sql; readonly type: string; readonly safe: boolean }
  | { readonly kind: "case"; readonly whens: readonly When[]; readonly otherwise: Sql }
  | { readonly kind: "array"; readonly items: readonly Sql[] }
  | { readonly kind: "lambda"; readonly parameter: string; readonly body: Sql }
  | { readonly kind: "exists"; readonly from: Sql; readonly alias: string; readonly where: Sql | null }
  | { readonly kind: "select"; readonly result: Sql; readonly recursion: Recursion }
  | { readonly kind: "ordered"; readonly name: string; readonly operand: Sql; readonly by: Sql }
  | { readonly kind: "in-window" | "count-distinct"; readonly operand: Sql }
  | {
      readonly kind: "over";
      readonly operand: Sql;
      readonly partition: readonly Sql[];
      readonly order: readonly Ordered[];
      readonly frame: Frame;
    };

/** (`ordered` is an aggregate that takes its rows in an order: `array_agg(x ORDER BY y)`.) Nulls come last in ascending order and first in descending; each product has a mind of its own unless it is told. */
export interface Ordered {
  readonly by: Sql;
  readonly direction: "ASC" | "DESC";
}

/** The rows that a window function looks at: those before the current one, or as the function has it. */
export type Frame = "before" | "whole";

/** `WITH RECURSIVE alias(columns) AS (first UNION ALL next ... WHERE again) SELECT result FROM alias WHERE done`. */
export interface Recursion {
  readonly alias: string;
  readonly columns: readonly string[];
  readonly first: readonly Sql[];
  readonly next: readonly Sql[];
  readonly again: Sql;
  readonly done: Sql;
}

export const text = (value: string): Sql => ({ kind: "text", value });
export const integer = (value: bigint | number): Sql => ({ kind: "integer", value: BigInt(value) });
export const real = (value: number): Sql => ({ kind: "real", value });
export const boolean = (value: boolean): Sql => ({ kind: "boolean", value });
export const nil: Sql = { kind: "null" };
export const column = (table: string, name: string): Sql => ({ kind: "column", table, name });
export const name = (n: string): Sql => ({ kind: "name", name: n });
export const binary = (op: BinaryOp, left: Sql, right: Sql): Sql => ({ kind: "binary", op, left, right });
export const equal = (left: Sql, right: Sql): Sql => binary("=", left, right);
export const call = (n: string, ...args: readonly Sql[]): Sql => ({ kind: "call", name: n, args });
export const cast = (operand: Sql, type: string): Sql => ({ kind: "cast", operand, type, safe: false });
/** Null instead of an error. */
export const tryCast = (operand: Sql, type: string): Sql => ({ kind: "cast", operand, type, safe: true });
export const collate = (operand: Sql, collation: string): Sql => ({ kind: "collate", operand, collation });
export const isNull = (operand: Sql): Sql => ({ kind: "is-null", operand });
export const between = (value: Sql, low: Sql, high: Sql): Sql => ({ kind: "between", value, low, high });
export const lambda = (parameter: string, body: Sql): Sql => ({ kind: "lambda", parameter, body });
export const ascending = (by: Sql): Ordered => ({ by, direction: "ASC" });
export const descending = (by: Sql): Ordered => ({ by, direction: "DESC" });
/** A function over the window of its SELECT: the row before and the row itself. */
export const inWindow = (operand: Sql): Sql => ({ kind: "in-window", operand });
export const over = (operand: Sql, partition: readonly Sql[], order: readonly Ordered[], frame: Frame = "whole"): Sql => ({
  kind: "over",
  operand,
  partition,
  order,
  frame,
});
export const exists = (from: Sql, alias: string, where: Sql | null): Sql => ({ kind: "exists", from, alias, where });
export const when = (condition: Sql, result: Sql, otherwise: Sql = nil): Sql => ({
  kind: "case",
  whens: [{ condition, result }],
  otherwise,
});

/** One more; a constant is added to now. */
export const plus = (value: Sql, n: number): Sql =>
  value.kind === "integer" ? integer(value.value + BigInt(n)) : n === 0 ? value : binary("+", value, integer(n));

export const isConstant = (sql: Sql): boolean =>
  sql.kind === "text" || sql.kind === "integer" || sql.kind === "real" || sql.kind === "boolean";

/** One option is an equality. */
export const among = (value: Sql, options: readonly Sql[]): Sql => {
  const [only] = options;
  return options.length === 1 && only !== undefined ? equal(value, only) : { kind: "in", value, options };
};

/** Conjunction without the neutral element; flattened. Operands must be two-valued or stand where null counts as false. */
export const and = (...operands: readonly Sql[]): Sql => junction("and", operands, true);

export const or = (...operands: readonly Sql[]): Sql => junction("or", operands, false);

function junction(kind: "and" | "or", operands: readonly Sql[], neutral: boolean): Sql {
  // mostly there is nothing to flatten or to leave out
  if (operands.length > 1 && operands.every((o) => o.kind !== kind && o.kind !== "boolean")) return { kind, operands };
  const flat: Sql[] = [];
  for (const operand of operands) {
    if (operand.kind === kind) flat.push(...operand.operands);
    else if (operand.kind !== "boolean") flat.push(operand);
    else if (operand.value !== neutral) return operand;
  }
  const [only, second] = flat;
  if (only === undefined) return boolean(neutral);
  return second === undefined ? only : { kind, operands: flat };
}

export const not = (operand: Sql): Sql => (operand.kind === "boolean" ? boolean(!operand.value) : { kind: "not", operand });

/** Levels of nesting: none of no trees. Whatever is measured has been printed, which goes as deep. */
export function depthOf(roots: readonly Sql[]): number {
  let deepest = 0;
  for (const sql of roots) deepest = Math.max(deepest, 1 + depthInside(sql));
  return deepest;
}

const deepestOf = (a: Sql, b: Sql): number => 1 + Math.max(depthInside(a), depthInside(b));

/** Levels below a node. */
function depthInside(sql: Sql): number {
  switch (sql.kind) {
    case "text":
    case "integer":
    case "real":
    case "boolean":
    case "null":
    case "column":
    case "name":
      return 0;
    case "and":
    case "or":
      return depthOf(sql.operands);
    case "not":
    case "is-null":
    case "collate":
    case "cast":
    case "in-window":
    case "count-distinct":
      return 1 + depthInside(sql.operand);
    case "binary":
      return deepestOf(sql.left, sql.right);
    case "like":
      return 1 + depthInside(sql.value);
    case "in":
      return Math.max(1 + depthInside(sql.value), depthOf(sql.options));
    case "between":
      return Math.max(1 + depthInside(sql.value), deepestOf(sql.low, sql.high));
    case "call":
      return depthOf(sql.args);
    case "case":
      return sql.whens.reduce((deepest, w) => Math.max(deepest, deepestOf(w.condition, w.result)), 1 + depthInside(sql.otherwise));
    case "array":
      return depthOf(sql.items);
    case "lambda":
      return 1 + depthInside(sql.body);
    case "exists":
      return sql.where === null ? 1 + depthInside(sql.from) : deepestOf(sql.from, sql.where);
    case "ordered":
      return deepestOf(sql.operand, sql.by);
    case "over":
      return depthOf([sql.operand, ...sql.partition, ...sql.order.map((o) => o.by)]);
    case "select": {
      const { first, next, again, done } = sql.recursion;
      return depthOf([sql.result, ...first, ...next, again, done]);
    }
  }
}
