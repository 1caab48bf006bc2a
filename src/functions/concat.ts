import { type FunctionDefinition, value } from "./define.ts";
import { toText } from "./text.ts";

/** Joins its arguments' texts; one null makes the result null. */
export const concat: FunctionDefinition = {
  name: "concat",
  names: { eql: ["concat"] },
  summary: "The texts of all arguments, one after the other; null if any of them is null.",
  parameters: [{ name: "value", types: ["string", "long", "double", "boolean", "ip"], optional: false, constant: false }],
  variadic: true,
  result: "string",
  folds: false,
  canFail: false,
  evaluate(args) {
    let text = "";
    for (const arg of args) {
      if (arg === null) return value(null);
      text += toText(arg);
    }
    return value(text);
  },
  examples: [
    { expression: `concat("pid=", 7, ", ", 2.5)`, value: "pid=7, 2.5" },
    { expression: `concat("on:", true)`, value: "on:true" },
    { expression: `concat("a", null)`, value: null },
    { expression: `concat("alone")`, value: "alone" },
  ],
};
