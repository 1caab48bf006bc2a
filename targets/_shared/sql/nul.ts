import type { Fold } from "../../../src/ir/fold.ts";
import type { Literal, Scalar } from "../../../src/ir/scalar.ts";
import { type Context, deviate } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import { loneSurrogate } from "./quote.ts";

/** Where texts with NUL may stand, in rules and in events. */

const hasNul = (value: unknown): value is string => typeof value === "string" && value.includes("\0") && !loneSurrogate.test(value);

/** A text that no value is equal to, since the database has no NUL: nothing is compared with it, and that is declared. */
export function isNever(context: Context, { value, span }: Pick<Literal, "value" | "span">): boolean {
  if (context.dialect.nul !== "none" || !hasNul(value)) return false;
  const reason = `${context.dialect.title} has no NUL in texts: an event that has one cannot be loaded, and no other is equal to this`;
  deviate(context, "sql/nul", "under", span, reason);
  return true;
}

/** A text with NUL that values are compared with as they are, where that is all that can be done with it. */
export const isComparedWithNul = ({ nul }: Dialect, value: unknown, fold: Fold): value is string =>
  nul === "compared" && fold === "none" && hasNul(value);

/** Is a test of a field's value right for values with NUL where they can only be compared? */
export const comparesAsIs = (test: Scalar): boolean =>
  test.kind === "compare"
    ? test.op === "==" && test.fold === "none" && test.left.kind === "bound" && test.right.kind === "literal"
    : test.kind === "in-set" && test.fold === "none" && test.value.kind === "bound";
