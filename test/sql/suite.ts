import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, EngineAdapter } from "../../src/target/engine.ts";
import type { Target } from "../../src/target/target.ts";
import { probes } from "./probes.ts";
import { any, compare, field, literal, ruleOf, run } from "./rules.ts";

/** Tests that every SQL engine passes; skipped by name where the engine is not there. */
export async function proveDialect(target: Target, adapter: EngineAdapter): Promise<void> {
  const started = await adapter.start();
  const why = started.ok ? "" : ` (${started.why})`;
  describe.skipIf(!started.ok)(`${adapter.id}${why}`, () => {
    let engine: Engine;
    beforeAll(() => {
      if (started.ok) engine = started.engine;
    });
    afterAll(() => engine.close());

    it.each(probes)("$name", async ({ where, match, noMatch }) => {
      const [verdicts] = await run(target, engine, adapter.options, [where], [...match, ...noMatch]);
      expect(verdicts).toEqual([...match.map(() => "match"), ...noMatch.map(() => "no-match")]);
    });

    it("quoting brings any text to the engine and back", async () => {
      const text = fc.string({
        unit: fc.oneof(
          fc.constantFrom("'", '"', "\\", "\n", "\r", "--", "/*", "\0", "%", "$$", "{{", "'';"),
          fc.string({ unit: "binary" }),
        ),
      });
      const texts = fc
        .sample(text, { numRuns: 150, seed: 7 })
        .filter((t) => engine.represent(ruleOf(any(field("f"), compare("==", literal(t)))), { f: t }) === null);
      expect(texts.length).toBeGreaterThan(60);
      const verdicts = await run(
        target,
        engine,
        adapter.options,
        texts.map((t) => any(field("f"), compare("==", literal(t)))),
        texts.map((t) => ({ f: t })),
      );
      expect(verdicts).toEqual(texts.map((t) => texts.map((u) => (t === u ? "match" : "no-match"))));
    });
  });
}
