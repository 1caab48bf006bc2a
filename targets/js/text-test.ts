import type { Fold } from "../../src/ir/fold.ts";
import type { WildcardPattern } from "../../src/ir/pattern.ts";
import { array, binary, helper, type Js, member, method, number, or, string } from "./js-tree.ts";
import type { Form, Module } from "./module.ts";

/** The form of a value that a folding compares, and the same of a constant. Regexes have their folding written out, so they take plain values. */
export function formOf(fold: Fold): Form {
  switch (fold) {
    case "none":
    case "lucene-10":
      return "plain";
    case "ascii":
      return "ascii";
    case "java-root":
      return "lower";
  }
}

export function foldedConstant(text: string, form: Form): string {
  switch (form) {
    case "plain":
      return text;
    case "ascii":
      return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    case "lower":
      return text.toLowerCase();
  }
}

/** Is `value` one of the texts? One is a comparison, more are a set. */
export function oneOf(module: Module, words: string, value: Js, texts: readonly string[]): Js {
  const distinct = [...new Set(texts)];
  const [only, second] = distinct;
  if (only !== undefined && second === undefined) return binary("===", value, string(only));
  const set = module.constant(words, { kind: "new", callee: { kind: "name", name: "Set" }, args: [array(distinct.map(string))] });
  return method(set, "has", value);
}

/** Text between the stars of a pattern without `one`: first, middle ones, last. */
function pieces(pattern: WildcardPattern): readonly string[] | null {
  const found = [""];
  for (const part of pattern.parts) {
    if (part.kind === "one") return null;
    if (part.kind === "many") found.push("");
    else found[found.length - 1] += part.text;
  }
  return found;
}

/** The test of one pattern on a value that has the same form already; null where it needs a regular expression. */
function patternTest(value: Js, pattern: WildcardPattern, form: Form): Js | null {
  const found = pieces(pattern);
  if (found === null) return null;
  const folded = found.map((text) => foldedConstant(text, form));
  const start = folded[0] ?? "";
  const end = folded[folded.length - 1] ?? "";
  if (folded.length === 1) return binary("===", value, string(start));
  const between = folded.slice(1, -1).filter((text) => text !== "");
  if (between.length === 0) {
    if (start === "" && end === "") return { kind: "boolean", value: true };
    if (start === "") return method(value, "endsWith", string(end));
    if (end === "") return method(value, "startsWith", string(start));
  }
  const [only, second] = between;
  if (start === "" && end === "" && only !== undefined && second === undefined) return method(value, "includes", string(only));
  return helper("inOrder", value, string(start), array(between.map(string)), string(end));
}

/** Does the whole value match one of the patterns? Patterns without wildcards become one set. Null where one of them needs a regular expression. */
export function wildcardTest(module: Module, words: string, value: Js, patterns: readonly WildcardPattern[], form: Form): Js | null {
  const exact: string[] = [];
  const tests: Js[] = [];
  for (const pattern of patterns) {
    const found = pieces(pattern);
    if (found?.length === 1) {
      exact.push(foldedConstant(found[0] ?? "", form));
      continue;
    }
    const test = patternTest(value, pattern, form);
    if (test === null) return null;
    tests.push(test);
  }
  if (exact.length > 0) tests.unshift(oneOf(module, words, value, exact));
  return or(tests);
}

export function affixTest(value: Js, where: "starts" | "ends" | "contains", needle: string, form: Form): Js {
  return method(value, where === "contains" ? "includes" : `${where}With`, string(foldedConstant(needle, form)));
}

/** `value.length` in UTF-16 units. */
export const lengthOf = (value: Js): Js => member(value, "length");
export const zero = number(0);
