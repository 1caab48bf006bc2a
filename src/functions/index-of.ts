import { type FunctionDefinition, failure, value } from "./define.ts";
import { searched, toInt } from "./text.ts";

/** Java's `indexOf`, with null for "not found". The insensitive form searches in the lower-cased text and gives the position there. */
export const indexOf: FunctionDefinition = {
  name: "index-of",
  names: { eql: ["indexOf"] },
  summary: "Where a string first occurs in another, from 0, not before `start`; null if it does not occur.",
  parameters: [
    { name: "text", types: ["string"], optional: false, constant: false },
    { name: "search", types: ["string"], optional: false, constant: false },
    { name: "start", types: ["long"], optional: true, constant: false },
  ],
  variadic: false,
  result: "long",
  folds: true,
  canFail: false,
  evaluate([text = null, search = null, start = null], fold) {
    if (text === null || search === null) return value(null);
    if (typeof text !== "string" || typeof search !== "string") return failure("indexOf takes strings");
    if (start !== null && typeof start !== "bigint" && typeof start !== "number") return failure("indexOf takes a number as start");
    const found = searched(text, fold).indexOf(searched(search, fold), start === null ? 0 : toInt(start));
    return value(found < 0 ? null : BigInt(found));
  },
  examples: [
    { expression: `indexOf("explorer.exe", "e")`, value: 0n },
    { expression: `indexOf("explorer.exe", "e", 1)`, value: 6n },
    { expression: `indexOf("explorer.exe", "EXE")`, value: null },
    { expression: `indexOf~("explorer.exe", "EXE")`, value: 9n },
    { expression: `indexOf("abc", "", 9)`, value: 3n },
    { expression: `indexOf("abc", null)`, value: null },
  ],
};
