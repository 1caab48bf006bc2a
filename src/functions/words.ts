import { wordClasses } from "./word-classes.generated.ts";

/**
 * The words of a text as Elasticsearch's standard analyzer finds them: Lucene's StandardTokenizer (Unicode's word boundaries) and small letters. Characters by
 * class as a server has them (word-classes.generated.ts).
 */

type WordClass = "L" | "N" | "K" | "E" | "B" | "M" | "U" | "X" | "S" | "O" | "";

interface Ranges {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly classes: readonly WordClass[];
}

let read: Ranges | null = null;

function ranges(): Ranges {
  if (read !== null) return read;
  const [starts, ends, classes]: [number[], number[], WordClass[]] = [[], [], []];
  let end = 0;
  for (const [, gap = "0", length = "0", of = ""] of wordClasses.matchAll(/([0-9a-z]+)(?:,([0-9a-z]+))?([A-Z])/g)) {
    const start = end + Number.parseInt(gap, 36);
    end = start + Number.parseInt(length, 36);
    starts.push(start);
    ends.push(end);
    // the generated text holds these letters alone
    classes.push(of as WordClass);
  }
  read = { starts, ends, classes };
  return read;
}

function classOf(codePoint: number): WordClass {
  const { starts, ends, classes } = ranges();
  let [low, high] = [0, starts.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) > codePoint) high = middle - 1;
    else if ((ends[middle] ?? 0) < codePoint) low = middle + 1;
    else return classes[middle] ?? "";
  }
  return "";
}

/** A character with what attaches to it: one place for the rules of word boundaries. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly of: WordClass;
  readonly codePoint: number;
}

const attaches = (of: WordClass): boolean => of === "X" || of === "S";

function placeAt(text: string, start: number): Place | null {
  const codePoint = text.codePointAt(start);
  if (codePoint === undefined) return null;
  let end = start + (codePoint > 0xffff ? 2 : 1);
  for (let next = text.codePointAt(end); next !== undefined && attaches(classOf(next)); next = text.codePointAt(end))
    end += next > 0xffff ? 2 : 1;
  return { start, end, of: classOf(codePoint), codePoint };
}

/** Lucene cuts a longer word. */
const longest = 255;

const isHebrew = (c: number): boolean => (c >= 0x5d0 && c <= 0x5f2) || (c >= 0xfb1d && c <= 0xfb4f);

/** Whether a place goes on with the word that ends in `last`; a mark in the middle of a word needs what follows it. Gives the last place that belongs to it, or null. */
function joined(text: string, last: Place, next: Place): Place | null {
  const both = (from: WordClass, mark: WordClass): Place | null => {
    if (last.of !== from || (next.of !== mark && next.of !== "B")) return null;
    const after = placeAt(text, next.end);
    return after?.of === from ? after : null;
  };
  switch (last.of) {
    case "L":
    case "N":
      if (next.of === "L" || next.of === "N" || next.of === "E") return next;
      // a quote behind a letter of Hebrew is a part of the word, also at its end
      if (next.codePoint === 0x27 && isHebrew(last.codePoint)) return both("L", "M") ?? next;
      return both("L", "M") ?? both("N", "U");
    case "K":
      return next.of === "K" || next.of === "E" ? next : null;
    case "E":
      return next.of === "L" || next.of === "N" || next.of === "K" || next.of === "E" ? next : null;
    default:
      // the quote of Hebrew
      return last.of === "B" && (next.of === "L" || next.of === "N") ? next : null;
  }
}

/** Words in small letters, in order. Characters that are a word by themselves (ideographs, emoji) are words; how several of them go together is left open. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (let place = placeAt(text, at); place !== null; place = placeAt(text, at)) {
    at = place.end;
    if (place.of === "O" || place.of === "S" || isKeycap(text, place)) words.push(lower(text.slice(place.start, place.end)));
    if (place.of !== "L" && place.of !== "N" && place.of !== "K" && place.of !== "E") {
      // what only attaches to a word is one by itself behind anything else
      if (place.of !== "O" && place.of !== "S" && holdsWord(text, place)) words.push(text.slice(place.start, place.end));
      continue;
    }
    let [last, filled] = [place, place.of !== "E"];
    for (let next = placeAt(text, last.end); next !== null; next = placeAt(text, last.end)) {
      const end = joined(text, last, next);
      if (end === null || end.end - place.start > longest) break;
      filled ||= end.of !== "E";
      last = end;
    }
    at = Math.min(last.end, place.start + longest);
    if (filled || holdsWord(text, { ...place, end: at })) words.push(lower(text.slice(place.start, at)));
  }
  return words;
}

const holdsWord = (text: string, { start, end }: Place): boolean =>
  [...text.slice(start, end)].some((c) => classOf(c.codePointAt(0) ?? 0) === "S");

/** `#` and `*` in a box are emoji. */
const isKeycap = (text: string, { codePoint, start, end }: Place): boolean =>
  (codePoint === 0x23 || codePoint === 0x2a) && text.slice(start, end).endsWith("\u20e3");

/** Character by character, as Java's `Character.toLowerCase` has it: a capital I with a dot becomes an i without another. */
const lower = (word: string): string => [...word].map((c) => (c === "\u0130" ? "i" : c.toLowerCase())).join("");
