import { describe, expect, it } from "vitest";
import { matchesRegex } from "../../src/eval/match-regex.ts";
import { wildcardRegex } from "../../src/eval/wildcard-regex.ts";
import type { Fold } from "../../src/ir/fold.ts";
import { parseJava } from "../../src/regex/parse-java.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";
import { wildcardPattern } from "../ir-builder.ts";

function lucene(pattern: string, text: string, fold: Fold): boolean {
  const result = parseLucene(pattern, fold !== "none");
  if (!result.ok) throw new Error(result.message);
  return matchesRegex(result.regex, text, fold);
}

describe("regular expressions", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["abc", ["abc"], ["ab", "abcd", "ABC", ""]],
    ["a.c", ["abc", "a\nc", "a\u{1F600}c"], ["ac", "abbc"]],
    ["^foo", ["^foo"], ["foo"]],
    ["a*?b", ["b", "aab"], ["a"]],
    ["a+?", ["", "a", "aa"], ["b"]],
    ["(ab|c){2,3}", ["abab", "cab", "ccc"], ["ab", "cccc", "aba"]],
    ["a{0,2}", ["", "a", "aa"], ["aaa"]],
    ["[^a-c]x", ["dx", "Ax", "\nx"], ["ax", "cx", "x"]],
    ["\\w+-\\d\\D", ["ab_1-2x", "Z-0\n"], ["é-1x", "a-11"]],
    ["\\s", [" ", "\t", "\n", "\r"], ["\u000b", "\f", "\u00a0", ""]],
    ["~(.*secret.*)", ["", "public", "secre"], ["a secret", "secret"]],
    ["~a", ["", "b", "aa"], ["a"]],
    [".*a.*&.*b.*", ["ab", "b-a"], ["a", "b"]],
    ["<1-12>", ["1", "9", "12", "012", "0001"], ["0", "13", "", "1a", "-1"]],
    ["<01-12>", ["01", "12"], ["1", "012", "00", "13"]],
    ["x<5-12>y", ["x5y", "x05y", "x012y"], ["x4y", "xy"]],
    ["#", [], ["", "a"]],
    ["@", ["", "any\nthing"], []],
    ["a#|b", ["b"], ["a", ""]],
    ["(a?){3}", ["", "a", "aaa"], ["aaaa"]],
    ["(a*)*b", ["b", "aaab"], ["a"]],
    ['"a.*"', ["a.*"], ["ab"]],
    ["", [""], ["a"]],
    ["()", [""], ["a"]],
    ["[]a]+", ["]a]"], ["b"]],
  ])("%j", (pattern, matching, others) => {
    expect(matching.filter((t) => !lucene(pattern, t, "none"))).toEqual([]);
    expect(others.filter((t) => lucene(pattern, t, "none"))).toEqual([]);
  });

  it.each<[string, Fold, readonly string[], readonly string[]]>([
    ["k", "ascii", ["k", "K"], ["\u212a"]],
    ["k", "lucene-10", ["k", "K", "\u212a"], []],
    ["s", "lucene-10", ["s", "S", "\u017f"], []],
    ["é", "ascii", ["é"], ["É"]],
    ["é", "lucene-10", ["é", "É"], ["e"]],
    ["[abc]", "lucene-10", ["A", "b"], ["d"]],
    ["[k]", "lucene-10", ["K", "\u212a"], []],
    ["[a-c]", "lucene-10", ["a", "b"], ["A", "C"]],
    ["[^a-c]", "lucene-10", ["A"], ["a"]],
    ["[B-C]", "lucene-10", ["B"], ["b"]],
    ["[^k]", "lucene-10", ["x"], ["k", "K", "\u212a"]],
    ["\\w", "lucene-10", ["K"], ["\u212a", "é"]],
    ['"k"', "lucene-10", ["K"], []],
    ["ß", "lucene-10", ["ß", "\u1e9e"], ["ss", "SS"]],
    ["σ", "lucene-10", ["σ", "ς", "Σ"], []],
    ["", "lucene-10", [], ["", "a"]],
    ["()", "lucene-10", [], [""]],
  ])("%j under %s", (pattern, fold, matching, others) => {
    expect(matching.filter((t) => !lucene(pattern, t, fold))).toEqual([]);
    expect(others.filter((t) => lucene(pattern, t, fold))).toEqual([]);
  });

  it("is linear where a backtracking matcher is not", () => {
    expect(lucene("(a|aa)*b", "a".repeat(20_000), "none")).toBe(false);
    expect(lucene("(.*a){12}", "a".repeat(5_000), "none")).toBe(true);
    expect(lucene("(a?){500}a{500}", "a".repeat(500), "none")).toBe(true);
  });

  it("reads Java's dot and case", () => {
    const java = (pattern: string, text: string, insensitive: boolean): boolean => {
      const result = parseJava(pattern, insensitive);
      return result.ok && matchesRegex(result.regex, text, insensitive ? "ascii" : "none");
    };
    expect(java("a.c", "a\nc", false)).toBe(false);
    expect(java("a.c", "abc", false)).toBe(true);
    expect(java("[a-c]+", "AbC", true)).toBe(true);
    expect(java("[^a-c]", "B", true)).toBe(false);
    expect(java("k", "\u212a", true)).toBe(false);
    expect(java("^a|b$", "b", false)).toBe(true);
  });
});

describe("wildcards", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["*", ["", "a", "a\nb"], []],
    ["?*", ["a", "\u{1F600}"], [""]],
    ["a?c", ["abc", "a\u{1F600}c", "a\nc"], ["ac", "abbc"]],
    ["*.exe", [".exe", "a.exe"], ["a.ex", "a.exe "]],
    ["*a*b", ["ab", "xaxb", "abab"], ["ba", "abx"]],
    ["a", ["a"], ["A", "aa"]],
    ["", [""], ["a"]],
    ["%_\\[x]", ["%_\\[x]"], ["a_\\[x]"]],
  ])("%j", (pattern, matching, others) => {
    const regex = wildcardRegex(wildcardPattern(pattern), "cross");
    expect(matching.filter((t) => !matchesRegex(regex, t, "none"))).toEqual([]);
    expect(others.filter((t) => matchesRegex(regex, t, "none"))).toEqual([]);
  });

  it("stop at line terminators where Java's would", () => {
    const regex = wildcardRegex(wildcardPattern("a*c?"), "stop");
    expect(["abcd", "acd"].every((t) => matchesRegex(regex, t, "none"))).toBe(true);
    expect(["a\ncd", "abc\u2028", "a\u0085cd", "ac\r"].some((t) => matchesRegex(regex, t, "none"))).toBe(false);
  });

  it("takes a long run of stars", () => {
    const regex = wildcardRegex(wildcardPattern(`${"*".repeat(100_000)}x`), "cross");
    expect(matchesRegex(regex, "abcx", "none")).toBe(true);
  });
});
