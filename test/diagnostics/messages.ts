import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { textRenderer } from "../../src/diagnostics/render-text.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import type { FrontEnd } from "../../src/frontends/front-end.ts";
import { kql } from "../../src/frontends/kql/index.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { layered } from "../../src/schema/schema.ts";

/**
 * Goldens of messages, a folder a language: a file holds a query, a line of dashes, and what is said of it, so that both are read together. To add one, write the query and the dashes, then run
 * `npm run golden`, which fills in the rest. A name that ends in `.lax.txt` takes a schema that is not strict.
 */
export const languages: Readonly<Record<string, FrontEnd>> = { eql, kql };

export interface Message {
  readonly path: string;
  readonly query: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The whole file as it should be. */
  readonly golden: string;
}

const dashes = "\n------------------------------------------------------------\n";

/** Every golden of a language, in order of its file's name. */
export const messagesOf = (language: string): readonly Message[] =>
  readdirSync(join("test/diagnostics", language))
    .sort()
    .map((name) => messageIn(language, `test/diagnostics/${language}/${name}`));

function messageIn(language: string, path: string): Message {
  const query = readFileSync(path, "utf8").split(dashes)[0] ?? "";
  const schema = layered("ecs", !path.endsWith(".lax.txt"), [ecsSchema()]);
  const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null, schema };
  const diagnostics = languages[language]?.read(query, request).diagnostics ?? [];
  const render = textRenderer({ sources: () => query });
  const said = diagnostics.map((d) => render({ ...d, file: "<query>" }));
  return { path, query, diagnostics, golden: `${query}${dashes}${said.join("\n\n")}\n` };
}
