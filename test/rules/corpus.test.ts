import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/rules/read-document.ts";

const folder = "../shared/corpus/elastic";

describe.skipIf(!existsSync(folder))("Elastic's own rules", () => {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((n) => n.endsWith(".toml")) : [];
  const read = names.sort().map((name) => readDocument({ name, text: readFileSync(`${folder}/${name}`, "utf8") }, { path: name }));

  it("are all there", () => {
    expect(names.length).toBe(1890);
  });

  it("are read without an error or an unknown field", () => {
    expect(read.flatMap((r) => r.diagnostics).filter((d) => d.code !== "rules/exceptions")).toEqual([]);
    expect(read.map((r) => r.rules.length).filter((n) => n !== 1)).toEqual([]);
  });

  it("have spans of the query that point at the same characters in the file", () => {
    const wrong = read
      .flatMap((r) => r.rules)
      .filter((r) => r.language !== null)
      .flatMap((r) =>
        [0, 0.25, 0.5, 0.75].map((part) => {
          const start = Math.floor(r.query.length * part);
          const end = Math.min(start + 9, r.query.length);
          const placed = r.place({ start, end });
          return { name: r.source.name, query: r.query.slice(start, end), file: r.source.text.slice(placed.start, placed.end) };
        }),
      )
      .filter(({ query, file }) => query !== file);
    expect(wrong).toEqual([]);
  });

  it("have nested forms flattened as the API has them", () => {
    const newTerms = read.flatMap((r) => r.rules).filter((r) => r.type === "new_terms");
    expect(newTerms.length).toBe(217);
    for (const rule of newTerms) {
      expect(rule.metadata.document?.["new_terms_fields"]).toBeInstanceOf(Array);
      expect(rule.metadata.document?.["history_window_start"]).toMatch(/^now-/);
      expect(rule.metadata.document?.["new_terms"]).toBeUndefined();
    }
  });
});
