import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressText as oracleText, parseAddress } from "../../src/eval/address.ts";
import { hasWords } from "../../src/functions/has-words.ts";
import { wordsOf } from "../../src/functions/words.ts";
import { addressHex, addressText } from "../../targets/_shared/sql/address.ts";
import { lowersByUnit, lowerUnits, wordList } from "../../targets/_shared/sql/derived-values.ts";

describe("lower case by units", () => {
  it("every character that counts as such has a lower case of its own length, wherever it stands", () => {
    const wrong: string[] = [];
    for (let c = 0; c <= 0x10ffff; c++) {
      const text = String.fromCodePoint(c);
      if (text.toLowerCase() === text) continue;
      if (lowersByUnit(text) && [...lowerUnits(text)].length !== text.length) wrong.push(text);
      if (lowersByUnit(text) && `A${text}A`.toLowerCase() !== `a${text.toLowerCase()}a`) wrong.push(text);
    }
    expect(wrong).toEqual([]);
    expect(["İ", "Σ", "aΣb", "\u{10400}"].filter(lowersByUnit)).toEqual([]);
    expect(["É", "σ", "ς", "\u{10428}", "😀", "\u212a", "ẞ"].every(lowersByUnit)).toBe(true);
  });

  it("pieces of the lower case are the lower case of pieces", () => {
    const text = fc.string({ unit: fc.constantFrom(..."aAéÉß😀ẞǅ.:", "\u{10428}", "\u212a", "\u{10ffff}", "\u0301"), maxLength: 8 });
    fc.assert(
      fc.property(text.filter(lowersByUnit), fc.nat(8), fc.nat(8), (t, from, to) => {
        const piece = [...lowerUnits(t)].slice(from, to).join("");
        // what `lowerUnits` makes of a text with half a pair is not asked for by SQL, but is what a piece has to be
        expect(piece).toBe(lowerUnits(t.slice(from, to)));
      }),
    );
  });
});

it("addresses are written as the oracle writes them", () => {
  const group = fc.constantFrom("0", "0", "0", "1", "a0", "ffff");
  const address = fc.oneof(
    fc.array(group, { minLength: 8, maxLength: 8 }).map((g) => g.join(":")),
    fc.ipV4(),
    fc.ipV6(),
  );
  fc.assert(
    fc.property(address, (text) => {
      const bytes = parseAddress(text);
      const hex = addressHex(text);
      expect(hex === null ? null : addressText(hex)).toBe(bytes === null ? null : oracleText(bytes));
    }),
    { numRuns: 2000 },
  );
});

it("a phrase is in a list of words exactly where it is in the text", () => {
  // U+0E31 and the like stand by themselves behind a blank, and the blank is then in the word
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", " ", "-", "\u0e31", "\u0e01", "漢", "\u0301", "😀", "_"), maxLength: 9 });
  const phrase = fc.oneof(
    text.map((t) => wordsOf(t).join(" ")),
    fc.constantFrom("", " ", "a ", " a", "a  b", "\u0e31"),
  );
  fc.assert(
    fc.property(text, phrase, (t, p) => {
      const found = p.split(" ").every((w) => w !== "") && wordList(t).includes(` ${p} `);
      const wanted = hasWords.evaluate([t, p], "none");
      expect(found).toBe(wanted.ok && wanted.value);
    }),
    { numRuns: 5000 },
  );
});
