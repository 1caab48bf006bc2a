import { describe, expect, it } from "vitest";
import { kql } from "../../src/frontends/kql/index.ts";
import { diagnosticsOf, golden, goldenFiles, queryOf, readGolden } from "./kql-golden.ts";

describe("messages about KQL (test/diagnostics/kql)", () => {
  it.each(goldenFiles())("%s", (name) => {
    expect(readGolden(name)).toBe(golden(name, queryOf(readGolden(name))));
  });

  it("has every message", () => {
    const shown = new Set(goldenFiles().flatMap((name) => diagnosticsOf(name, queryOf(readGolden(name))).map((d) => d.code as string)));
    expect(Object.keys(kql.codes).filter((code) => !shown.has(code))).toEqual([]);
  });
});
