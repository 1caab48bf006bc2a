import { type FunctionDefinition, failure, value } from "./define.ts";

/** The number of UTF-16 code units, as Java counts. */
export const length: FunctionDefinition = {
  name: "length",
  names: { eql: ["length"] },
  summary: "The length of a string in UTF-16 code units; of a field with several values, of each of them.",
  parameters: [{ name: "text", types: ["string"], optional: false, constant: false }],
  variadic: false,
  result: "long",
  folds: false,
  canFail: false,
  evaluate([text = null]) {
    if (text === null) return value(null);
    return typeof text === "string" ? value(BigInt(text.length)) : failure("length takes a string");
  },
  examples: [
    { expression: `length("cmd.exe")`, value: 7n },
    { expression: `length("")`, value: 0n },
    { expression: `length("\\u{1F600}")`, value: 2n },
    { expression: "length(null)", value: null },
  ],
};
