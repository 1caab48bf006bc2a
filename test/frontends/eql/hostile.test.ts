import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eql } from "../../../src/frontends/eql/index.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { layered, schemaOf } from "../../../src/schema/schema.ts";

const types: Readonly<Record<string, EsType>> = { k: "keyword", n: "long", d: "double", b: "boolean", ip: "ip", t: "date" };
const schema = schemaOf(
  "test",
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
);
const request = { schema, index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };

/** What must hold of any text: an error or a detection, and spans within the text. */
function check(query: string): ReturnType<typeof eql.read> {
  const result = eql.read(query, request);
  const errors = result.diagnostics.filter((d) => d.severity === "error");
  expect(result.detection === null).toBe(errors.length > 0);
  for (const d of result.diagnostics)
    for (const label of d.primary === null ? [] : [d.primary, ...d.secondary]) {
      expect(label.span.start).toBeGreaterThanOrEqual(0);
      expect(label.span.end).toBeGreaterThanOrEqual(label.span.start);
      expect(label.span.end).toBeLessThanOrEqual(query.length);
    }
  return result;
}

const fragments = [
  ..."and or not in in~ like like~ regex regex~ : == != < <= > >= = + - * / % ( ) [ ] ![ , . ? | ! && ~ where any sequence sample by with maxspan runs until head tail join of true false null".split(
    " ",
  ),
  ..."k n d b ip t x.y ?z process child 1 2.5 9223372036854775808 .5 1e3 5m".split(" "),
  ...['"a*"', '"10.0.0.0/8"', '""', '"\\u{41}"', '"\\q"', '"""C:\\a"""', "'a'", '"', "`a-b`", "`", "/*", "*/", "// x\n", "\n"],
  ..."length( startsWith~( cidrMatch( concat( number( between( wildcard( add( safe(".split(" "),
];

describe("any text", () => {
  it("is read or told what is wrong with it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        check(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it("also when it is made of what EQL is made of", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), fc.boolean(), (parts, start) => {
        check((start ? "any where " : "") + parts.join(" "));
      }),
      { numRuns: 5_000 },
    );
  });

  it("also when it is a query with a mistake", () => {
    const queries = [
      'process where (k in ("a", "b*") and not n > -1) or startsWith~(k, "x") and d * 2 == 3.5 | head 5 | tail 2',
      'sequence by k, ?x.y with maxspan=5m [process where k : ("a", "b?")] by n ![file where b] by n with runs=2 until [any where ip == "::1"] by n',
      'any where k regex~ """.*a(b|c)+.*""" and t >= "now-1d" and cidrMatch(ip, "10.0.0.0/8") /* x */ // y',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...queries),
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.oneof(fc.constantFrom("", ...fragments), fc.string({ maxLength: 3 })),
        (query, place, length, instead) => {
          const at = place % (query.length + 1);
          check(query.slice(0, at) + instead + query.slice(at + length));
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

/** Each is read in well under a second; what takes a time that grows with the square of its length would take minutes. */
const large: Readonly<Record<string, { readonly query: string; readonly error: string | null }>> = {
  "100,000 brackets": { query: `any where ${"(".repeat(100_000)}b${")".repeat(100_000)}`, error: "eql/too-deep" },
  "100,000 open brackets": { query: `any where ${"(".repeat(100_000)}`, error: "eql/too-deep" },
  "100,000 closing brackets": { query: `any where b${")".repeat(100_000)}`, error: "eql/unbalanced" },
  "100,000 square brackets": { query: `any where ${"[".repeat(100_000)}`, error: "eql/unexpected-token" },
  "100,000 nots": { query: `any where ${"not ".repeat(100_000)}b`, error: "eql/too-deep" },
  "100,000 signs": { query: `any where n == ${"- ".repeat(100_000)}1`, error: "eql/too-deep" },
  "100,000 sums": { query: `any where n == 1${" + 1".repeat(100_000)}`, error: "eql/too-deep" },
  "100,000 calls": { query: `any where ${"length(".repeat(100_000)}`, error: "eql/too-deep" },
  "100,000 lists": { query: `any where ${"n in (".repeat(100_000)}`, error: "eql/too-deep" },
  "100,000 mistakes": { query: `any where ${"n = 1 and ".repeat(100_000)}b`, error: "eql/single-equals" },
  "100,000 bad escapes": { query: `any where k == "${"\\q".repeat(100_000)}"`, error: "eql/bad-escape" },
  "100,000 open strings": { query: `any where ${'"\n'.repeat(100_000)}`, error: "eql/unterminated-string" },
  "100,000 open raw strings": { query: `any where ${'"""a\n'.repeat(100_000)}`, error: "eql/unterminated-string" },
  "100,000 open comments": { query: `any where b ${"/*".repeat(100_000)}`, error: "eql/unterminated-comment" },
  "100,000 backquotes": { query: `any where ${"`".repeat(100_001)}`, error: "eql/unterminated-name" },
  "100,000 foreign characters": { query: `any where ${"é ".repeat(100_000)}`, error: "eql/unexpected-character" },
  "100,000 pipes": { query: `any where b ${"| head 5 ".repeat(100_000)}`, error: null },
  "100,000 stages": { query: `sequence ${"[any where b] ".repeat(100_000)}`, error: null },
  "20,000 terms of or": { query: `any where ${Array.from({ length: 20_000 }, (_, i) => `k == "${i}"`).join(" or ")}`, error: null },
  "20,000 terms of and": { query: `any where ${Array.from({ length: 20_000 }, (_, i) => `k != "${i}"`).join(" and ")}`, error: null },
  "20,000 unknown fields": { query: `any where ${Array.from({ length: 20_000 }, (_, i) => `x${i} == 1`).join(" and ")}`, error: null },
  "100,000 values": { query: `any where n in (${Array.from({ length: 100_000 }, (_, i) => i).join(", ")})`, error: null },
  "100,000 patterns": { query: `any where k : (${Array.from({ length: 100_000 }, (_, i) => `"a${i}*"`).join(", ")})`, error: null },
  "a megabyte of string": { query: `any where k == "${"a".repeat(1_000_000)}"`, error: null },
  "a megabyte of escapes": { query: `any where k == "${"\\n".repeat(500_000)}"`, error: null },
  "a megabyte of pattern": { query: `any where k : "${"a*".repeat(500_000)}"`, error: null },
  "a megabyte of path": { query: `any where ${"a.".repeat(500_000)}a == 1`, error: "eql/too-deep" },
  "a megabyte of blanks": { query: `any where ${" ".repeat(1_000_000)}b`, error: null },
  "a megabyte of digits": { query: `any where n == ${"9".repeat(1_000_000)}`, error: "eql/number-too-large" },
  "100,000 nulls": { query: `any where ${"null and ".repeat(100_000)}b`, error: null },
};

it("20,000 fields that a strict schema does not know", () => {
  const query = `any where ${Array.from({ length: 20_000 }, (_, i) => `proces.name${i} == 1`).join(" and ")}`;
  const { diagnostics } = eql.read(query, { ...request, schema: layered("ecs", true, [ecsSchema()]) });
  expect(diagnostics.length).toBe(20);
});

describe("large texts", () => {
  it.each(Object.entries(large))("%s", (_, { query, error }) => {
    const { diagnostics } = check(query);
    expect(diagnostics.find((d) => d.severity === "error")?.code ?? null).toBe(error);
  });
});
