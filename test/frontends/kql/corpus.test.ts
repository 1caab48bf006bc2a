import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileDocument } from "../../../src/driver/compile.ts";
import { frontEnds } from "../../../src/frontends/index.ts";
import { kql } from "../../../src/frontends/kql/index.ts";
import { readDocument } from "../../../src/rules/read-document.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import { layered } from "../../../src/schema/schema.ts";
import { readAsKibana } from "./kibana-grammar.ts";

const folder = "../shared/corpus/elastic";
const present = existsSync(folder);
const names = present
  ? readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((n) => n.endsWith(".toml"))
      .sort()
  : [];
const schema = layered("ecs", false, [ecsSchema()]);
const documents = names
  .flatMap((name) => readDocument({ name, text: readFileSync(`${folder}/${name}`, "utf8") }, { path: name }).rules)
  .filter((r) => r.language === "kuery");

const counted = (codes: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

describe.skipIf(!present)("Elastic's own rules in KQL (../shared/corpus/elastic)", () => {
  it("are read by Kibana's grammar, and by ours", () => {
    expect(documents.filter((d) => readAsKibana(d.query) === null).map((d) => d.source.name)).toEqual([]);
    const syntax = documents.flatMap(
      (d) => kql.read(d.query, { schema, index: [], categoryField: "c", timestampField: "@timestamp", tiebreakerField: null }).diagnostics,
    );
    const known = ["kql/nested"];
    expect(syntax.filter((d) => d.severity === "error" && !known.includes(d.code))).toEqual([]);
    expect(documents.length).toBe(672);
  });

  it("of type query are compiled, or refused with a reason and a place", () => {
    const outcomes = documents.filter((d) => d.type === "query").map((d) => compileDocument(d, [], { schema, frontEnds }));
    const reasons = outcomes.map((o) => {
      const errors = o.diagnostics.filter((d) => d.severity === "error");
      expect(errors.every((d) => d.primary !== null)).toBe(true);
      return o.rule === null ? [...new Set(errors.map((d) => d.code))].sort().join(" ") : "compiled";
    });
    expect(counted(reasons)).toEqual({ compiled: 424 });
  });
});
