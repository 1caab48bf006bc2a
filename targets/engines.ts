import type { EngineAdapter } from "../src/target/engine.ts";

/** How to start every engine; loaded only by commands that run artefacts, since engines are heavy. One line each. */
export const engines: Readonly<Record<string, () => Promise<EngineAdapter>>> = {
  js: async () => (await import("./js/engine.ts")).node,
};
