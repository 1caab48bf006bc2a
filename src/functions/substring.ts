import { type FunctionDefinition, failure, value } from "./define.ts";
import { toInt } from "./text.ts";

const isNumber = (v: unknown): v is bigint | number => typeof v === "bigint" || typeof v === "number";

/** A slice as Python takes it, in UTF-16 code units. A null start gives the whole string, whatever the end says (the code, not the documentation). */
export const substring: FunctionDefinition = {
  name: "substring",
  names: { eql: ["substring"] },
  summary:
    "The part of a string from `start` up to, not including, `end`; negative positions count from the end, what lies outside is cut off.",
  parameters: [
    { name: "text", types: ["string"], optional: false, constant: false },
    { name: "start", types: ["long"], optional: false, constant: false },
    { name: "end", types: ["long"], optional: true, constant: false },
  ],
  variadic: false,
  result: "string",
  folds: false,
  canFail: false,
  evaluate([text = null, start = null, end = null]) {
    if (text === null) return value(null);
    if (typeof text !== "string") return failure("substring takes a string");
    if (start === null) return value(text);
    if (!isNumber(start) || !(end === null || isNumber(end))) return failure("substring takes numbers as positions");
    const place = (n: number): number => Math.max(0, Math.min(text.length, n < 0 ? n + text.length : n));
    return value(text.slice(place(toInt(start)), Math.max(place(toInt(start)), end === null ? text.length : place(toInt(end)))));
  },
  examples: [
    { expression: `substring("cmd.exe", 0, 3)`, value: "cmd" },
    { expression: `substring("cmd.exe", -4)`, value: ".exe" },
    { expression: `substring("cmd.exe", -4, -1)`, value: ".ex" },
    { expression: `substring("cmd.exe", 5, 2)`, value: "" },
    { expression: `substring("cmd.exe", -100, 100)`, value: "cmd.exe" },
    { expression: `substring("cmd.exe", null, 3)`, value: "cmd.exe" },
    { expression: "substring(null, 1)", value: null },
  ],
};
