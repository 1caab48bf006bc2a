import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { driverCodes } from "../../src/driver/codes.ts";
import { ruleCodes } from "../../src/rules/codes.ts";
import { schemaCodes } from "../../src/schema/codes.ts";

const areas = { "src/rules": ruleCodes, "src/schema": schemaCodes, "src/driver": driverCodes };

describe("codes", () => {
  for (const [folder, table] of Object.entries(areas)) {
    it(`${folder} explains every code that it uses, and uses every code that it explains`, () => {
      const texts = readdirSync(folder)
        .filter((f) => f.endsWith(".ts") && f !== "codes.ts")
        .map((f) => readFileSync(`${folder}/${f}`, "utf8"));
      const used = new Set(
        texts.flatMap((t) => [...t.matchAll(/"((?:rules|events|schema|driver|policy|verdict)\/[a-z0-9-]+)"/g)].map((m) => m[1] ?? "")),
      );
      expect([...used].sort()).toEqual(Object.keys(table).sort());
    });
  }
});
