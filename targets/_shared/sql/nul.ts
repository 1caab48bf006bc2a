import type { Fold } from "../../../src/ir/fold.ts";
import type { ClassItem, Regex } from "../../../src/ir/pattern.ts";
import type { Literal, RegexMatch, Scalar } from "../../../src/ir/scalar.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import { hasHalfSurrogate } from "../../../src/source/half-surrogate.ts";
import { type Context, deviate } from "./context.ts";
import type { Dialect } from "./dialect.ts";

/** Where texts with NUL may stand, in rules and in events. */

const hasNul = (value: unknown): value is string => typeof value === "string" && value.includes("\0") && !hasHalfSurrogate(value);

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

/** A regular expression that asks for NUL, where no pattern finds one: the test is as right as it can be, and that is declared. */
export function declareNul(context: Context, { pattern, span }: Pick<RegexMatch, "pattern" | "span">): void {
  const { nul, title } = context.dialect;
  if (nul === "character" || !asksForNul(pattern)) return;
  const reason = nul === "none" ? `${title} has no NUL in texts` : `${title}'s patterns end at NUL`;
  deviate(context, "sql/nul", "under", span, `${reason}: an event that has one in this field cannot be loaded, and no other has it`);
}

const isNul = (item: ClassItem): boolean => item.kind === "single" && item.codePoint === 0;

/** Does it name NUL itself? What takes every character, or a range of them, asks for none in particular. */
function asksForNul(regex: Regex): boolean {
  switch (regex.kind) {
    case "char":
      return regex.codePoint === 0;
    case "class":
      return !regex.negated && regex.items.some(isNul);
    case "concat":
      return regex.parts.some(asksForNul);
    case "choice":
      return regex.options.some(asksForNul);
    case "all":
      return regex.operands.some(asksForNul);
    case "repeat":
    case "except":
      return asksForNul(regex.of);
    case "empty":
    case "nothing":
    case "any":
    case "interval":
      return false;
    default:
      return assertNever(regex);
  }
}
