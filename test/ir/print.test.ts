import { describe, expect, it } from "vitest";
import { printCondition, printRegex, printRule } from "../../src/ir/print.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const name = field("process.name");
const pid = field("process.pid", "long");

describe("printing IR", () => {
  it.each([
    [b.not(b.exists(field("process.args", "keyword", { array: true }))), "(not (exists process.args:keyword[]))"],
    [
      b.any([name], (x) => b.compare("==", x, b.literal('a"\u0000\ud800'), "ascii")),
      '(any ((x process.name:keyword)) (== x "a\\"\\u0000\\ud800" :ascii))',
    ],
    [
      b.any([pid], (x) => b.compare(">", b.arithmetic("/", x, b.literal(2.0)), b.literal(2n))),
      "(any ((x process.pid:long)) (> (/ x 2.0) 2))",
    ],
    [b.any([name], (x) => b.wildcard(x, ["a*?\\"], "none", "stop")), '(any ((x process.name:keyword)) (like x "a*?\\\\\\\\" :lines-stop))'],
    [
      b.any([name, pid], (x, y) => b.compare("==", b.call("concat", "string", [x, y, b.literal(null)]), b.literal("-0"))),
      '(any ((x1 process.name:keyword) (x2 process.pid:long)) (== (concat x1 x2 null) "-0"))',
    ],
    [b.any([pid], (x) => b.inSet(b.negate(x), [-0, 1e30, 7n])), "(any ((x process.pid:long)) (in (- x) -0.0 1e+30 7))"],
  ])("case %#", (condition, text) => {
    expect(printCondition(condition)).toBe(text);
  });

  it.each([
    ["ab.*c", '(seq "ab" (repeat 0 * any) "c")'],
    ["[^a-c1]|~x&#", '(or (none-of ("a" "c") "1") (and (not "x") nothing))'],
    ["<01-12>?", "(repeat 0 1 (number 1 12 digits 2))"],
  ])("%j", (pattern, text) => {
    const result = parseLucene(pattern);
    expect(result.ok && printRegex(result.regex)).toBe(text);
  });

  it("breaks long lists, and prints the same rule the same way", () => {
    const many = b.any([name], (x) =>
      b.inSet(
        x,
        Array.from({ length: 30 }, (_, i) => `program-${i}.exe`),
      ),
    );
    const rule = ruleOf(b.and(many, b.exists(pid)), { side: "tail", count: 5, offset: 2, span: { start: 0, end: 0 } });
    const text = printRule(rule);
    expect(Math.max(...text.split("\n").map((l) => l.length))).toBeLessThanOrEqual(122);
    expect(text).toContain("(tail 5 offset 2)");
    expect(printRule(structuredClone(rule))).toBe(text);
  });
});
