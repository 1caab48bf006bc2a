import { type FunctionDefinition, failure, value } from "./define.ts";
import { wordsOf } from "./words.ts";

/** Do these words stand next to each other in the text? */
const holds = (words: readonly string[], phrase: readonly string[]): boolean =>
  phrase.length > 0 && words.some((_, at) => phrase.every((word, i) => words[at + i] === word));

/** Analysed text: what `match` and `match_phrase` ask of a field of type `text` or `match_only_text`. */
export const hasWords: FunctionDefinition = {
  name: "has-words",
  names: {},
  summary:
    "Whether a text, taken apart into words and small letters by Elasticsearch's standard analyzer, has the words of one of the phrases next to each other. A phrase is its words with single spaces between them.",
  parameters: [
    { name: "text", types: ["string"], optional: false, constant: false },
    { name: "phrase", types: ["string"], optional: false, constant: true },
  ],
  variadic: true,
  result: "boolean",
  folds: false,
  canFail: false,
  evaluate([text = null, ...phrases]) {
    if (text === null) return value(null);
    if (typeof text !== "string") return failure("has-words takes a string");
    const words = wordsOf(text);
    return value(phrases.some((p) => typeof p === "string" && holds(words, p.split(" "))));
  },
  examples: [],
};
