import type { ArithmeticOp } from "../../src/ir/scalar.ts";
import type { Arithmetic, Numbers, TextFunctions } from "../_shared/sql/dialect.ts";
import { doublingBy, literalPattern } from "../_shared/sql/regex-native.ts";
import { are } from "../_shared/sql/regex-print.ts";
import {
  and,
  between,
  binary,
  call,
  cast,
  equal,
  integer,
  isNull,
  not,
  or,
  plus,
  real,
  type Sql,
  text,
  when,
} from "../_shared/sql/tree.ts";

const length = (value: Sql): Sql => call("length", value);

const doubling = doublingBy(
  are,
  (value, pattern, by) => call("regexp_replace", value, text(pattern), text(by), text("g")),
  (value, pattern, by) => call("regexp_replace", value, text(pattern), text(by)),
);

const maxInt = 2 ** 31 - 2;

/** substr() takes 32-bit integers. */
const position32 = (value: Sql): Sql =>
  value.kind === "integer"
    ? integer(value.value > BigInt(maxInt) ? maxInt : value.value)
    : cast(call("least", value, integer(maxInt)), "integer");

export const textFunctions: TextFunctions = {
  ...doubling,
  length,
  utf16Length: (value) => length(doubling.double(value)),
  position: (value, needle) => call("strpos", value, needle),
  slice: (value, from, count) => call("substr", value, plus(position32(from), 1), ...(count === null ? [] : [position32(count)])),
  starts: (value, needle) => call("starts_with", value, needle),
  ends: (value, needle) => equal(call("right", value, length(needle)), needle),
  concat: (parts) => parts.reduce((a, b) => binary("||", a, b)),
  fromLong: (value) => cast(value, "text"),
  least: (a, b) => call("least", a, b),
  greatest: (a, b) => call("greatest", a, b),
  toInt: (value) => {
    const low = binary("&", value, integer(0xffffffff));
    return binary("-", binary("&", binary("+", low, integer(2 ** 31)), integer(0xffffffff)), integer(2 ** 31));
  },
  lastPosition: (value, needle) =>
    when(
      binary(">", call("strpos", value, text(needle)), integer(0)),
      length(call("substring", value, text(`^(.*)${literalPattern(needle, are)}`))),
      integer(-1),
    ),
};

const numeric = (value: Sql): Sql => cast(value, "numeric");
const fits = (value: Sql): Sql => between(value, integer(-(2n ** 63n)), integer(2n ** 63n - 1n));

function exact(op: ArithmeticOp, left: Sql, right: Sql): Sql {
  const divisor = call("nullif", numeric(right), integer(0));
  switch (op) {
    case "/":
      return call("div", numeric(left), divisor);
    case "%":
      return call("mod", numeric(left), divisor);
    default:
      return binary(op, numeric(left), numeric(right));
  }
}

/** A whole number made floating (`toDouble`), or a constant of ordinary size. */
function isBounded(value: Sql): boolean {
  if (value.kind === "cast") return value.type === "double precision";
  if (value.kind !== "real") return false;
  const size = Math.abs(value.value);
  return size === 0 || (size >= 1e-150 && size <= 1e150);
}

export const arithmetic: Arithmetic = {
  // bigint overflows with an error; numeric holds every result
  long: (op, left, right) => {
    const result = exact(op, left, right);
    const sql = when(fits(result), cast(result, "bigint"));
    return { sql, guard: not(isNull(sql)) };
  },
  // overflow and underflow are errors: only operands that can cause neither are computed with. Whole numbers and most constants never do
  double: (op, left, right) => {
    if (op === "%") return null;
    const zero = real(0);
    const sum = op === "+" || op === "-";
    const safe = (value: Sql): readonly Sql[] => {
      if (isBounded(value)) return [];
      const size = call("abs", value);
      return [sum ? binary("<=", size, real(8e307)) : or(equal(value, zero), between(size, real(1e-150), real(1e150)))];
    };
    const guard = and(...safe(left), ...safe(right));
    const infinite = (sign: ">" | "<", n: number): Sql => when(binary(sign, left, zero), real(n));
    const computed =
      op === "/" && !(right.kind === "real" && right.value !== 0)
        ? when(
            equal(right, zero),
            call("coalesce", infinite(">", Number.POSITIVE_INFINITY), infinite("<", Number.NEGATIVE_INFINITY)),
            binary(op, left, right),
          )
        : binary(op, left, right);
    if (guard.kind === "boolean") return { sql: computed, guard: null, inexact: null };
    return {
      sql: when(guard, computed),
      guard,
      inexact: "floating numbers near the ends of their range are not computed with, since PostgreSQL fails on overflow",
    };
  },
  toDouble: (value) => cast(value, "double precision"),
};

/** A cast of what is no number fails, whatever stands around it but CASE: each checks for itself. */
export const numbers: Numbers = {
  parseLong: (value, base) => {
    if (base === 10) {
      const number = numeric(value);
      return when(binary("~", value, text("^[+-]?[0-9]{1,40}$")), when(fits(number), cast(number, "bigint")));
    }
    if (base !== 16) return null;
    const digits = call("ltrim", value, text("+-"));
    const bits = cast(cast(binary("||", text("x"), call("lpad", digits, integer(16), text("0"))), "bit(64)"), "bigint");
    const signed = binary("*", bits, when(call("starts_with", value, text("-")), integer(-1), integer(1)));
    return when(binary("~", value, text("^[+-]?[0-9A-Fa-f]{1,15}$")), signed);
  },
  parseDouble: (value) =>
    when(
      binary(
        "~",
        value,
        text("^[\\u0001-\\u0020]*[+-]?([0-9]{1,100}\\.?[0-9]{0,100}|\\.[0-9]{1,100})([eE][+-]?[0-9]{1,2})?[\\u0001-\\u0020]*$"),
      ),
      cast(call("btrim", value, text(blanks)), "double precision"),
    ),
};

const blanks = Array.from({ length: 32 }, (_, i) => String.fromCharCode(i + 1)).join("");
