import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mutations } from "../../scripts/mutate/all.ts";
import { occurrences } from "../../scripts/mutate/mutation.ts";
import { engines } from "../../targets/engines.ts";

/** Whether verify notices them is for `npm run mutate`; here only that each still is one. */
describe("mutations", () => {
  it.each(mutations.map((m) => [m.name, m] as const))("%s", (_name, { file, before, after, engines: asked }) => {
    expect(occurrences(readFileSync(file, "utf8"), before)).toBe(1);
    expect(after).not.toBe(before);
    expect(asked.length).toBeGreaterThan(0);
    for (const engine of asked) expect(Object.keys(engines)).toContain(engine);
  });

  it("are many, of every target, and differ", () => {
    expect(mutations.length).toBeGreaterThanOrEqual(30);
    expect(new Set(mutations.map((m) => `${m.file} ${m.before} ${m.after}`)).size).toBe(mutations.length);
    const tried = new Set(mutations.flatMap((m) => m.engines.map((e) => e.replace("-columns", ""))));
    expect([...tried].sort()).toEqual(["clickhouse", "duckdb", "elasticsearch", "js", "libsinsp", "postgres", "sqlite"]);
  });
});
