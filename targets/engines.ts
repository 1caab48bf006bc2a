import type { EngineAdapter } from "../src/target/engine.ts";

/** How to start every engine; loaded only by commands that run artefacts, since engines are heavy. One line each. */
export const engines: Readonly<Record<string, () => Promise<EngineAdapter>>> = {
  sqlite: async () => (await import("./sqlite/engine.ts")).sqliteEngine,
  duckdb: async () => (await import("./duckdb/engine.ts")).duckdbEngine,
  postgres: async () => (await import("./postgres/engine.ts")).postgresEngine,
  clickhouse: async () => (await import("./clickhouse/engine.ts")).clickhouseEngine,
  js: async () => (await import("./js/engine.ts")).node,
  elasticsearch: async () => (await import("./elasticsearch/engine.ts")).elasticsearchAdapter,
  opensearch: async () => (await import("./elasticsearch/engine.ts")).opensearchAdapter,
  libsinsp: async () => (await import("./falco/engine.ts")).libsinspAdapter,
};
