import { describe, expect, it } from "vitest";
import type { FunctionDefinition } from "../../src/functions/define.ts";
import { functionOf, functions } from "../../src/functions/index.ts";
import { doubleToText, parseDouble, parseLong } from "../../src/functions/java-number.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Value } from "../../src/ir/value.ts";

/** Reads the examples' calls with literal arguments; the real EQL front end reads them again in its own tests. */
function call(expression: string): { readonly fn: FunctionDefinition; readonly args: readonly Value[]; readonly fold: Fold } {
  const [, surface = "", tilde = "", inner = ""] = /^(\w+)(~?)\((.*)\)$/s.exec(expression) ?? [];
  const fn = functions.find((f) => f.names["eql"]?.includes(surface));
  if (fn === undefined) throw new Error(`no function in ${expression}`);
  const args = [...inner.matchAll(/"(?:[^"\\]|\\.)*"|[^,\s]+/g)].map(([token]) => literal(token));
  return { fn, args, fold: tilde === "~" ? "java-root" : "none" };
}

function literal(token: string): Value {
  if (token === "null") return null;
  if (token === "true" || token === "false") return token === "true";
  if (/^-?\d+$/.test(token)) return BigInt(token);
  if (/^-?[\d.]+$/.test(token)) return Number(token);
  const unescaped = token
    .slice(1, -1)
    .replace(/\\u\{([0-9a-fA-F]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return unescaped.replace(/\\(.)/g, "$1");
}

const run = (expression: string) => {
  const { fn, args, fold } = call(expression);
  const wanted = fn.variadic ? args.length : fn.parameters.length;
  return fn.evaluate([...args, ...Array<Value>(wanted - args.length).fill(null)], fold);
};

describe("functions", () => {
  it("are in order, with unique names", () => {
    const names = functions.map((f) => f.name);
    expect(names).toEqual([...new Set(names)].sort());
    expect(functionOf("between")?.name).toBe("between");
    expect(functionOf("constructor")).toBeNull();
  });

  describe.each(functions.map((f) => [f.name, f] as const))("%s", (_, fn) => {
    it.each(fn.examples.map((e) => [e.expression, e.value] as const))("%s", (expression, value) => {
      expect(run(expression)).toEqual({ ok: true, value });
    });

    it("keeps the insensitive form for those that have one", () => {
      const folding = fn.examples.filter((e) => /^\w+~/.test(e.expression));
      expect(folding.length > 0).toBe(fn.folds);
    });
  });

  // more than a reader of the documentation needs: limits, failures, and the places where engines differ
  it.each<[string, Value | "failure"]>([
    [`between("abc", "c", "a", true)`, "failure"],
    [`between("abc", "c", "a")`, ""],
    [`between("aXbXc", "X", "X", true)`, "b"],
    [`between("", "a", "b")`, ""],
    [`between~("\\u{130}x", "\\u{130}", "zz")`, ""],
    [`number("x")`, "failure"],
    [`number("")`, "failure"],
    [`number("0x10", 10)`, "failure"],
    [`number("1e3")`, 1000],
    [`number("+5")`, 5n],
    [`number("9223372036854775807")`, 9223372036854775807n],
    [`number("9223372036854775808")`, 2 ** 63],
    [`number("zz", 36)`, 1295n],
    [`number("1", 37)`, "failure"],
    [`number("052403", 8)`, 21763n],
    [`number("52403", 7)`, 12890n],
    [`string(10000000.0)`, "1.0E7"],
    [`string(1234567.0)`, "1234567.0"],
    [`concat("a", 2.0, 1)`, "a2.01"],
    [`indexOf("abc", "c", -7)`, 2n],
    [`indexOf("abc", "c", 3)`, null],
    [`substring("abc", 1, -1)`, "b"],
    [`substring("abc", 4294967297)`, "bc"],
    [`length("\\u{e9}")`, 1n],
  ])("%s gives %s", (expression, expected) => {
    const outcome = run(expression);
    expect(outcome.ok ? outcome.value : "failure").toEqual(expected);
  });
});

describe("numbers as Java has them", () => {
  it.each([
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [100, "100.0"],
    [0.001, "0.001"],
    [0.00099, "9.9E-4"],
    [9999999.999, "9999999.999"],
    [1e7, "1.0E7"],
    [1.5e300, "1.5E300"],
    [2e23, "2.0E23"],
    [4.9e-324, "4.9E-324"],
    [2 ** 53, "9.007199254740992E15"],
    [1 / 3, "0.3333333333333333"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [123456.789, "123456.789"],
  ])("%d is written %s", (value, text) => {
    expect(doubleToText(value)).toBe(text);
  });

  it.each<[string, number | null]>([
    ["1.", 1],
    [".5", 0.5],
    ["-.5e1", -5],
    ["7f", 7],
    ["7D", 7],
    ["NaN", Number.NaN],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["\t 3\u0000", 3],
    ["\u00a03", null],
    ["0x1.8p1", 3],
    ["-0X1P-1", -0.5],
    ["0x1.fffffffffffff8p0", 2],
    ["0x0.0000000000001p-1022", 5e-324],
    ["0x1p-1075", 0],
    ["0x1p1024", Number.POSITIVE_INFINITY],
    ["0x10", null],
    ["1_000", null],
    ["", null],
    [".", null],
    ["1e", null],
    ["infinity", null],
  ])("the text %j is the double %d", (text, value) => {
    expect(parseDouble(text)).toBe(value);
  });

  it.each<[string, number, bigint | null]>([
    ["-9223372036854775808", 10, -(2n ** 63n)],
    ["9223372036854775808", 10, null],
    ["\u0663\u0667", 10, 37n],
    ["\uff11", 10, 1n],
    ["\uff46", 16, 15n],
    ["8", 8, null],
    ["-", 10, null],
    ["+-1", 10, null],
    [" 1", 10, null],
  ])("the text %j in base %d is the long %s", (text, radix, value) => {
    expect(parseLong(text, radix)).toBe(value);
  });
});
