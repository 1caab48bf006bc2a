import { type FunctionDefinition, failure, value } from "./define.ts";
import { searched } from "./text.ts";

/**
 * What lies between two strings, as Elasticsearch's code has it: "" when one is not found, the whole string when any of the three is empty. Greedy
 * takes the last `right` in the string; one that lies only before the end of `left` is an exception there, a failure here.
 */
export const between: FunctionDefinition = {
  name: "between",
  names: { eql: ["between"] },
  summary:
    "What lies between the first `left` and the next `right`, or with `greedy` the last `right`; an empty string if one does not occur.",
  parameters: [
    { name: "text", types: ["string"], optional: false, constant: false },
    { name: "left", types: ["string"], optional: false, constant: false },
    { name: "right", types: ["string"], optional: false, constant: false },
    { name: "greedy", types: ["boolean"], optional: true, constant: false },
  ],
  variadic: false,
  result: "string",
  folds: true,
  canFail: true,
  evaluate([text = null, left = null, right = null, greedy = null], fold) {
    if (text === null || left === null || right === null) return value(null);
    if (typeof text !== "string" || typeof left !== "string" || typeof right !== "string") return failure("between takes strings");
    if (greedy !== null && typeof greedy !== "boolean") return failure("between takes true or false for greedy");
    if (text === "" || left === "" || right === "") return value(text);
    const within = searched(text, fold);
    const from = within.indexOf(searched(left, fold));
    if (from < 0) return value("");
    const start = from + searched(left, fold).length;
    const end = greedy === true ? within.lastIndexOf(searched(right, fold)) : within.indexOf(searched(right, fold), start);
    if (end < 0) return value("");
    // positions are those of the lower-cased text, which may be longer: Java's substring throws outside of the original
    if (end < start || end > text.length) return failure("between finds the right string only before the left one");
    return value(text.slice(start, end));
  },
  examples: [
    { expression: `between("key=value;next=1;", "=", ";")`, value: "value" },
    { expression: `between("key=value;next=1;", "=", ";", true)`, value: "value;next=1" },
    { expression: `between("key=value", "KEY", "ue")`, value: "" },
    { expression: `between~("key=value", "KEY", "UE")`, value: "=val" },
    { expression: `between("key=value", "", "ue")`, value: "key=value" },
    { expression: `between(null, "a", "b")`, value: null },
  ],
};
