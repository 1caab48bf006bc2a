import { describe, expect, it } from "vitest";
import { eql } from "../../src/frontends/eql/index.ts";
import { diagnosticsOf, golden, goldenFiles, queryOf, readGolden } from "./eql-golden.ts";

describe("messages about EQL (test/diagnostics/eql)", () => {
  it.each(goldenFiles())("%s", (name) => {
    expect(readGolden(name)).toBe(golden(queryOf(readGolden(name))));
  });

  it("has every message", () => {
    const shown = new Set(goldenFiles().flatMap((name) => diagnosticsOf(queryOf(readGolden(name))).map((d) => d.code as string)));
    // only with schemas other than the Elastic Common Schema
    const elsewhere = ["schema/unsupported-type"];
    expect(Object.keys(eql.codes).filter((code) => !shown.has(code))).toEqual(elsewhere);
  });
});
