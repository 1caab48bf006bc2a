import { toInt } from "../../../src/functions/text.ts";
import type { Regex } from "../../../src/ir/pattern.ts";
import type { Call, Compare, Literal, Scalar } from "../../../src/ir/scalar.ts";
import { foldRegex } from "../../../src/target/folding.ts";
import { lowerComparison } from "./comparison.ts";
import { type Context, deviate, refuse } from "./context.ts";
import { type Environment, type Lowered, refused } from "./lowered.ts";
import { lowerScalar, regexTest } from "./scalar.ts";
import { and, isNull, not, type Sql, type When } from "./tree.ts";

type NumberCall = Call & { readonly fn: "number" };

export const readsNumber = (scalar: Scalar): scalar is NumberCall => scalar.kind === "call" && scalar.fn === "number";

const char = (c: string): Regex => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 });
const oneOf = (text: string): Regex => ({
  kind: "class",
  negated: false,
  items: [...text].map((c) => ({ kind: "single", codePoint: c.codePointAt(0) ?? 0 })),
});
const range = (from: string, to: string): Regex => ({
  kind: "class",
  negated: false,
  items: [{ kind: "range", from: from.codePointAt(0) ?? 0, to: to.codePointAt(0) ?? 0 }],
});
const seq = (...parts: readonly Regex[]): Regex => ({ kind: "concat", parts });
const any = (of: Regex, min = 0, max: number | null = null): Regex => ({ kind: "repeat", of, min, max });
const maybe = (of: Regex): Regex => any(of, 0, 1);
const either = (...options: readonly Regex[]): Regex => ({ kind: "choice", options });

const sign = maybe(oneOf("+-"));
const decimal = range("0", "9");
const digitsOf = (base: number): Regex => {
  const letters = "abcdefghijklmnopqrstuvwxyz".slice(0, Math.max(0, base - 10));
  return oneOf("0123456789".slice(0, Math.min(10, base)) + letters + letters.toUpperCase());
};
/** At most 40 digits: a long text of zeros is no number that anybody writes. */
const whole = (base: number): Regex => seq(sign, any(digitsOf(base), 1, 40));
const blank = any(range("\u0001", " "));
const floating = seq(
  blank,
  sign,
  either(seq(any(decimal, 1), maybe(seq(char("."), any(decimal)))), seq(char("."), any(decimal, 1))),
  maybe(seq(oneOf("eE"), sign, any(decimal, 1, 6))),
  blank,
);

/**
 * `number(text) op constant`. What the text is decides at run time how it is compared; a text that is no number is a run-time failure, so the leaf is false.
 * Java also reads `2f`, `NaN`, `Infinity`, hexadecimal fractions and digits of other scripts; those are left out, and that is said.
 */
export function lowerNumber(
  context: Context,
  compare: Compare,
  fn: NumberCall,
  literal: Literal,
  environment: Environment,
): Lowered | null {
  const [arg, base] = fn.args;
  const value = arg === undefined ? null : lowerScalar(context, arg, environment);
  if (value === null || literal.value === null) return null;
  const given = base?.kind === "literal" && typeof base.value === "bigint" ? toInt(base.value) : null;
  if ((base !== undefined && base.kind !== "literal") || (given !== null && (given < 2 || given > 36))) {
    refuse(context, "sql/scalar", fn.span, "number is compiled only with a constant base from 2 to 36");
    return refused;
  }
  deviate(
    context,
    "sql/number-text",
    "under",
    fn.span,
    "numbers that only Java reads (2f, NaN, Infinity, digits of other scripts) are not read",
  );
  const { numbers, text } = context.dialect;
  const matches = (regex: Regex): Sql => regexTest(context, fn, value.sql, foldRegex(regex, "none"));
  const as = (type: "long" | "double", sql: Sql): Sql =>
    lowerComparison(context, { ...compare, left: { ...fn, type }, right: literal }, sql, null);
  const whens: When[] = [];
  const readWhole = (radix: number, digits: Sql, condition: Sql): void => {
    const parsed = numbers.parseLong(digits, radix);
    if (parsed === null) refuse(context, "sql/scalar", fn.span, `${context.dialect.title} reads no numbers of base ${radix}`);
    else whens.push({ condition: and(condition, not(isNull(parsed))), result: as("long", parsed) });
  };
  const prefixed = seq(char("0"), char("x"), whole(16));
  if (given === null || given === 16) readWhole(16, text.slice(value.sql, { kind: "integer", value: 2n }, null), matches(prefixed));
  readWhole(given ?? 10, value.sql, matches(whole(given ?? 10)));
  if ((given ?? 10) === 10) whens.push({ condition: matches(floating), result: as("double", numbers.parseDouble(value.sql)) });
  return { sql: { kind: "case", whens, otherwise: { kind: "null" } }, guards: value.guards, nullable: true };
}
