import type { EngineAdapter } from "../src/target/engine.ts";

/** Engines that no script of ours can install: they are there only where a user's variable names them. */
export const givenOnly: readonly string[] = ["falco", "elasticsearch-eql", "elasticsearch-eql-written"];

/** How to start every engine; loaded only by commands that run artefacts, since engines are heavy. One line each. */
export const engines: Readonly<Record<string, () => Promise<EngineAdapter>>> = {
  sqlite: async () => (await import("./sqlite/engine.ts")).sqliteEngine,
  "sqlite-columns": async () => (await import("./sqlite/engine.ts")).sqliteColumnsEngine,
  duckdb: async () => (await import("./duckdb/engine.ts")).duckdbEngine,
  "duckdb-columns": async () => (await import("./duckdb/engine.ts")).duckdbColumnsEngine,
  postgres: async () => (await import("./postgres/engine.ts")).postgresEngine,
  "postgres-columns": async () => (await import("./postgres/engine.ts")).postgresColumnsEngine,
  clickhouse: async () => (await import("./clickhouse/engine.ts")).clickhouseEngine,
  "clickhouse-columns": async () => (await import("./clickhouse/engine.ts")).clickhouseColumnsEngine,
  js: async () => (await import("./js/engine.ts")).node,
  elasticsearch: async () => (await import("./elasticsearch/engine.ts")).elasticsearchAdapter,
  "elasticsearch-eql": async () => (await import("./elasticsearch/engine.ts")).elasticsearchEqlAdapter,
  "elasticsearch-eql-written": async () => (await import("./elasticsearch/engine.ts")).elasticsearchEqlWrittenAdapter,
  opensearch: async () => (await import("./elasticsearch/engine.ts")).opensearchAdapter,
  falco: async () => (await import("./falco/engine-falco.ts")).falcoAdapter,
  libsinsp: async () => (await import("./falco/engine.ts")).libsinspAdapter,
};
