import { wildcardRegex } from "../../src/automata/wildcard.ts";
import type { Fold } from "../../src/ir/fold.ts";
import { plainText, type WildcardPattern } from "../../src/ir/pattern.ts";
import type { Wildcard } from "../../src/ir/scalar.ts";
import { array, helper, type Js, method, or, string } from "./js-tree.ts";
import type { Form, Module } from "./module.ts";
import { oneOf, piecesTest } from "./pieces.ts";
import { literalOf, patternsTest, regexTest, simplified } from "./regex-test.ts";
import { asciiLower } from "./runtime/text.ts";

/** The form of a value that a folding compares. Regular expressions have their folding written out, so they take plain values. */
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

/** A constant in that form. */
export function foldedConstant(text: string, form: Form): string {
  switch (form) {
    case "plain":
      return text;
    case "ascii":
      return asciiLower(text);
    case "lower":
      return text.toLowerCase();
  }
}

/** Text between the stars of a pattern, `?` for one character; null where a text of the pattern holds a `?` itself, or half a surrogate pair. */
function piecesOf(pattern: WildcardPattern, form: Form): readonly string[] | null {
  const pieces = [""];
  for (const part of pattern.parts) {
    if (part.kind === "many") pieces.push("");
    else if (part.kind === "one") pieces[pieces.length - 1] += "?";
    else if (/[?\ud800-\udfff]/u.test(part.text)) return null;
    else pieces[pieces.length - 1] += foldedConstant(part.text, form);
  }
  return pieces;
}

const foldedPattern = (pattern: WildcardPattern, form: Form): WildcardPattern => ({
  ...pattern,
  parts: pattern.parts.map((part) => (part.kind === "text" ? { kind: "text", text: foldedConstant(part.text, form) } : part)),
});

/** Does the whole value, which has that form already, match one of the patterns? Patterns without wildcards become one set. Null: too complex. */
export function wildcardTest(module: Module, words: string, value: Js, test: Wildcard, form: Form): Js | null {
  const exact: string[] = [];
  const tests: Js[] = [];
  const literals: Js[] = [];
  for (const pattern of test.patterns) {
    const made = patternTest(module, words, value, pattern, form, test.lines);
    if (made === null) return null;
    if (typeof made === "string") exact.push(made);
    else if (made.kind === "regex") literals.push(made);
    else tests.push(made);
  }
  if (exact.length > 0) tests.unshift(oneOf(module, `${words} values`, value, exact));
  if (literals.length > 0) tests.push(patternsTest(module, words, value, literals));
  return or(tests);
}

/** A text where the pattern has no wildcard, a literal of a regular expression that still has to be asked, or a test. */
function patternTest(
  module: Module,
  words: string,
  value: Js,
  pattern: WildcardPattern,
  form: Form,
  lines: Wildcard["lines"],
): Js | string | null {
  const text = plainText(pattern.parts);
  if (text !== null) return foldedConstant(text, form);
  const pieces = lines === "cross" ? piecesOf(pattern, form) : null;
  if (pieces !== null && !pieces.some((piece) => piece.includes("?"))) return piecesTest(value, pieces);
  if (pieces !== null && severalWays(pieces)) return helper("like", value, array(pieces.map(string)));
  const regex = simplified(wildcardRegex(foldedPattern(pattern, form), lines));
  return literalOf(regex, pieces !== null) ?? regexTest(module, words, value, regex);
}

export function affixTest(value: Js, where: "starts" | "ends" | "contains", needle: Js): Js {
  return method(value, where === "contains" ? "includes" : `${where}With`, needle);
}

/** Would a regular expression have several ways to go, since it looks for more than one piece after the first? What follows the last star is at the end. */
const severalWays = (pieces: readonly string[]): boolean =>
  pieces.slice(1, -1).length + (pieces[pieces.length - 1] === "" ? 0 : 1) > 1 && (pieces[0] === "" || pieces.length > 2);
