import type { Call, Scalar } from "../../../src/ir/scalar.ts";
import { type Context, freshName, refuse } from "./context.ts";
import { type Environment, type Lowered, refused } from "./lowered.ts";
import { lowerScalar } from "./scalar.ts";
import { and, binary, equal, integer, or, type Sql, text, when } from "./tree.ts";

const constantText = (scalar: Scalar | undefined): string | null =>
  scalar?.kind === "literal" && typeof scalar.value === "string" ? scalar.value : null;

/**
 * What lies between two constants. Cuts happen beside whole characters, so code points will do. Greedy: the last `right` of the text; one that ends before
 * `left` ends is a failure at run time.
 */
export function lowerBetween(context: Context, fn: Call, environment: Environment): Lowered | null {
  const [arg, l, r, g] = fn.args;
  const value = arg === undefined ? null : lowerScalar(context, arg, environment);
  if (value === null || isNullLiteral(l) || isNullLiteral(r)) return null;
  const left = constantText(l);
  const right = constantText(r);
  const greedy = g === undefined || isNullLiteral(g) ? false : g.kind === "literal" ? g.value : null;
  if (left === null || right === null || typeof greedy !== "boolean") {
    refuse(context, "sql/scalar", fn.span, "between is compiled only with constants on both sides");
    return refused;
  }
  if (fn.fold !== "none") {
    refuse(context, "sql/folding", fn.span, "a position in a lower-cased text is not to be had");
    return refused;
  }
  for (const literal of [l, r]) if (literal !== undefined) lowerScalar(context, literal, environment);
  if (left === "" || right === "") return value;
  const { text: fns } = context.dialect;
  const whole = value.sql;
  const start = fns.position(whole, text(left));
  const after = binary("+", start, integer([...left].length - 1));
  if (!greedy) {
    const rest = fns.slice(whole, after, null);
    const end = fns.position(rest, text(right));
    const found = and(binary(">", start, integer(0)), binary(">", end, integer(0)));
    return {
      ...value,
      sql: when(found, fns.slice(rest, integer(0), fns.greatest(integer(0), binary("-", end, integer(1)))), orNull(value, text(""))),
    };
  }
  const end = fns.lastPosition(whole, right, freshName(context, "r"));
  const found = and(binary(">", start, integer(0)), binary(">=", end, after));
  const missing = or(equal(start, integer(0)), binary("<", end, integer(0)));
  return {
    sql: when(found, fns.slice(whole, after, fns.greatest(integer(0), binary("-", end, after))), orNull(value, text(""))),
    guards: [...value.guards, or(found, missing)],
    nullable: value.nullable,
  };
}

const isNullLiteral = (scalar: Scalar | undefined): boolean => scalar?.kind === "literal" && scalar.value === null;

const orNull = (value: Lowered, otherwise: Sql): Sql =>
  value.nullable ? when({ kind: "is-null", operand: value.sql }, { kind: "null" }, otherwise) : otherwise;
