import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eql } from "../../../src/frontends/eql/index.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import { layered } from "../../../src/schema/schema.ts";

const folders = ["src/frontends/eql", "src/frontends/_shared"];
const used = new Set<string>(
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => !file.endsWith("codes.ts"))
      .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/(?<=")(?:eql|schema)\/[a-z-]+(?=")/g) ?? []),
  ),
);

const context = {
  schema: layered("ecs", true, [ecsSchema()]),
  index: [],
  categoryField: "event.category",
  timestampField: "@timestamp",
  tiebreakerField: null,
};
const codesOf = (query: string) => eql.read(query, context).diagnostics.map((d) => d.code);

describe("codes", () => {
  it("every code that is used is explained, and the other way round", () => {
    expect(Object.keys(eql.codes).sort()).toEqual([...used].sort());
  });

  for (const [code, info] of Object.entries(eql.codes)) {
    const { failing, fixed } = info ?? {};
    if (failing === undefined) continue;
    it(`${code}: the failing example fails with it alone`, () => {
      expect([...new Set(codesOf(failing))]).toEqual([code]);
    });
    if (fixed === undefined) continue;
    it(`${code}: the fixed example is fine`, () => {
      expect(codesOf(fixed).filter((c) => c !== "eql/constant-condition" && c !== "eql/may-fail")).toEqual([]);
    });
  }
});
