import { type FunctionDefinition, failure, value } from "./define.ts";
import { parseDouble, parseLong } from "./java-number.ts";
import { toInt } from "./text.ts";

/**
 * Reads a number. Its static type is `double`, but a whole number is a long, and stays one in arithmetic (`number("7") / 2` is 3): only the text decides.
 * A text that is no number is a run-time failure.
 */
export const number: FunctionDefinition = {
  name: "number",
  names: { eql: ["number"] },
  summary:
    "A text as a number: a long if it is one, else a double. Without a base, `0x` means base 16. A text that is no number is an error on that event.",
  parameters: [
    { name: "text", types: ["string"], optional: false, constant: false },
    { name: "base", types: ["long"], optional: true, constant: true },
  ],
  variadic: false,
  result: "double",
  folds: false,
  canFail: true,
  evaluate([text = null, base = null]) {
    if (text === null) return value(null);
    if (typeof text !== "string") return failure("number takes a string");
    if (base !== null && typeof base !== "bigint") return failure("number takes a whole number as base");
    const prefixed = text.startsWith("0x");
    const radix = base === null ? (prefixed ? 16 : 10) : toInt(base);
    const digits = prefixed && radix === 16 ? text.slice(2) : text;
    const parsed = parseLong(digits, radix) ?? (radix === 10 ? parseDouble(digits) : null);
    return parsed === null ? failure(`"${text}" is no number of base ${radix}`) : value(parsed);
  },
  examples: [
    { expression: `number("1337")`, value: 1337n },
    { expression: `number("2.50")`, value: 2.5 },
    { expression: `number("0xff")`, value: 255n },
    { expression: `number("ff", 16)`, value: 255n },
    { expression: `number("-17", 8)`, value: -15n },
    { expression: `number(" 7 ")`, value: 7 },
    { expression: "number(null)", value: null },
  ],
};
