import { describe, expect, it } from "vitest";
import { joinValues, keyText } from "../../src/eval/keys.ts";
import type { Value } from "../../src/ir/value.ts";
import { field } from "../ir-builder.ts";

describe("keys by which events join", () => {
  it.each<[string, readonly Value[], readonly Value[], boolean]>([
    ["neighbours beyond what a double tells apart", [9_007_199_254_740_993n], [9_007_199_254_740_992n], false],
    ["a long and a double of one value", [1n], [1], true],
    ["a large long and the double of its value", [1_152_921_504_606_846_976n], [2 ** 60], true],
    ["a number and its text", [1n], ["1"], false],
    ["missing and the text of it", [null], ["null"], false],
    ["two parts and one that reads like them", ["a", "b"], ['a","b'], false],
    ["minus zero", [-0], [0n], true],
  ])("%s", (_, a, b, same) => {
    expect(keyText(a) === keyText(b)).toBe(same);
  });

  it("are instants for dates, however they are written", () => {
    const t = field("t", "date");
    const first = Date.UTC(2024, 4, 1);
    const texts = ["2024-05-01T00:00:00Z", "2024-05-01T00:00:00.000Z", "2024-05-01", "2024-05-01T02:00:00+02:00", first, String(first)];
    for (const text of texts) expect(joinValues({ t: text }, t)).toEqual([BigInt(first)]);
    expect(joinValues({ t: texts }, t)).toEqual([BigInt(first)]);
    expect(joinValues({ t: "2024-05-01T00:00:00.001Z" }, t)).toEqual([BigInt(first + 1)]);
    expect(joinValues({ t: "yesterday" }, t)).toEqual([]);
    expect(joinValues({ t: texts }, field("t"))).toHaveLength(5);
  });
});
