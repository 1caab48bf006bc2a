import { describe, expect, it } from "vitest";
import type { Regex } from "../../src/ir/pattern.ts";
import { exactText, isTotal } from "../../src/regex/facts.ts";
import { parseJava } from "../../src/regex/parse-java.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";

/** A short notation for expectations: what the tree says, not the dialect it came from. */
function show(r: Regex): string {
  switch (r.kind) {
    case "empty":
      return "()";
    case "nothing":
      return "#";
    case "any":
      return ".";
    case "char":
      return String.fromCodePoint(r.codePoint);
    case "class":
      return `[${r.negated ? "^" : ""}${r.items.map((i) => (i.kind === "single" ? hex(i.codePoint) : `${hex(i.from)}-${hex(i.to)}`)).join(" ")}]`;
    case "concat":
      return r.parts.map(show).join("");
    case "choice":
      return `(${r.options.map(show).join("|")})`;
    case "repeat":
      return `(${show(r.of)}){${r.min},${r.max ?? ""}}`;
    case "all":
      return `(${r.operands.map(show).join("&")})`;
    case "except":
      return `~(${show(r.of)})`;
    case "interval":
      return `<${r.from}-${r.to}/${r.digits}>`;
  }
}
const hex = (c: number): string => (c >= 0x21 && c <= 0x7e ? String.fromCodePoint(c) : `U+${c.toString(16)}`);

const outcome = (r: ReturnType<typeof parseLucene>): string => (r.ok ? show(r.regex) : `error at ${r.start}-${r.end}`);

describe("Lucene's regular expressions", () => {
  it.each([
    ["abc", "abc"],
    ["", "()"],
    ["a.c", "a.c"],
    ["^a$", "^a$"],
    ["a*?", "(a){0,}"],
    ["a??", "(a){0,1}"],
    ["+*", "*"],
    ["(?+)x", "*x"],
    ['\\+*[+*]"?*"', "(+){0,}[+ *]?*"],
    ["[]+*]", "[] *]"],
    ["a+?", "(a){0,}"],
    ["a{2}b{3,}c{4,5}", "(a){2,2}(b){3,}(c){4,5}"],
    ["(a|b)c", "(a|b)c"],
    ["a|b|c", "(a|b|c)"],
    ["|a", "|a"],
    ["*a", "*a"],
    ["(|a)", "|a"],
    ["a||b", "(a||b)"],
    ["a&b&c", "(a&b&c)"],
    ["~a", "~(a)"],
    ["~~a", "a"],
    ["~(ab)c", "~(ab)c"],
    ["@", "(.){0,}"],
    ["#", "#"],
    ['"a.b"c', "a.bc"],
    ["\\d\\D", "[0-9][U+0-/ :-U+10ffff]"],
    ["\\w", "[0-9 A-Z _-_ a-z]"],
    ["\\s", "[U+9-U+a U+d-U+d U+20-U+20]"],
    ["\\.\\\\\\é", ".\\é"],
    ["[abc]", "[a b c]"],
    ["[^a-c]", "[^a-c]"],
    ["[\\w-]", "[0-9 A-Z _-_ a-z -]"],
    ["[\\d-z]", "[0-9 - z]"],
    ["[-a]", "[- a]"],
    ["[a\\-z]", "[a --- z]"],
    ["[a-\\z]", "[a-z]"],
    ["[]a]", "[] a]"],
    ["[A-]]", "[A-]]"],
    ['[.*&~"]', '[. * & ~ "]'],
    ["[a]", "a"],
    ["[a-a]", "a"],
    ["[^a]", "[^a]"],
    ["[[:alpha:]]", "[[ : a l p h a :]]"],
    ["<1-9>", "<1-9/1>"],
    ["<01-12>", "<1-12/2>"],
    ["<9-100>", "<9-100/0>"],
    ["<12-01>", "<1-12/2>"],
    ["#*", "#"],
    ["#{0,2}", "(#){0,2}"],
    ["(a#|b#)+", "#"],
    ["[^\\s\\S]*", "#"],
    ["(~@)*x", "#x"],
    ["(~a)*", "(~(a)){0,}"],
    ["()", "()"],
    ["a()b", "ab"],
    [")", ")"],
    ["}", "}"],
    ["\u{1F600}?", "(\u{1F600}){0,1}"],
    ["(?i)a", "?ia"],
    ["(?=a)", "?=a"],
  ])("%j is %s", (pattern, expected) => {
    expect(outcome(parseLucene(pattern))).toBe(expected);
  });

  it.each([
    ["a|", 2, 2],
    ["[]", 0, 1],
    ["[^]", 0, 1],
    ["[a-]", 1, 4],
    ["[c-a]", 1, 4],
    ["[a", 0, 1],
    ["(a", 0, 1],
    ["a)", 1, 2],
    ["(a|)", 0, 1],
    ["a\\", 2, 2],
    ["\\n", 0, 2],
    ["a\\x61", 1, 3],
    ["[\\u0061]", 1, 3],
    ['"abc', 0, 1],
    ["<1-9", 0, 1],
    ["<name>", 0, 6],
    ["a{", 1, 2],
    ["a{,3}", 1, 2],
    ["a{3,1}", 1, 6],
    ["a{99999}", 1, 8],
    [`${"(".repeat(200)}a${")".repeat(200)}`, 100, 101],
    ["a".repeat(1001), 1000, 1001],
    [`a${"{1}".repeat(200)}`, 301, 302],
    ["x(a&b)*", 1, 7],
    ["a??b|", 5, 5],
  ])("%j is an error", (pattern, start, end) => {
    const result = parseLucene(pattern);
    expect(result.ok ? show(result.regex) : [result.start, result.end]).toEqual([start, end]);
  });

  it.each([
    ["", "#"],
    ["()", "#"],
    ["a()", "a"],
    ["[ab]()", "[a b]#"],
    ["(a|())", "(a|#)"],
    ["[k]", "k"],
  ])("%j loses the empty string when case is ignored: %s", (pattern, expected) => {
    expect(outcome(parseLucene(pattern, true))).toBe(expected);
  });
});

describe("Java's regular expressions", () => {
  const dot = "[^U+a-U+a U+d-U+d U+85-U+85 U+2028-U+2029]";
  it.each([
    ["abc", "abc"],
    ["", "()"],
    ["a.c", `a${dot}c`],
    ["^abc$", "abc"],
    ["^a|b$", "(a|b)"],
    ["(?:^a)$", "a"],
    ["\\Aab\\z", "ab"],
    ["a*?b+?", "(a){0,}(b){1,}"],
    ["a|", "(a|())"],
    ["(?<name>a)(b)", "ab"],
    ["\\Qa.b\\E+", "a.(b){1,}"],
    ["\\Q^$", "^$"],
    ["\\t\\x41\\u0042\\x{1F600}\\011", "\tAB\u{1F600}\t"],
    ["\\ud83d\\ude00", "\u{1F600}"],
    ["\\s", "[U+9-U+d U+20-U+20]"],
    ["[^\\d_]", "[^0-9 _]"],
    ["[a-]", "[a -]"],
    ["[]a]", "[] a]"],
    ["[\\w-z]", "[0-9 A-Z _-_ a-z - z]"],
    ["[\\Q[]\\E]", "[[ ]]"],
    ["]}", "]}"],
    ['a"&~@#<1-2>', 'a"&~@#<1-2>'],
  ])("%j is %s", (pattern, expected) => {
    expect(outcome(parseJava(pattern))).toBe(expected);
  });

  it.each([
    ["*a", 0, 1],
    ["a**", 2, 3],
    ["a{2}{3}", 4, 5],
    ["{2}", 0, 1],
    ["a*+", 1, 3],
    ["a{", 1, 2],
    ["(?i)a", 0, 3],
    ["(?=a)", 0, 3],
    ["(?<!a)b", 0, 4],
    ["(?>a)", 0, 3],
    ["(a)\\1", 3, 5],
    ["\\ba", 0, 2],
    ["\\p{L}", 0, 2],
    ["\\y", 0, 2],
    ["a^b", 1, 2],
    ["a$b", 1, 2],
    ["(^a)*", 1, 2],
    ["[a[b]]", 2, 3],
    ["[a&&b]", 2, 4],
    ["[a", 0, 1],
    ["(a", 0, 1],
    ["a)", 1, 2],
    [`${"(".repeat(200)}a${")".repeat(200)}`, 100, 101],
  ])("%j is an error", (pattern, start, end) => {
    const result = parseJava(pattern);
    expect(result.ok ? show(result.regex) : [result.start, result.end]).toEqual([start, end]);
  });

  it("widens ranges when case is ignored", () => {
    expect(outcome(parseJava("[a-cX-Z]", true))).toBe("[a-c A-C X-Z x-z]");
    expect(outcome(parseJava("[^ -~]", true))).toBe("[^U+20-~ a-z A-Z]");
  });
});

describe("facts", () => {
  it.each<[string, string | null]>([
    ["cmd\\.exe", "cmd.exe"],
    ["(ab){2}", "abab"],
    ["()", ""],
    ["a|a", "a"],
    ["a?", null],
    ["a|b", null],
    ["[x]", "x"],
    ["a{0}", ""],
    [".", null],
    ["<5-5>", null],
  ])("the one string of %j is %j", (pattern, text) => {
    const result = parseLucene(pattern);
    expect(result.ok && exactText(result.regex)).toBe(text);
  });

  it.each<[string, boolean]>([
    [".*", true],
    [".*?", true],
    ["@", true],
    ["(.|a)*", true],
    ["[\\s\\S]*", true],
    [".*.*", true],
    ["a*.*", true],
    ["~#", true],
    [".+", false],
    ["..*", false],
    ["[^a]*", false],
    ["a|.*", true],
    [".*&@", true],
    [".*a", false],
    ["", false],
  ])("%j matches everything: %s", (pattern, total) => {
    const result = parseLucene(pattern);
    expect(result.ok && isTotal(result.regex)).toBe(total);
  });
});
