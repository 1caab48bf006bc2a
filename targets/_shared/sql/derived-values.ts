import { doubleToText } from "../../../src/functions/java-number.ts";
import { wordsOf } from "../../../src/functions/words.ts";

/** What the derived readings hold (projection.ts). Constants of a rule are made the same way, so that both sides of a comparison are. */

/** Where the halves of surrogate pairs go: to the end of plane 16, which is free, since every character beyond U+FFFF is two halves here. */
const halves = 0x10_0000;

/**
 * A text in lower case, one code point for each of Java's 16-bit units: what stands for texts with equal units is equal, and positions in it are Java's.
 * INVARIANT: no half of a pair stands alone.
 */
export const lowerUnits = (text: string): string => units(text.toLowerCase());

const units = (text: string): string => text.replaceAll(/[\ud800-\udfff]/g, (unit) => String.fromCodePoint(halves + unit.charCodeAt(0)));

/**
 * Is the lower case of each piece of the text that piece of its lower case? Not where a capital sigma, which looks around, U+0130, which becomes two
 * characters, or a pair that could be cut in half has one.
 */
export const lowersByUnit = (text: string): boolean =>
  !/[\u0130\u03a3]/.test(text) && [...text].every((c) => c.length === 1 || c === c.toLowerCase());

/** Java's `Double.toString`. */
export const decimal = doubleToText;

/** Each word between two blanks. No phrase has a word with a blank in it, so what has one is left out, but not the blanks around it. */
export const wordList = (text: string): string =>
  ` ${wordsOf(text)
    .map((w) => (w.includes(" ") ? "" : w))
    .join(" ")} `;
