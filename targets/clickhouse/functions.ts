import type { Arithmetic, Numbers, TextFunctions } from "../_shared/sql/dialect.ts";
import { doublingBy, literalPattern } from "../_shared/sql/regex-native.ts";
import { re2 } from "../_shared/sql/regex-print.ts";
import { and, binary, call, equal, integer, isNull, not, plus, type Sql, text, when } from "../_shared/sql/tree.ts";

/** Lengths and positions are UInt64, which has no common type with Int64. */
const length = (value: Sql): Sql => call("toInt64", call("lengthUTF8", value));

const doubling = doublingBy(
  re2,
  (value, pattern, by) => call("replaceRegexpAll", value, text(pattern), text(by)),
  (value, pattern, by) => call("replaceRegexpOne", value, text(pattern), text(by)),
);

export const textFunctions: TextFunctions = {
  ...doubling,
  length,
  utf16Length: (value) => length(doubling.double(value)),
  position: (value, needle) => call("toInt64", call("positionUTF8", value, needle)),
  slice: (value, from, count) => call("substringUTF8", value, plus(from, 1), ...(count === null ? [] : [count])),
  starts: (value, needle) => call("startsWith", value, needle),
  ends: (value, needle) => call("endsWith", value, needle),
  concat: (parts) => call("concat", ...parts),
  fromLong: (value) => call("toString", value),
  least: (a, b) => call("least", a, b),
  greatest: (a, b) => call("greatest", a, b),
  toInt: (value) => call("toInt64", call("reinterpretAsInt32", call("bitAnd", value, integer(0xffffffff)))),
  lastPosition: (value, needle) =>
    when(
      binary(">", call("positionUTF8", value, text(needle)), integer(0)),
      length(call("extract", value, text(`(?s)^(.*)${literalPattern(needle, re2)}`))),
      integer(-1),
    ),
};

const wide = (value: Sql): Sql => call("toInt128", value);

export const arithmetic: Arithmetic = {
  // 64-bit results wrap silently; 128 bits hold every result. Division by zero fails, by null it is null
  long: (op, left, right) => {
    const divisor = call("nullIf", wide(right), wide(integer(0)));
    const result =
      op === "/"
        ? call("intDiv", wide(left), divisor)
        : op === "%"
          ? binary("%", wide(left), divisor)
          : binary(op, wide(left), wide(right));
    const sql = call("accurateCastOrNull", result, text("Int64"));
    return { sql, guard: not(isNull(sql)) };
  },
  double: (op, left, right) => ({ sql: binary(op, left, right), guard: null, inexact: null }),
  toDouble: (value) => call("toFloat64", value),
};

export const numbers: Numbers = {
  parseLong: (value, base) => {
    if (base === 10) return call("accurateCastOrNull", call("toInt256OrNull", value), text("Int64"));
    if (base !== 16) return null;
    const sign = call("substring", value, integer(1), integer(1));
    const isSigned = { kind: "in", value: sign, options: [text("-"), text("+")] } as const;
    const digits = when(isSigned, call("substring", value, integer(2)), value);
    // sixteen digits may need the sign's bit: not read
    const fits = binary("<=", call("length", digits), integer(15));
    const absolute = call("reinterpretAsInt64", call("reverse", call("unhex", call("leftPad", digits, integer(16), text("0")))));
    return when(and(fits), binary("*", absolute, when(equal(sign, text("-")), integer(-1), integer(1))));
  },
  parseDouble: (value) => call("toFloat64OrNull", call("trimBoth", value)),
};
