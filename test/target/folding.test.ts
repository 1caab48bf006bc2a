import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameWithoutCase } from "../../src/eval/lucene-case.ts";
import type { Regex } from "../../src/ir/pattern.ts";
import { equalCodePoints, foldRegex, needleFolding, type Where } from "../../src/target/folding.ts";

const text = (codePoints: readonly number[]): string => String.fromCodePoint(...codePoints);

describe("equalCodePoints", () => {
  it.each([
    ["ascii", "k", "Kk"],
    ["ascii", "É", "É"],
    ["ascii", "İ", "İ"],
    ["ascii", "[", "["],
    ["ascii", "`", "`"],
    ["ascii", "@", "@"],
    ["ascii", "Z", "Zz"],
    ["lucene-10", "k", "Kk\u212a"],
    ["lucene-10", "\u212a", "Kk\u212a"],
    ["lucene-10", "s", "Ssſ"],
    ["lucene-10", "é", "Éé"],
    ["lucene-10", "ß", "ßẞ"],
    ["lucene-10", "σ", "Σςσ"],
    ["lucene-10", "i", "Ii"],
    ["lucene-10", "I", "Ii"],
    ["lucene-10", "İ", "iİ"],
    ["lucene-10", "ı", "Iı"],
    ["lucene-10", "ﬅ", "ﬅﬆ"],
    ["lucene-10", "\u01c5", "\u01c4\u01c5\u01c6"],
    ["lucene-10", "\u{10400}", "\u{10400}\u{10428}"],
    ["java-root", "k", "Kk\u212a"],
    ["java-root", "s", "Ss"],
    ["java-root", "ß", "ßẞ"],
    ["java-root", "µ", "µ"],
    ["none", "k", "k"],
  ] as const)("%s: %s equals %s", (fold, one, all) => {
    expect(text(equalCodePoints(one.codePointAt(0) ?? 0, fold))).toBe(all);
  });

  it("java-root is equality of toLowerCase() for every character of this engine's Unicode that is no sigma", () => {
    const byLower = new Map<string, number[]>();
    for (let c = 0; c <= 0x1ffff; c++) {
      if (c >= 0xd800 && c <= 0xdfff) continue;
      const lower = text([c]).toLowerCase();
      byLower.set(lower, [...(byLower.get(lower) ?? []), c]);
    }
    for (const members of byLower.values()) for (const c of members) expect(equalCodePoints(c, "java-root")).toEqual(members);
  });

  it("lucene-10 is what the oracle takes for the same character", () => {
    const cased: number[] = [];
    for (let c = 0; c <= 0x1ffff; c++) {
      if (c >= 0xd800 && c <= 0xdfff) continue;
      if (text([c]).toLowerCase() !== text([c]) || text([c]).toUpperCase() !== text([c])) cased.push(c);
    }
    const wrong = cased.filter((wanted) => {
      const near = new Set([
        wanted,
        ...equalCodePoints(wanted, "lucene-10"),
        ...equalCodePoints(wanted, "java-root"),
        0x49,
        0x69,
        0x130,
        0x131,
      ]);
      for (const mapped of [text([wanted]).toLowerCase(), text([wanted]).toUpperCase()])
        for (const character of mapped) near.add(character.codePointAt(0) ?? 0);
      return [...near].some((c) => equalCodePoints(wanted, "lucene-10").includes(c) !== sameWithoutCase(wanted, c));
    });
    expect(wrong.map((c) => c.toString(16))).toEqual([]);
  });
});

describe("foldRegex", () => {
  const char = (c: string): Regex => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 });
  it("folds characters and singles, not ranges", () => {
    const item = { kind: "range", from: 0x61, to: 0x63 } as const;
    const folded = foldRegex(
      {
        kind: "concat",
        parts: [char("a"), char("1"), { kind: "class", negated: true, items: [item, { kind: "single", codePoint: 0x6b }] }],
      },
      "lucene-10",
    );
    expect(folded).toEqual({
      kind: "concat",
      parts: [
        {
          kind: "class",
          negated: false,
          items: [
            { kind: "single", codePoint: 0x41 },
            { kind: "single", codePoint: 0x61 },
          ],
        },
        char("1"),
        {
          kind: "class",
          negated: true,
          items: [item, { kind: "single", codePoint: 0x4b }, { kind: "single", codePoint: 0x6b }, { kind: "single", codePoint: 0x212a }],
        },
      ],
    });
  });
});

describe("needleFolding", () => {
  const regexOf = (classes: readonly (readonly number[])[], where: Where): RegExp => {
    const body = classes.map((c) => `[${c.map((p) => `\\u{${p.toString(16)}}`).join("")}]`).join("");
    const [before, after] = { whole: ["^", "$"], starts: ["^", ""], ends: ["", "$"], contains: ["", ""] }[where];
    return new RegExp(`${before}${body}${after}`, "u");
  };
  const says = (value: string, needle: string, where: Where): boolean => {
    const [v, n] = [value.toLowerCase(), needle.toLowerCase()];
    return { whole: v === n, starts: v.startsWith(n), ends: v.endsWith(n), contains: v.includes(n) }[where];
  };
  const letters = fc.constantFrom(..."aAiIkK\u212asSſİı\u0307σΣςéÉßẞ.-");
  const word = fc.array(letters, { maxLength: 6 }).map((l) => l.join(""));

  it("agrees with lower-casing both sides wherever it is possible", () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom<Where>("whole", "starts", "ends", "contains"), (value, needle, where) => {
        const folding = needleFolding(needle, "java-root", where);
        if (folding.ok) expect(regexOf(folding.classes, where).test(value)).toBe(says(value, needle, where));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(["Σ", "aς", "İ", "x\u0307"])("refuses %s under java-root alone", (needle) => {
    expect(needleFolding(needle, "java-root", "contains").ok).toBe(false);
    expect(needleFolding(needle, "ascii", "contains").ok).toBe(true);
  });
});
