import { parseAddress } from "../../eval/address.ts";
import { literalPeriod } from "../../eval/date.ts";
import type { Value, ValueType } from "../../ir/value.ts";
import type { EsType } from "../../schema/es-type.ts";

/** A text of a query as a value of a field's type, or why Elasticsearch would refuse it when the query runs. */
export type TextValue =
  | { readonly ok: true; readonly type: ValueType; readonly value: Value }
  | { readonly ok: false; readonly message: string; readonly help: string };

const wrong = (message: string, help: string): TextValue => ({ ok: false, message, help });

const whole = /^[+-]?\d+$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What a numeric type of Elasticsearch can hold at most, on both sides; null: no number of ours is beyond it. */
function limitOf(type: EsType): number | bigint | null {
  switch (type) {
    case "byte":
      return 127n;
    case "short":
      return 32_767n;
    case "integer":
      return 2n ** 31n - 1n;
    case "long":
      return 2n ** 63n - 1n;
    case "unsigned_long":
      return 2n ** 64n - 1n;
    case "half_float":
      return 65_504;
    case "float":
      return 3.4028234663852886e38;
    default:
      return null;
  }
}

/**
 * Is a number too large for the field's type? A range with such a bound fails when it runs; a whole number that no value of an integer type can equal is simply not found. The
 * lowest integer counts as beyond: nobody misses it.
 */
export function isBeyond(type: EsType, value: Value): boolean {
  const limit = limitOf(type);
  if (limit === null || (typeof value !== "bigint" && typeof value !== "number")) return false;
  return value > limit || value < -limit;
}

/** Can Elasticsearch read this as a number? Java's other spellings (`1d`, `0x1p3`) are left out. */
export const isNumeric = (text: string): boolean => whole.test(text) || decimal.test(text);

/** What a `term`, `match` or `range` query makes of a text for a field of this type. Networks on addresses are not read here. */
export function textValue(type: ValueType, text: string): TextValue {
  switch (type) {
    case "long":
    case "double":
      if (whole.test(text)) return { ok: true, type: "long", value: BigInt(text.replace(/^\+/, "")) };
      if (decimal.test(text) && Number.isFinite(Number(text))) return { ok: true, type: "double", value: Number(text) };
      return wrong("the field holds numbers, and this is none", "Elasticsearch refuses this when the query runs");
    case "boolean":
      if (text === "true") return { ok: true, type, value: true };
      // Elasticsearch reads the empty text as false
      if (text === "false" || text === "") return { ok: true, type, value: false };
      return wrong("the field is true or false, and this is neither", "write `true` or `false`, in small letters");
    case "date":
      // the clock does not matter here: whether a date can be read does not hang on it
      if (typeof literalPeriod(text, 0) !== "string") return { ok: true, type, value: text };
      return wrong("the field holds dates, and this is none", "a date is written `2024-05-01`, `2024-05-01T10:00:00Z` or `now-1d`");
    case "ip":
      if (parseAddress(text) !== null) return { ok: true, type, value: text };
      return wrong("the field holds addresses, and this is none", "write an address such as `10.0.0.1`, or a network such as `10.0.0.0/8`");
    case "string":
    case "null":
      return { ok: true, type: "string", value: text };
  }
}
