import { describe, expect, it } from "vitest";
import { requestTargets } from "../../src/driver/target-request.ts";
import { pretendTarget } from "./pretend.ts";

const targets = [pretendTarget("a"), pretendTarget("b", { family: "sql" }), pretendTarget("c", { family: "sql" })];
const request = (words: readonly string[], options: readonly string[] = []) => {
  const { requests, diagnostics } = requestTargets(words, options, targets);
  return diagnostics.length > 0
    ? diagnostics.map((d) => `${d.code}: ${d.message} (${d.help})`)
    : requests.map((r) => `${r.target.id}@${r.version} ${JSON.stringify(r.options)}`);
};

describe("requesting targets", () => {
  it("takes every target when none is named", () => {
    expect(request([])).toEqual(['a@2 {"layout":"document"}', 'b@2 {"layout":"document","args":4}', 'c@2 {"layout":"document"}']);
  });

  it("takes names, families, versions, lists, in the registry's order", () => {
    expect(request(["sql, a@1"])).toEqual(['a@1 {"layout":"document"}', 'b@2 {"layout":"document","args":4}', 'c@2 {"layout":"document"}']);
    expect(request(["sql", "b@1", "sql"])).toEqual(['b@1 {"layout":"document","args":4}', 'c@2 {"layout":"document"}']);
  });

  it("gives options to whoever has them, or to the one named", () => {
    expect(request([], ["layout=columns", "args=9"])).toEqual([
      'a@2 {"layout":"columns"}',
      'b@2 {"layout":"columns","args":9}',
      'c@2 {"layout":"columns"}',
    ]);
    expect(request([], ["layout=columns", "c.layout=document"])[2]).toBe('c@2 {"layout":"document"}');
    expect(request([], ["sql.layout=columns"])[0]).toBe('a@2 {"layout":"document"}');
  });

  it("refuses what it does not know", () => {
    expect(request(["sq"])).toEqual(["driver/unknown-target: unknown target `sq` (a target with a similar name exists: `sql`)"]);
    expect(request(["__proto__"])).toEqual(["driver/unknown-target: unknown target `__proto__` (known: a, b, sql, c)"]);
    expect(request(["a@9"])).toEqual(["driver/unknown-version: target `a` has no version `9` (known: 1, 2)"]);
    expect(request(["a"], ["args=3"])[0]).toMatch(/^driver\/unknown-option/);
    expect(request([], ["layout"])[0]).toMatch(/^driver\/unknown-option/);
    expect(request(["b"], ["args=99"])[0]).toMatch(/^driver\/bad-option: target `b`: option `args` takes a whole number from 1 to 9/);
    expect(request([], ["constructor=1"])[0]).toMatch(/^driver\/unknown-option/);
  });
});
