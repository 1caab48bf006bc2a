import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kql } from "../../../src/frontends/kql/index.ts";
import { functionOf } from "../../../src/functions/index.ts";
import { verifyCondition } from "../../../src/ir/verify.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { layered, schemaOf } from "../../../src/schema/schema.ts";

const types: Readonly<Record<string, EsType>> = {
  k: "keyword",
  w: "wildcard",
  n: "long",
  b: "boolean",
  ip: "ip",
  t: "date",
  "a.x": "keyword",
  "a.y": "text",
};
const schema = schemaOf(
  "test",
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
);
const request = { schema, index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };

/** What must hold of any text: an error or a well-formed detection, and spans within the text. */
function check(query: string): ReturnType<typeof kql.read> {
  const result = kql.read(query, request);
  const errors = result.diagnostics.filter((d) => d.severity === "error");
  expect(result.detection === null).toBe(errors.length > 0);
  const outside = result.diagnostics.filter(
    ({ primary, secondary }) =>
      primary === null || [primary, ...secondary].some(({ span }) => span.start < 0 || span.end < span.start || span.end > query.length),
  );
  expect(outside).toEqual([]);
  return result;
}

const fragments = [
  ..."and or not ( ) : { } < <= > >= * \" \\ \\* \\and \\u0041 k w n b ip t a.* a.x x.y labels.z null true 5 4.5 10.0.0.0/8 now-1d 2024-05-01 = == != ' ,".split(
    " ",
  ),
  ...['"a*"', '"C:\\temp"', "a*b c*", "\n", "\u00a0", "__proto__", "constructor"],
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

  it("also when it is made of what KQL is made of", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 30 }), fc.constantFrom("", " "), (parts, glue) => {
        const { detection } = check(parts.join(glue));
        const where = detection?.sources["events"]?.where;
        if (where !== undefined) expect(verifyCondition(where, functionOf)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});

/** Each is read in well under a second; what takes a time that grows with the square of its length would take minutes. */
const large: Readonly<Record<string, { readonly query: string; readonly error: string | null }>> = {
  "100,000 brackets": { query: `${"(".repeat(100_000)}k:a${")".repeat(100_000)}`, error: "kql/too-deep" },
  "100,000 open brackets": { query: "(".repeat(100_000), error: "kql/too-deep" },
  "100,000 closing brackets": { query: `k:a${")".repeat(100_000)}`, error: "kql/unbalanced" },
  "100,000 lists": { query: `k:${"(".repeat(100_000)}a${")".repeat(100_000)}`, error: "kql/too-deep" },
  "100,000 braces": { query: `${"k:{".repeat(100_000)}a${"}".repeat(100_000)}`, error: "kql/too-deep" },
  "100,000 nots": { query: `${"not ".repeat(100_000)}k:a`, error: "kql/double-not" },
  "100,000 nots in brackets": { query: `${"not (".repeat(100_000)}k:a`, error: "kql/too-deep" },
  "100,000 mistakes": { query: `${'k == "a" and '.repeat(100_000)}k:a`, error: "kql/no-such-operator" },
  "100,000 colons": { query: "k:".repeat(100_000), error: "kql/unexpected-token" },
  "100,000 bad escapes": { query: `k:${"\\q".repeat(100_000)}`, error: "kql/bad-escape" },
  "100,000 quotes": { query: `k:${'"'.repeat(100_001)}`, error: "kql/missing-operator" },
  "100,000 words": { query: `k:${"or not ".repeat(100_000)}`, error: "kql/missing-operator" },
  "20,000 terms of or": { query: Array.from({ length: 20_000 }, (_, i) => `k:${i}`).join(" or "), error: null },
  "20,000 terms of and": { query: Array.from({ length: 20_000 }, (_, i) => `not k:${i}`).join(" and "), error: null },
  "20,000 unknown fields": { query: Array.from({ length: 20_000 }, (_, i) => `x${i}:1`).join(" and "), error: null },
  "100,000 values": { query: `k:(${Array.from({ length: 100_000 }, (_, i) => i).join(" or ")})`, error: null },
  "100,000 patterns": { query: `k:(${Array.from({ length: 100_000 }, (_, i) => `a${i}*`).join(" or ")})`, error: null },
  "100,000 words of a pattern": { query: `w:${"a b* ".repeat(50_000)}`, error: null },
  "a megabyte of string": { query: `k:"${"a".repeat(1_000_000)}"`, error: null },
  "a megabyte of escapes": { query: `k:"${"\\n".repeat(500_000)}"`, error: null },
  "a megabyte of backslashes": { query: `k:"${"\\".repeat(1_000_000)}"`, error: null },
  "a megabyte of value": { query: `k:${"n ".repeat(500_000)}`, error: null },
  "a megabyte of pattern": { query: `k:${"a*".repeat(500_000)}`, error: null },
  "a megabyte of path": { query: `${"a.".repeat(500_000)}a:1`, error: "kql/too-deep" },
  "a megabyte of field pattern": { query: `${"a*".repeat(500_000)}:1`, error: "kql/field-pattern" },
  "a megabyte of blanks": { query: `${" ".repeat(1_000_000)}k:a`, error: null },
  "a megabyte of blanks in a value": { query: `k:a${" ".repeat(1_000_000)}b`, error: null },
  "a megabyte of digits": { query: `n:${"9".repeat(1_000_000)}`, error: null },
};

describe("large texts", () => {
  it.each(Object.entries(large))("%s", (_, { query, error }) => {
    const before = performance.now();
    const { diagnostics } = check(query);
    expect(diagnostics.find((d) => d.severity === "error")?.code ?? null).toBe(error);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("20,000 fields that a strict schema does not know", () => {
    const query = Array.from({ length: 20_000 }, (_, i) => `proces.name${i}:1`).join(" and ");
    const { diagnostics } = kql.read(query, { ...request, schema: layered("ecs", true, [ecsSchema()]) });
    expect(diagnostics.length).toBe(20);
  });
});
