import type { Arithmetic, Numbers, TextFunctions } from "../_shared/sql/dialect.ts";
import { doublingBy, literalPattern } from "../_shared/sql/regex-native.ts";
import { re2 } from "../_shared/sql/regex-print.ts";
import {
  type BinaryOp,
  binary,
  call,
  cast,
  equal,
  integer,
  isNull,
  not,
  plus,
  real,
  type Sql,
  text,
  tryCast,
  when,
} from "../_shared/sql/tree.ts";

const length = (value: Sql): Sql => call("length", value);

const doubling = doublingBy(
  re2,
  (value, pattern, by) => call("regexp_replace", value, text(pattern), text(by), text("g")),
  (value, pattern, by) => call("regexp_replace", value, text(pattern), text(by)),
);

/** length() and substr() count code points (length_grapheme and its like do not). */
export const textFunctions: TextFunctions = {
  ...doubling,
  length,
  utf16Length: (value) => length(doubling.double(value)),
  position: (value, needle) => call("strpos", value, needle),
  slice: (value, from, count) => call("substr", value, plus(from, 1), ...(count === null ? [] : [count])),
  starts: (value, needle) => call("starts_with", value, needle),
  ends: (value, needle) => call("ends_with", value, needle),
  concat: (parts) => parts.reduce((a, b) => binary("||", a, b)),
  fromLong: (value) => cast(value, "VARCHAR"),
  least: (a, b) => call("least", a, b),
  greatest: (a, b) => call("greatest", a, b),
  toInt: (value) => {
    const low = binary("&", value, integer(0xffffffff));
    return binary("-", binary("&", binary("+", low, integer(2 ** 31)), integer(0xffffffff)), integer(2 ** 31));
  },
  lastPosition: (value, needle) =>
    when(
      call("contains", value, text(needle)),
      length(call("regexp_extract", value, text(`(?s)^(.*)${literalPattern(needle, re2)}`), integer(1))),
      integer(-1),
    ),
};

const operators: Readonly<Record<string, BinaryOp>> = { "/": "//" };

export const arithmetic: Arithmetic = {
  // 128 bits hold every result; division by zero is null
  long: (op, left, right) => {
    const sql = tryCast(binary(operators[op] ?? op, cast(left, "HUGEINT"), cast(right, "HUGEINT")), "BIGINT");
    return { sql, guard: not(isNull(sql)) };
  },
  // NaN is equal to itself and greater than all numbers here; as null it is neither
  double: (op, left, right) => ({ sql: call("nullif", binary(op, left, right), real(Number.NaN)), guard: null, inexact: null }),
  toDouble: (value) => cast(value, "DOUBLE"),
};

export const numbers: Numbers = {
  parseLong: (value, base) => {
    if (base === 10) return tryCast(value, "BIGINT");
    if (base !== 16) return null;
    const sign = call("substr", value, integer(1), integer(1));
    const isSigned = { kind: "in", value: sign, options: [text("-"), text("+")] } as const;
    const absolute = tryCast(binary("||", text("0x"), when(isSigned, call("substr", value, integer(2)), value)), "BIGINT");
    return binary("*", absolute, when(equal(sign, text("-")), integer(-1), integer(1)));
  },
  parseDouble: (value) => tryCast(value, "DOUBLE"),
};
