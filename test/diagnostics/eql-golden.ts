import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { textRenderer } from "../../src/diagnostics/render-text.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { layered } from "../../src/schema/schema.ts";

/**
 * Goldens of messages: a file holds a query, a line of dashes, and what is said of it, so that both are read together. To add one, write the query and the dashes, then run
 * `npx tsx test/diagnostics/eql-golden.ts`, which fills in the rest of every file. A first line `// lax` takes a schema that is not strict (it is a comment of EQL).
 */
export const folder = "test/diagnostics/eql";
export const goldenFiles = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort();
export const readGolden = (name: string): string => readFileSync(join(folder, name), "utf8");

const dashes = "\n------------------------------------------------------------\n";

export const queryOf = (golden: string): string => golden.split(dashes)[0] ?? "";

export function diagnosticsOf(query: string): ReturnType<typeof eql.read>["diagnostics"] {
  const schema = layered("ecs", !query.startsWith("// lax"), [ecsSchema()]);
  const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
  return eql.read(query, { ...request, schema }).diagnostics;
}

/** The whole file as it should be. */
export function golden(query: string): string {
  const render = textRenderer({ sources: () => query });
  const said = diagnosticsOf(query).map((d) => render({ ...d, file: "<query>" }));
  return `${query}${dashes}${said.join("\n\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const name of goldenFiles()) writeFileSync(join(folder, name), golden(queryOf(readGolden(name))));
