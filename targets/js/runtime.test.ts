import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressText as oracleAddressText, parseAddress } from "../../src/eval/address.ts";
import { literalPeriod, instantOf as oracleInstant } from "../../src/eval/date.ts";
import { compareCodePoints } from "../../src/eval/fold-case.ts";
import { matchesRegex } from "../../src/eval/match-regex.ts";
import { readField } from "../../src/eval/read-field.ts";
import { wildcardRegex } from "../../src/eval/wildcard-regex.ts";
import { functionOf } from "../../src/functions/index.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Value } from "../../src/ir/value.ts";
import type { Json } from "../../src/source/json.ts";
import { field, wildcardPattern } from "../../test/ir-builder.ts";
import { movedFrom, readDate } from "./date-literal.ts";
import { printExpression } from "./print.ts";
import { addressKey, addressText } from "./runtime/address.ts";
import { instantOf } from "./runtime/date.ts";
import * as calendar from "./runtime/date-math.ts";
import * as functions from "./runtime/functions.ts";
import { doubles, exact, integers, longs } from "./runtime/numbers.ts";
import { parseNumber } from "./runtime/parse-number.ts";
import { path } from "./runtime/read.ts";
import { asciiLower, compareText, inOrder, like } from "./runtime/text.ts";
import { helpers } from "./runtime.generated.ts";

const runs = { numRuns: 1500 };
const script = (name: string): string =>
  execFileSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", name, "--check"], { encoding: "utf8" });

describe("what is embedded", () => {
  it("is what runtime/ and the Unicode tables give", () => {
    expect(() => script("scripts/js-runtime.ts")).not.toThrow();
    expect(() => script("scripts/folding.ts")).not.toThrow();
  });

  it("needs only what there is", () => {
    for (const helper of Object.values(helpers)) for (const needed of helper.needs) expect(Object.keys(helpers)).toContain(needed);
  });
});

describe("addresses", () => {
  const group = fc.constantFrom("0", "1", "ffff", "A", "00", "1.2.3.4", "12345", "", "g", "01.2.3.4", "255");
  const address = fc.oneof(
    fc.array(group, { maxLength: 9 }).map((gs) => gs.join(":")),
    fc.array(group, { maxLength: 5 }).map((gs) => gs.join(".")),
    fc.tuple(fc.array(group, { maxLength: 4 }), fc.array(group, { maxLength: 4 })).map(([a, b]) => `${a.join(":")}::${b.join(":")}`),
    fc.ipV4(),
    fc.ipV6(),
  );
  it("are read and written as the oracle does", () => {
    fc.assert(
      fc.property(address, (text) => {
        const bytes = parseAddress(text);
        const key = addressKey(text);
        expect(key).toBe(bytes === null ? null : bytes.map((b) => b.toString(16).padStart(2, "0")).join(""));
        if (key !== null && bytes !== null) expect(addressText(key)).toBe(oracleAddressText(bytes));
      }),
      runs,
    );
  });
});

describe("dates", () => {
  const digits = (count: number): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(..."0123456789"), { minLength: count, maxLength: count }).map((d) => d.join(""));
  const two = fc.oneof(fc.constantFrom("00", "01", "02", "12", "13", "23", "24", "28", "29", "30", "31", "59", "60"), digits(2));
  const iso = fc
    .tuple(
      fc.oneof(fc.constantFrom("2024", "2023", "1900", "0000", "+12345", "-00001", "-271822", "+275760"), digits(4)),
      two,
      two,
      two,
      two,
      two,
      fc.constantFrom("", ".5", ",123", ".123456789", "."),
      fc.constantFrom("", "Z", "+02:00", "-0530", "+18", "+19", "+02:60", "z"),
      fc.nat({ max: 6 }),
    )
    .map(
      ([y, mo, d, h, mi, s, f, z, n]) => [y, `-${mo}`, `-${d}`, `T${h}`, `:${mi}`, `:${s}`, f].slice(0, n + 1).join("") + (n >= 3 ? z : ""),
    );
  const text = fc.oneof(
    iso,
    fc.integer({ min: -99999, max: 99999 }).map(String),
    fc.constantFrom("1714558830500", "now", "", "2024-5-1", "9999999999999999", "12345678901234567"),
  );
  const math = fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom("+", "-"), fc.constantFrom("", "1", "13", "400"), fc.constantFrom(..."yMwdhHms")).map((p) => p.join("")),
      fc.constantFrom(..."yMwdhHms").map((u) => `/${u}`),
    ),
    { maxLength: 3 },
  );
  it("of events are instants as the oracle reads them", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.double(), fc.integer()), (value) => {
        expect(instantOf(value)).toBe(typeof value === "number" && !Number.isFinite(value) ? null : oracleInstant(value));
      }),
      runs,
    );
  });
  const clock = fc.oneof(
    fc.integer({ min: -3e12, max: 9e12 }),
    fc.constantFrom("2024-02-29T23:59:59.999Z", "2024-03-31", "2023-01-30", "1970-01-01", "1969-12-28T23:59:59.999Z").map(Date.parse),
  );
  it("relative to now are periods as the oracle reads them", () => {
    fc.assert(
      fc.property(clock, math, (now, steps) => {
        const literal = `now${steps.join("")}`;
        const read = readDate(literal);
        const text = (side: "first" | "last"): string =>
          read?.kind === "relative" ? printExpression(movedFrom({ kind: "name", name: "now" }, read.steps, side)) : "null";
        // the text that a module would have, with the functions that it names
        const run = new Function("now", ...Object.keys(calendar), `return { first: ${text("first")}, last: ${text("last")} };`);
        expect([literal, run(now, ...Object.values(calendar))]).toEqual([literal, literalPeriod(literal, now)]);
      }),
      runs,
    );
  });
  it("take the time from a number, a function or the machine", () => {
    const { nowOf } = calendar;
    expect([nowOf({ now: 5.5 }), nowOf({ now: () => 7 })]).toEqual([5, 7]);
    for (const options of [undefined, null, {}]) expect(Math.abs(nowOf(options) - Date.now())).toBeLessThan(10_000);
  });
  it("of rules are periods as the oracle reads them", () => {
    fc.assert(
      fc.property(text, fc.option(math), (date, steps) => {
        const literal = steps === null ? date : `${date}||${steps.join("")}`;
        const period = literalPeriod(literal, null);
        const read = readDate(literal);
        // an anchor that begins with `now` is one
        if (read?.kind === "relative") return;
        expect([literal, read?.period ?? null]).toEqual([literal, typeof period === "string" ? null : period]);
      }),
      runs,
    );
  });
});

describe("numbers of events", () => {
  const json: fc.Arbitrary<Json> = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(Number),
    fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String),
    fc.constantFrom(
      "1e3",
      " 7 ",
      "+5",
      "1.",
      ".5",
      "0x10",
      "",
      "abc",
      "1e400",
      "-0",
      "9007199254740993",
      "18446744073709551615",
      "9223372036854775807.0",
    ),
    fc.boolean(),
    fc.constantFrom(2 ** 63, -(2 ** 63), 128, -129, 127.9),
  );
  it("are those that the oracle indexes", () => {
    const at = path("n");
    fc.assert(
      fc.property(json, (value) => {
        const event = { n: value };
        const oracle = (type: "long" | "byte" | "unsigned_long" | "double"): readonly Value[] => readField(event, field("n", type));
        expect(longs(event, at).map((n) => BigInt(n))).toEqual(oracle("long"));
        expect(integers(event, at, -128, 127).map((n) => BigInt(n))).toEqual(oracle("byte"));
        expect(integers(event, at, 0, 2n ** 64n - 1n).map((n) => BigInt(n))).toEqual(oracle("unsigned_long"));
        expect(doubles(event, at)).toEqual(oracle("double"));
        for (const n of longs(event, at)) expect(exact(n)).toBe(n);
      }),
      runs,
    );
  });
});

describe("text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "B", "\u{1f600}", "\ud83d", "\uffee", "\ud7ff", "\n", "é"), maxLength: 6 });
  it("compares by code point", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(compareCodePoints(a, b));
      }),
      runs,
    );
  });
  it("is found in pieces as the oracle matches wildcards", () => {
    const whole = fc.string({ unit: fc.constantFrom("a", "b", "\u{1f600}", "\n"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "\u{1f600}"), maxLength: 7 });
    fc.assert(
      fc.property(whole, pattern, (value, source) => {
        const expected = matchesRegex(wildcardRegex(wildcardPattern(source), "cross"), value, "none");
        const pieces = source.split("*");
        if (pieces.length > 1) expect([source, value, like(value, pieces)]).toEqual([source, value, expected]);
        if (pieces.length > 1 && !source.includes("?")) expect(inOrder(value, pieces)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });
  it("folds A to Z alone", () => {
    for (let c = 0; c < 0x3000; c++) {
      const character = String.fromCharCode(c);
      expect(asciiLower(character)).toBe(c >= 0x41 && c <= 0x5a ? String.fromCharCode(c + 32) : character);
    }
  });
});

describe("functions", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."aAbkK.= ", "\u212a", "İ", "é", "\u{1f600}"), maxLength: 7 }),
    fc.constantFrom(
      "0x1f",
      "-17",
      "+5",
      "1e3",
      " 7 ",
      "2.5f",
      "NaN",
      "-Infinity",
      "0x1.8p3",
      "0x1p-1080",
      "٣",
      "１２",
      "9223372036854775808",
      "-9223372036854775808",
      "zz",
      "0x",
      "0xp1",
    ),
  );
  const position = fc.option(fc.oneof(fc.bigInt({ min: -9n, max: 9n }), fc.constantFrom(2n ** 31n, 2n ** 32n + 1n)));
  const outcome = (name: string, args: readonly Value[], fold: Fold = "none"): Value | undefined => {
    const result = functionOf(name)?.evaluate(args, fold);
    return result?.ok === true ? result.value : undefined;
  };
  const whole = (value: number | null | undefined): bigint | null | undefined => (typeof value === "number" ? BigInt(value) : value);
  const int = (n: bigint | null): number | null => functions.toInt(n) ?? null;
  it.each(["none", "java-root"] as const)("give what their definitions say, folding %s", (fold) => {
    const [indexOf, between] =
      fold === "none" ? [functions.indexOf, functions.between] : [functions.indexOfFolded, functions.betweenFolded];
    fc.assert(
      fc.property(
        fc.option(text),
        fc.option(text),
        fc.option(text),
        position,
        position,
        fc.option(fc.boolean()),
        (a, b, c, m, n, greedy) => {
          expect(functions.substring(a, int(m), int(n))).toBe(outcome("substring", [a, m, n]));
          expect(whole(indexOf(a, b, int(m)))).toBe(outcome("index-of", [a, b, m], fold));
          expect(between(a, b, c, greedy)).toBe(outcome("between", [a, b, c, greedy], fold));
          expect(functions.concat(a, b, c)).toBe(outcome("concat", [a, b, c]));
          expect(whole(functions.lengthOf(a))).toBe(outcome("length", [a]));
          expect(parseNumber(a, int(m))).toBe(outcome("number", [a, m]));
        },
      ),
      runs,
    );
  });
  it("pass failures on", () => {
    expect(functions.substring("a", undefined, null)).toBe(undefined);
    expect(functions.indexOf(undefined, null, null)).toBe(undefined);
    expect(functions.concat(null, undefined)).toBe(undefined);
    expect(parseNumber("1", undefined)).toBe(undefined);
  });
  it("write numbers as Java does", () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.bigInt(), fc.constantFrom(0, -0, 1e-3, 9.99e-4, 1e7, 9999999, 5e-324, 2e-5, 100)), (n) => {
        expect(functions.numberText(n)).toBe(outcome("string", [n]));
      }),
      runs,
    );
  });
});
