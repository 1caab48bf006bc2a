import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { textRenderer } from "../../src/diagnostics/render-text.ts";
import { kql } from "../../src/frontends/kql/index.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { layered } from "../../src/schema/schema.ts";

/**
 * Goldens of messages about KQL: a file holds a query, a line of dashes, and what is said of it. To add one, write the query and the dashes, then run
 * `npx tsx test/diagnostics/kql-golden.ts`, which fills in the rest of every file. A name with `.lax` takes a schema that is not strict.
 */
export const folder = "test/diagnostics/kql";
export const goldenFiles = (): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort();
export const readGolden = (name: string): string => readFileSync(join(folder, name), "utf8");

const dashes = "\n------------------------------------------------------------\n";

export const queryOf = (golden: string): string => golden.split(dashes)[0] ?? "";

export function diagnosticsOf(name: string, query: string): ReturnType<typeof kql.read>["diagnostics"] {
  const schema = layered("ecs", !name.includes(".lax"), [ecsSchema()]);
  const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
  return kql.read(query, { ...request, schema }).diagnostics;
}

/** The whole file as it should be. */
export function golden(name: string, query: string): string {
  const render = textRenderer({ sources: () => query });
  const said = diagnosticsOf(name, query).map((d) => render({ ...d, file: "<query>" }));
  return `${query}${dashes}${said.join("\n\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const name of goldenFiles()) writeFileSync(join(folder, name), golden(name, queryOf(readGolden(name))));
