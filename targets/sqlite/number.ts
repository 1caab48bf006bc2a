import type { Arithmetic, Numbers } from "../_shared/sql/dialect.ts";
import { and, binary, call, cast, equal, integer, name, real, type Sql, text, when } from "../_shared/sql/tree.ts";

const isInteger = (value: Sql): Sql => equal(call("typeof", value), text("integer"));

/** An operation on integers that overflows gives a REAL, division by zero null (https://sqlite.org/lang_expr.html#operators). */
export const arithmetic: Arithmetic = {
  long: (op, left, right) => {
    const sql = binary(op, left, right);
    return { sql, guard: isInteger(sql) };
  },
  // there is no NaN: it is null. Division by zero is null as well, so infinities are made by hand. `%` is for integers; mod() is not in every build.
  double: (op, left, right) => {
    if (op === "%") return { sql: call("mod", left, right), guard: null, inexact: null };
    const plain = binary(op, left, right);
    if (op !== "/" || (right.kind === "real" && right.value !== 0)) return { sql: plain, guard: null, inexact: null };
    const zero = real(0);
    const infinite = (sign: ">" | "<", value: number): Sql => when(binary(sign, left, zero), real(value));
    return {
      sql: when(
        equal(right, zero),
        call("coalesce", infinite(">", Number.POSITIVE_INFINITY), infinite("<", Number.NEGATIVE_INFINITY)),
        plain,
      ),
      guard: null,
      inexact: null,
    };
  },
  toDouble: (value) => cast(value, "REAL"),
};

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";

export const numbers: Numbers = {
  parseLong: (value, base) => {
    // a number that does not fit becomes a REAL
    if (base === 10) return when(isInteger(cast(value, "NUMERIC")), cast(value, "INTEGER"));
    const rest = name("rest");
    const n = name("n");
    const sign = call("substr", value, integer(1), integer(1));
    const isSigned = { kind: "in", value: sign, options: [text("-"), text("+")] } as const;
    const digit = binary("-", call("instr", text(digits), call("lower", call("substr", rest, integer(1), integer(1)))), integer(1));
    const absolute: Sql = {
      kind: "select",
      result: n,
      recursion: {
        alias: "digits",
        columns: ["rest", "n"],
        first: [when(isSigned, call("substr", value, integer(2)), value), integer(0)],
        next: [call("substr", rest, integer(2)), binary("+", binary("*", n, integer(base)), digit)],
        again: binary("<>", rest, text("")),
        done: and(equal(rest, text("")), isInteger(n)),
      },
    };
    return binary("*", absolute, when(equal(sign, text("-")), integer(-1), integer(1)));
  },
  parseDouble: (value) => cast(call("trim", value), "REAL"),
};
