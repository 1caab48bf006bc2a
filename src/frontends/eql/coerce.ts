import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { parseAddress } from "../../eval/address.ts";
import { literalPeriod } from "../../eval/date.ts";
import { functionOf } from "../../functions/index.ts";
import type { Value, ValueType } from "../../ir/value.ts";
import type { Span } from "../../source/span.ts";

import type { Constant } from "./constant.ts";

/** A constant as a value of a field's type. */
export type Coerced =
  | { readonly ok: true; readonly type: ValueType; readonly value: Value }
  | { readonly ok: false; readonly problem: Diagnostic };

const coerced = (type: ValueType, value: Value): Coerced => ({ ok: true, type, value });

/** How types read in messages. */
export const typeWords: Readonly<Record<ValueType, string>> = {
  string: "a string",
  long: "a number",
  double: "a number",
  boolean: "true or false",
  date: "a date",
  ip: "an address",
  null: "null",
};

/**
 * The constant (not null) that a field of this type is compared with, as Elasticsearch reads it: numbers and booleans as their text for a keyword, digits as a number,
 * `"true"` as a boolean. What Elasticsearch would refuse when the query runs is an error here.
 */
export function coerce(type: ValueType, constant: Constant, span: Span): Coerced {
  const { value } = constant;
  switch (type) {
    case "string":
      return coerced("string", typeof value === "string" ? value : textOf(value));
    case "long":
    case "double":
      return coerceNumber(value, span);
    case "boolean":
      if (typeof value === "boolean") return coerced("boolean", value);
      if (value === "true") return coerced("boolean", true);
      // Elasticsearch reads the empty string as false
      if (value === "false" || value === "") return coerced("boolean", false);
      return mismatch(type, constant, span, "a boolean field is compared with `true` or `false`");
    case "ip":
      if (typeof value === "string" && parseAddress(value) !== null) return coerced("ip", value);
      return mismatch(
        type,
        constant,
        span,
        'an address is a string such as "10.0.0.1"; for a network write `cidrMatch(field, "10.0.0.0/8")`',
      );
    case "date":
      // the clock does not matter here: whether a date can be read does not hang on it
      if ((typeof value === "bigint" || typeof value === "string") && typeof literalPeriod(value, 0) !== "string")
        return coerced("date", value);
      return mismatch(type, constant, span, 'a date is a string such as "2024-05-01T00:00:00Z" or "now-1d", or milliseconds since 1970');
    case "null":
      return coerced("null", null);
  }
}

const textOf = (value: Value): string => {
  const outcome = functionOf("string")?.evaluate([value], "none");
  return outcome?.ok === true && typeof outcome.value === "string" ? outcome.value : String(value);
};

function coerceNumber(value: Value, span: Span): Coerced {
  if (typeof value === "bigint") return coerced("long", value);
  if (typeof value === "number") return coerced("double", value);
  if (typeof value === "string" && /^[+-]?\d+$/.test(value)) return coerced("long", BigInt(value.replace(/^\+/, "")));
  if (typeof value === "string" && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return coerced("double", Number(value));
  const what = typeof value === "string" ? "a string that is no number" : "true or false";
  return {
    ok: false,
    problem: error("eql/type-mismatch", `a number is compared with ${what}`, span, {
      help: "Elasticsearch refuses this when the query runs",
    }),
  };
}

function mismatch(type: ValueType, constant: Constant, span: Span, help: string): Coerced {
  const found = typeof constant.value === "string" ? "this string" : typeof constant.value === "boolean" ? "true or false" : "a number";
  const left = type === "ip" ? "an address" : type === "date" ? "a date" : "a boolean";
  return { ok: false, problem: error("eql/type-mismatch", `${left} cannot be compared with ${found}`, span, { help }) };
}
