import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lucene } from "../../../src/frontends/lucene/index.ts";
import { verifyCondition } from "../../../src/ir/verify.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { layered, schemaOf } from "../../../src/schema/schema.ts";
import { show } from "../eql/show.ts";

interface Case {
  readonly name: string;
  readonly query: string;
  readonly ir?: string;
  readonly warnings?: readonly string[];
  readonly error?: string;
  readonly at?: string;
}

const fields: Readonly<Record<string, EsType>> = { k: "keyword", k2: "keyword", n: "long", ip: "ip", t: "date", text: "text" };
const schema = schemaOf(
  "test",
  Object.fromEntries(Object.entries(fields).map(([n, type]) => [n, { type, array: false, ignoreAbove: null }])),
);
const request = { schema, index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
const cases = parse(readFileSync("test/frontends/lucene/cases.yaml", "utf8")) as readonly Case[];

describe("Lucene", () => {
  it.each(cases.map((c) => [c.name, c] as const))("%s", (_, c) => {
    const { detection, diagnostics } = lucene.read(c.query, request);
    const errors = diagnostics.filter((d) => d.severity === "error");
    expect(errors.map((d) => d.code)).toEqual(c.error === undefined ? [] : [c.error]);
    const where = detection?.sources["events"]?.where;
    if (c.error === undefined) {
      expect(where === undefined ? null : show(where)).toBe(c.ir);
      expect(where === undefined ? null : verifyCondition(where, () => null)).toEqual([]);
      expect(diagnostics.map((d) => d.code)).toEqual(c.warnings ?? []);
      return;
    }
    expect(detection).toBe(null);
    const at = errors[0]?.primary?.span;
    if (c.at !== undefined) expect(c.query.slice(at?.start, at?.end)).toBe(c.at);
  });
});

describe("hostile texts", () => {
  const alphabet = [
    "k",
    "n",
    ":",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "+",
    "-",
    "!",
    "&&",
    "||",
    '"',
    "/",
    "~",
    "^2",
    "[",
    "]",
    "{",
    "}",
    "TO",
    "*",
    "?",
    "\\",
    " ",
    "a",
    "5",
    ">",
    "<",
    "=",
    "\u3000",
    "\ud800",
    "é",
    "_exists_",
  ];
  it("always gives a condition or an error, and spans within the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet), { maxLength: 25 }).map((parts) => parts.join("")),
        (query) => {
          const { detection, diagnostics } = lucene.read(query, request);
          const failed = diagnostics.some((d) => d.severity === "error");
          expect(failed).toBe(detection === null);
          for (const d of diagnostics) {
            const at = d.primary?.span ?? { start: -1, end: -1 };
            expect(at.start >= 0 && at.end >= at.start && at.end <= query.length).toBe(true);
          }
          const where = detection?.sources["events"]?.where;
          if (where !== undefined) expect(verifyCondition(where, () => null)).toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  const large: Readonly<Record<string, readonly [string, string | null]>> = {
    "brackets beyond the limit": [`${"(".repeat(100_000)}k:a${")".repeat(100_000)}`, "lucene/too-deep"],
    "brackets within it": [`${"(".repeat(190)}k:a${")".repeat(190)}`, null],
    "20,000 clauses": [Array.from({ length: 20_000 }, (_, i) => `NOT k:${i}`).join(" "), null],
    "100,000 values": [`k:(${Array.from({ length: 100_000 }, (_, i) => i).join(" OR ")})`, null],
    "100,000 words": [`k:(${"a ".repeat(100_000)})`, null],
    "a megabyte of word": [`k:${"a".repeat(1_000_000)}`, null],
    "a megabyte of escapes": [`k:${"\\a".repeat(500_000)}`, null],
    "a megabyte of pattern": [`k:${"a?".repeat(500_000)}`, null],
    "a megabyte of phrase": [`k:"${'\\"'.repeat(500_000)}"`, null],
    "a megabyte of open phrase": [`k:"${'\\"'.repeat(500_000)}`, "lucene/unterminated"],
    "a megabyte of slashes": [`k:${"\\/".repeat(500_000)}`, null],
    "a megabyte of regular expression": [`k:/${"\\/".repeat(500_000)}/`, "lucene/regex"],
    "a megabyte of bound": [`k:[${"a".repeat(1_000_000)} TO *]`, null],
    "a megabyte of blanks": [`k:a${" ".repeat(1_000_000)}`, null],
  };
  it.each(Object.entries(large))("%s", (_, [query, error]) => {
    const before = performance.now();
    const { diagnostics } = lucene.read(query, request);
    expect(diagnostics.find((d) => d.severity === "error")?.code ?? null).toBe(error);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("codes", () => {
  const folder = "src/frontends/lucene";
  const strict = { ...request, schema: layered("ecs", true, [ecsSchema()]) };
  const codesOf = (query: string) => lucene.read(query, strict).diagnostics.map((d) => d.code);

  it("every code that is used is explained, and the other way round", () => {
    const used = readdirSync(folder)
      .filter((file) => file !== "codes.ts")
      .flatMap((file) => readFileSync(`${folder}/${file}`, "utf8").match(/(?<=")lucene\/[a-z-]+(?=")/g) ?? []);
    const own = Object.keys(lucene.codes).filter((c) => c.startsWith("lucene/"));
    expect(own.sort()).toEqual([...new Set(used)].sort());
  });

  const examples = Object.entries(lucene.codes).filter(([code]) => code.startsWith("lucene/"));
  it.each(examples)("%s: the failing example fails with it alone, the fixed one does not", (code, info) => {
    if (info?.failing !== undefined) expect([...new Set(codesOf(info.failing))]).toEqual([code]);
    if (info?.fixed !== undefined) expect(codesOf(info.fixed)).toEqual([]);
  });
});
