import { type FunctionDefinition, value } from "./define.ts";
import { toText } from "./text.ts";

/** Java's `toString`. */
export const string: FunctionDefinition = {
  name: "string",
  names: { eql: ["string"] },
  summary: "A value as text: numbers as Java writes them (`2.0`, `1.0E7`), `true` and `false`, addresses in their canonical form.",
  parameters: [{ name: "value", types: ["string", "long", "double", "boolean", "ip"], optional: false, constant: false }],
  variadic: false,
  result: "string",
  folds: false,
  canFail: false,
  evaluate([v = null]) {
    return value(v === null ? null : toText(v));
  },
  examples: [
    { expression: "string(42)", value: "42" },
    { expression: "string(2.0)", value: "2.0" },
    { expression: "string(0.00001)", value: "1.0E-5" },
    { expression: "string(false)", value: "false" },
    { expression: "string(null)", value: null },
  ],
};
