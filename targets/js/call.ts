import type { Call } from "../../src/ir/scalar.ts";
import { numericJs } from "./arithmetic.ts";
import { type Computed, computed, isSure, missing, propagated } from "./computed.ts";
import { helper, type Js, member, nothing, number } from "./js-tree.ts";
import { toInt } from "./runtime/functions.ts";

/** No text is longer than this in any engine. */
const longestText = 2 ** 30;

/** The calls that the target knows, by the function's name in the IR; null: the arguments are of kinds that it does not take. */
export const calls: Readonly<Record<string, (scalar: Call, args: readonly Computed[]) => Computed | null>> = {
  length: (_, [text = missing]) => {
    if (text.kind !== "text") return null;
    const range = [0, longestText] as const;
    if (isSure(text)) return computed("safe", member(text.js, "length"), { range });
    return computed("safe", helper("lengthOf", text.js), { ...propagated(text), range });
  },
  substring: (_, [text = missing, start = missing, end = missing]) =>
    text.kind === "text" ? made("text", [text, start, end], helper("substring", text.js, position(start), position(end)), [text]) : null,
  "index-of": (scalar, [text = missing, search = missing, start = missing]) => {
    if (text.kind !== "text" || search.kind !== "text") return null;
    const js = helper(scalar.fold === "none" ? "indexOf" : "indexOfFolded", text.js, search.js, position(start));
    return computed("safe", js, { nullable: true, fails: propagated(text, search, start).fails, range: [0, longestText] });
  },
  between: (scalar, [text = missing, left = missing, right = missing, greedy = missing]) => {
    if (text.kind !== "text" || left.kind !== "text" || right.kind !== "text" || (greedy.kind !== "boolean" && greedy.kind !== "null"))
      return null;
    const js = helper(scalar.fold === "none" ? "between" : "betweenFolded", text.js, left.js, right.js, greedy.js);
    return computed("text", js, { nullable: propagated(text, left, right).nullable, fails: true });
  },
  concat: (_, args) => {
    const texts = args.map(textOf);
    return texts.includes(null) ? null : computed("text", helper("concat", ...texts.map((t) => t ?? nothing)), propagated(...args));
  },
  string: (_, [value = missing]) => {
    const js = textOf(value);
    return js === null ? null : computed("text", js, propagated(value));
  },
  number: (_, [text = missing, base = missing]) =>
    text.kind === "text"
      ? computed("numeric", helper("parseNumber", text.js, position(base)), { nullable: text.nullable, fails: true })
      : null,
};

const made = (kind: Computed["kind"], all: readonly Computed[], js: Js, nulls: readonly Computed[]): Computed =>
  computed(kind, js, { nullable: propagated(...nulls).nullable, fails: propagated(...all).fails });

/** A position in a text: an int, or null for a missing one. */
function position(c: Computed): Js {
  if (c.kind === "null") return nothing;
  if (c.js.kind === "number") return number(toInt(c.kind === "safe" ? BigInt(c.js.value) : c.js.value) ?? 0);
  if (c.js.kind === "bigint") return number(toInt(c.js.value) ?? 0);
  if (c.kind === "safe" && c.range[0] >= -(2 ** 31) && c.range[1] < 2 ** 31) return c.js;
  return helper("toInt", numericJs(c));
}

/** The text of a value, as Java's toString gives it; null for kinds that have none here. */
function textOf(c: Computed): Js | null {
  switch (c.kind) {
    case "text":
    case "null":
      return c.js;
    case "boolean":
    case "safe":
    case "whole":
    case "long":
      return helper("lift", { kind: "name", name: "String" }, c.js);
    case "double":
    case "numeric":
      return helper("lift", { kind: "helper", name: "numberText" }, c.js);
    case "address":
      return helper("lift", { kind: "helper", name: "addressText" }, c.js);
    case "date":
      return null;
  }
}
