import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as automata from "../../src/automata/automaton.ts";
import { intervalsFrom } from "../../src/automata/dfa.ts";
import { fewRuns } from "../../src/automata/runs.ts";
import { wildcardRegex } from "../../src/automata/wildcard.ts";
import { shortest, witnesses } from "../../src/automata/witness.ts";
import type { Regex } from "../../src/ir/pattern.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";
import { wildcardPattern } from "../ir-builder.ts";

function must<T>(made: automata.Made<T>): T {
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
const lucene = (source: string): Regex => {
  const read = parseLucene(source, false);
  if (!read.ok) throw new Error(read.message);
  return read.regex;
};
const dfaOf = (source: string): automata.Dfa => must(automata.ofRegex(lucene(source)));

describe("automata of regular expressions", () => {
  it.each([
    ["a|b*", ["", "a", "b", "bb"], ["ab", "aa"]],
    ["(ab){2,3}", ["abab", "ababab"], ["ab", "abababab", ""]],
    ["[^a-c]+", ["d", "xyz", "\n", "\u{1f600}"], ["", "a", "xa"]],
    ["~(a.*)", ["", "b", "ba"], ["a", "ab"]],
    ["a.*&.*b", ["ab", "axb"], ["a", "b", "ba"]],
    ["<5-120>", ["5", "99", "120", "007"], ["4", "121", "", "1a"]],
    ["<05-12>", ["05", "12"], ["5", "13", "005"]],
    ["@", ["", "\n"], []],
    ["#", [], ["", "a"]],
    ["(a*)*b", ["b", "aaab"], ["a", ""]],
    ["a{0}", [""], ["a"]],
  ] as const)("%s", (source, inside, outside) => {
    const dfa = dfaOf(source);
    const least = automata.minimise(dfa);
    for (const text of inside) expect([text, automata.accepts(dfa, text), automata.accepts(least, text)]).toEqual([text, true, true]);
    for (const text of outside) expect([text, automata.accepts(dfa, text), automata.accepts(least, text)]).toEqual([text, false, false]);
  });

  it("minimises to the least number of states", () => {
    expect(automata.minimise(dfaOf("(a|b)*abb")).next.length).toBe(5);
    expect(automata.minimise(dfaOf(".*")).next.length).toBe(1);
    expect(automata.minimise(dfaOf("[a-z]*|[a-zA-Z]*"))).toEqual(automata.minimise(dfaOf("[a-zA-Z]*")));
  });

  it("tells subsets and emptiness", () => {
    const wild = (text: string): automata.Dfa => must(automata.ofRegex(wildcardRegex(wildcardPattern(text), "cross")));
    expect(must(automata.isSubset(wild("a*.exe"), wild("*.exe")))).toBe(true);
    expect(must(automata.isSubset(wild("*.exe"), wild("a*.exe")))).toBe(false);
    expect(automata.isEmpty(must(automata.intersection(wild("a?"), wild("b*"))))).toBe(true);
    expect(automata.isTotal(must(automata.unionOf(wild("?*"), automata.complement(wild("?*")))))).toBe(true);
    expect(automata.accepts(wild("?"), "\u{1f600}")).toBe(true);
    expect(automata.accepts(must(automata.ofRegex(wildcardRegex(wildcardPattern("a*b"), "stop"))), "a\u0085b")).toBe(false);
  });

  it("tells which characters lead where, neighbours as one interval", () => {
    const dfa = automata.minimise(dfaOf("[a-ce-g]x|dx|zy"));
    const intervals = [...intervalsFrom(dfa, 0).values()].map((list) =>
      list.map(({ from, to }) => `${from.toString(16)}-${to.toString(16)}`).join(" "),
    );
    expect(intervals.sort()).toEqual(["0-60 68-79 7b-10ffff", "61-67", "7a-7a"]);
  });

  it("gives up with a value", () => {
    const large = automata.ofRegex(lucene("(a|b)*a(a|b){20}"), { states: 1000, steps: 10_000_000 });
    expect(large).toEqual({ ok: false, reason: "more than 1000 states" });
    expect(automata.ofRegex(lucene("[a-z]{9999}"), { states: 100, steps: 1000 }).ok).toBe(false);
    automata.ofRegex(lucene("(.{0,300}a){3}~(.{200}b.{200})"));
  });
});

describe("witnesses", () => {
  it.each([
    [".*\\.exe", ".exe"],
    ["[b-d]+7", "b7"],
    ["a*", ""],
    ["~([ae]?)", "b"],
    ["\\d{3}-\\w", "000-a"],
    ["#", null],
    ["[\ud800-\udfff]", null],
  ])("the shortest of %s is %j", (source, text) => {
    expect(shortest(dfaOf(source))).toBe(text);
  });

  it("are accepted, all different, and the same for a seed", () => {
    for (const source of ["(foo|bar).*\\.(exe|dll)", "[^a-z]{2,5}", "~(.*evil.*)&.{3,}", "a?b?c?"]) {
      const dfa = dfaOf(source);
      const options = { count: 20, seed: 7, longest: 40 };
      const texts = witnesses(dfa, options);
      expect(texts.length).toBeGreaterThan(source === "a?b?c?" ? 4 : 19);
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) expect([text, automata.accepts(dfa, text), !/[\ud800-\udfff]/u.test(text)]).toEqual([text, true, true]);
      expect(witnesses(dfa, options)).toEqual(texts);
      expect(witnesses(dfa, { ...options, seed: 8 })).not.toEqual(texts);
    }
  });
});

describe("runs of a backtracking matcher", () => {
  it.each([
    ["[a-z]+\\.exe", true],
    [".*foo", true],
    [".*foo[0-9]{2,4}", true],
    ["(a|b)*c", true],
    ["a{1,50}", true],
    ["(foo|foobar)x", true],
    ["(a*)*", false],
    ["(a+)+b", false],
    ["(a|a)*b", false],
    [".*a.*b.*", false],
    ["(a?){30}a{30}", false],
    ["(a|ab)(c|bcd)(d*)", true],
    [".*[0-9]+x", false],
  ])("%s: few is %s", (source, few) => {
    expect(fewRuns(lucene(source), 8, { states: 2000, steps: 2_000_000 })).toBe(few);
  });
});

describe("operations", () => {
  const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "c?", "(ab|a)", "b*", "(a|b){1,2}", "~(ab)");
  const source = fc.array(atom, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 }).map((t) => t.join(""));

  it("agree with what they are made of", () => {
    fc.assert(
      fc.property(source, source, text, (s, t, x) => {
        const [a, b] = [dfaOf(s), dfaOf(t)];
        const [p, q] = [automata.accepts(a, x), automata.accepts(b, x)];
        expect(automata.accepts(must(automata.intersection(a, b)), x)).toBe(p && q);
        expect(automata.accepts(must(automata.unionOf(a, b)), x)).toBe(p || q);
        expect(automata.accepts(must(automata.difference(a, b)), x)).toBe(p && !q);
        expect(automata.accepts(automata.complement(a), x)).toBe(!p);
        expect(automata.accepts(automata.minimise(a), x)).toBe(p);
      }),
      { numRuns: 300 },
    );
  });
});
