import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documents } from "../scripts/docs.ts";
import { judgeOwnRules } from "../scripts/own-rules.ts";
import { allCodes } from "../src/cli/all-codes.ts";
import { targets } from "../targets/index.ts";

describe("generated documents", () => {
  // `npm run docs` writes them anew
  it.each([...documents()])("%s is fresh", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

describe("README.md", () => {
  it("shows fidelities as they are", () => {
    const readme = readFileSync("README.md", "utf8");
    const judged = new Map(
      judgeOwnRules().rules.map((r) => [r.outcome.document.metadata.path, r.targets.map((t) => t.outcome.fidelity).join(" ")]),
    );
    const shown = [...readme.matchAll(/^ {4}([a-z]+\/[a-z-]+) {2,}([a-z ]+)$/gm)].map(
      (m) => [m[1] ?? "", (m[2] ?? "").replace(/ +/g, " ")] as const,
    );
    expect(shown.length).toBeGreaterThan(3);
    expect(shown).toEqual(shown.map(([path]) => [path, judged.get(path)]));
  });
});

describe("written documents", () => {
  const pages = [
    ...readdirSync(".").filter((name) => name.endsWith(".md")),
    ...["docs", "src", "targets"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md"))
        .map((name) => `${folder}/${name}`),
    ),
  ];
  /** A place that is named for any target is there for each. */
  const placesOf = (path: string): readonly string[] =>
    path.includes("<id>") ? targets.map((t) => path.replaceAll("<id>", t.id)) : [path];

  it("name files that are there", () => {
    const named = pages.flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/`((?:src|targets|test|scripts|rules|docs|bench|schemas)\/[\w<>./-]+\.\w+)`/g)]
        .flatMap((m) => placesOf(m[1] ?? ""))
        .map((path) => `${page}: ${path}`),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((n) => !existsSync(n.split(": ")[1] ?? ""))).toEqual([]);
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
