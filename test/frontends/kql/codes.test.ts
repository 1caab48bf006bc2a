import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kql } from "../../../src/frontends/kql/index.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import { layered } from "../../../src/schema/schema.ts";

const folder = "src/frontends/kql";
const used = new Set<string>(
  readdirSync(folder)
    .filter((file) => !file.endsWith("codes.ts"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/(?<=")kql\/[a-z-]+(?=")/g) ?? []),
);

const context = {
  schema: layered("ecs", true, [ecsSchema()]),
  index: [],
  categoryField: "event.category",
  timestampField: "@timestamp",
  tiebreakerField: null,
};
const codesOf = (query: string) => kql.read(query, context).diagnostics.map((d) => d.code);

describe("codes", () => {
  it("every code that is used is explained, and the other way round", () => {
    expect(
      Object.keys(kql.codes)
        .filter((c) => c.startsWith("kql/"))
        .sort(),
    ).toEqual([...used].sort());
  });

  for (const [code, info] of Object.entries(kql.codes)) {
    const { failing, fixed } = info ?? {};
    if (failing === undefined || !code.startsWith("kql/")) continue;
    it(`${code}: the failing example fails with it alone`, () => {
      expect([...new Set(codesOf(failing))]).toEqual([code]);
    });
    if (fixed === undefined) continue;
    it(`${code}: the fixed example is fine`, () => {
      expect(codesOf(fixed)).toEqual([]);
    });
  }
});
