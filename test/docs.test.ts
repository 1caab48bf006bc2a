import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documents } from "../scripts/docs.ts";
import { allCodes } from "../src/cli/all-codes.ts";

describe("generated documents", () => {
  // `npm run docs` writes them anew
  it.each([...documents()])("%s is fresh", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

describe("codes", () => {
  const sources = ["src", "targets"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && e.name.endsWith(".ts") && !e.name.endsWith(".test.ts") && !e.name.endsWith(".generated.ts"))
      .map((e) => readFileSync(`${e.parentPath}/${e.name}`, "utf8")),
  );

  it("each that the source names as one is explained", () => {
    const used = sources.flatMap((text) => [
      ...text.matchAll(/\b(?:error|warning|note)\(\s*"([a-z][a-z0-9-]*\/[a-z][a-z0-9-]*)"/g),
      ...text.matchAll(/\bcode: "([a-z][a-z0-9-]*\/[a-z][a-z0-9-]*)"/g),
    ]);
    const missing = new Set(used.map((m) => m[1] ?? "").filter((code) => !Object.hasOwn(allCodes, code)));
    expect([...missing].sort()).toEqual([]);
  });

  it("each has a summary in one line and an explanation in sentences", () => {
    for (const [code, info] of Object.entries(allCodes)) {
      expect(code).toMatch(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/);
      expect(info?.summary, code).toMatch(/^[^\n]*[^.\n]$/);
      expect(info?.explain, code).toMatch(/\.$/);
    }
  });
});
