import type { Call, Scalar } from "../../../src/ir/scalar.ts";
import { doubled } from "./astral.ts";
import { type Context, freshName, refuse } from "./context.ts";
import { rootLower, rootLowered } from "./fold.ts";
import { canFold } from "./function.ts";
import { type Environment, type Lowered, refused } from "./lowered.ts";
import { lowerScalar } from "./scalar.ts";
import { and, binary, integer, isNull, not, or, type Sql, text, when } from "./tree.ts";

const constantText = (scalar: Scalar | undefined): string | null =>
  scalar?.kind === "literal" && typeof scalar.value === "string" ? scalar.value : null;

/**
 * What lies between two constants. Greedy: the last `right` of the text; one that ends before `left` ends is a failure at run time. Code points will do for
 * positions, since cuts happen beside whole characters; but the insensitive form finds positions in the lower-cased text and cuts the original there, as Java
 * counts, and where that text has become longer the cut may be a failure.
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
  for (const literal of [l, r]) if (literal !== undefined) lowerScalar(context, literal, environment);
  if (left === "" || right === "") return value;
  if (fn.fold === "none") return cut(context, value, { whole: value.sql, searched: value.sql, left, right, greedy });
  if (!canFold(context, fn, [left, right])) return refused;
  const { text: fns } = context.dialect;
  const made = cut(context, value, {
    whole: fns.double(value.sql),
    searched: fns.double(rootLowered(context.dialect, value.sql, [left, right])),
    left: doubled(rootLower(left)),
    right: doubled(rootLower(right)),
    greedy,
  });
  return { ...made, sql: fns.undouble(made.sql) };
}

/** Positions are those in `searched`, what is cut is `whole`. */
interface Cut {
  readonly whole: Sql;
  readonly searched: Sql;
  readonly left: string;
  readonly right: string;
  readonly greedy: boolean;
}

function cut(context: Context, value: Lowered, { whole, searched, left, right, greedy }: Cut): Lowered {
  const { text: fns } = context.dialect;
  const start = fns.position(searched, text(left));
  const after = binary("+", start, integer([...left].length - 1));
  const rest = fns.slice(searched, after, null);
  const end = greedy
    ? fns.lastPosition(searched, right, freshName(context, "r"))
    : binary("-", binary("+", after, fns.position(rest, text(right))), integer(1));
  const isLeft = binary(">", start, integer(0));
  const isRight = greedy ? binary(">=", end, integer(0)) : binary(">", fns.position(rest, text(right)), integer(0));
  const found = and(isLeft, isRight);
  const middle = fns.slice(whole, after, fns.greatest(integer(0), binary("-", end, after)));
  // what cannot be cut: the right one before the left one, or beyond the end of a text that lower case made longer
  const bounds = [...(greedy ? [binary(">=", end, after)] : []), ...(whole === searched ? [] : [binary("<=", end, fns.length(whole))])];
  return {
    sql: when(found, middle, orNull(value, text(""))),
    guards:
      bounds.length === 0
        ? value.guards
        : [...value.guards, or(not(found), and(...bounds), ...(value.nullable ? [isNull(value.sql)] : []))],
    nullable: value.nullable,
  };
}

const isNullLiteral = (scalar: Scalar | undefined): boolean => scalar?.kind === "literal" && scalar.value === null;

const orNull = (value: Lowered, otherwise: Sql): Sql => (value.nullable ? when(isNull(value.sql), { kind: "null" }, otherwise) : otherwise);
