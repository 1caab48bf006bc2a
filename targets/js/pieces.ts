import { array, binary, boolean, helper, type Js, method, name, string } from "./js-tree.ts";
import type { Module } from "./module.ts";

/** Is `value` one of the texts? One is a comparison, more are a set. */
export function oneOf(module: Module, words: string, value: Js, texts: readonly string[]): Js {
  const distinct = [...new Set(texts)];
  const [only, second] = distinct;
  if (only !== undefined && second === undefined) return binary("===", value, string(only));
  return method(setOf(module, words, distinct.map(string)), "has", value);
}

export const setOf = (module: Module, words: string, values: readonly Js[]): Js =>
  module.constant(words, { kind: "new", callee: name("Set"), args: [array(values)] });

/** Does the text consist of these pieces, in order, with anything between them? */
export function piecesTest(value: Js, pieces: readonly string[]): Js {
  const [start = "", end = ""] = [pieces[0], pieces[pieces.length - 1]];
  if (pieces.length === 1) return binary("===", value, string(start));
  const between = pieces.slice(1, -1).filter((piece) => piece !== "");
  if (between.length === 0) {
    if (start === "" && end === "") return boolean(true);
    if (start === "") return method(value, "endsWith", string(end));
    if (end === "") return method(value, "startsWith", string(start));
  }
  const [only, second] = between;
  if (start === "" && end === "" && only !== undefined && second === undefined) return method(value, "includes", string(only));
  return helper("inOrder", value, array([start, ...between, end].map(string)));
}
