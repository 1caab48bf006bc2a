// Words of analysed text, as Elasticsearch's standard analyzer finds them.

import { wordClasses } from "./word-classes.ts";

/** The class of every character that has one, by ranges: first, last, class. */
const wordRanges: readonly (readonly [number, number, string])[] = readWordRanges(wordClasses());

function readWordRanges(text: string): readonly (readonly [number, number, string])[] {
  const ranges: [number, number, string][] = [];
  let end = 0;
  for (const part of text.match(/[^A-Z]+[A-Z]/g) ?? []) {
    const [gap = "", length = "0"] = part.slice(0, -1).split(",");
    const start = end + Number.parseInt(gap, 36);
    end = start + Number.parseInt(length, 36);
    ranges.push([start, end, part.slice(-1)]);
  }
  return ranges;
}

/** The class of a character, `-` for one that is in no word. Letters of Hebrew and the quote have their own: they go together. */
function wordClass(codePoint: number): string {
  if (codePoint === 39) return "Q";
  let low = 0;
  let high = wordRanges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((wordRanges[middle]?.[1] ?? 0) < codePoint) low = middle + 1;
    else high = middle;
  }
  const [start = Infinity, , found = "-"] = wordRanges[low] ?? [];
  if (start > codePoint) return "-";
  if (found === "L" && ((codePoint >= 0x5d0 && codePoint <= 0x5f2) || (codePoint >= 0xfb1d && codePoint <= 0xfb4f))) return "H";
  return found;
}

/** A letter for each unit of the text: its class. */
function wordShape(text: string): string {
  let shape = "";
  for (const character of text) {
    const of = character === "\u20e3" ? "Y" : wordClass(character.codePointAt(0) ?? 0);
    shape += character.length === 1 ? of : `${of}z`;
  }
  return shape;
}

/** Java's `Character.toLowerCase`, one by one. */
const lowerWord = (word: string): string => Array.from(word, (c) => (c === "\u0130" ? "i" : c.toLowerCase())).join("");

/** The words of a text in small letters. A word is cut after 255 units. */
export function analysedWords(text: string): readonly string[] {
  const a = "z?(?:[XSY]z?)*";
  const joint = `E${a}`;
  const letters = `[LH]${a}(?:(?:(?:${joint})*|[MBQ]${a})[LH]${a})*`;
  const digits = `N${a}(?:(?:(?:${joint})*|[UBQ]${a})N${a})*`;
  const group = `(?:K${a}(?:(?:${joint})*K${a})*|(?:${letters}(?:(?<=H[zXSY]*)Q${a})?|${digits})+)`;
  const word = new RegExp(`(?:${joint})*${group}(?:(?:${joint})+${group})*(?:${joint})*`, "y");
  const shape = wordShape(text);
  const words: string[] = [];
  let at = 0;
  while (at < shape.length) {
    const window = shape.slice(at, at + 255);
    word.lastIndex = 0;
    const end = word.test(window) ? word.lastIndex : 0;
    const c = shape[at];
    if (end > 0) words.push(lowerWord(text.slice(at, at + end)));
    else if (c === "O" || c === "S" || ((text[at] === "#" || text[at] === "*") && /^-[XS]*Y/.test(window))) words.push("\u0000");
    let next = at + Math.max(end, 1);
    // what attaches belongs to what stands before it: to a word, or else a part of it is a word by itself; after a word that was cut there is nothing before it
    if (end < 255) while (next < shape.length && /[zXSY]/.test(shape.charAt(next))) next++;
    if (end === 0 && c !== "O" && c !== "S" && shape.slice(at, next).includes("S")) words.push("\u0000");
    at = next;
  }
  return words;
}

/** Do the words of one of the phrases stand next to each other in the text? */
export function hasWords(text: string, phrases: readonly (readonly string[])[]): boolean {
  const words = analysedWords(text);
  return phrases.some((phrase) => words.some((_, at) => phrase.every((word, i) => words[at + i] === word)));
}
