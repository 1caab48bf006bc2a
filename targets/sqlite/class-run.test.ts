import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accepts } from "../../src/automata/automaton.ts";
import type { ClassItem, Regex } from "../../src/ir/pattern.ts";
import { print } from "../_shared/sql/print.ts";
import { automatonOf, plainRegex } from "../_shared/sql/regex.ts";
import { column, text } from "../_shared/sql/tree.ts";
import { classRunTest } from "./class-run.ts";
import { sqlite } from "./dialect.ts";
import { openSqlite } from "./engine-server.ts";

const characters = [..."abAB09.-^]*?[!\n", "é", "😀"];
const codePoint = fc.constantFrom(...characters).map((c) => c.codePointAt(0) ?? 0);
const item: fc.Arbitrary<ClassItem> = fc.oneof(
  codePoint.map((c) => ({ kind: "single" as const, codePoint: c })),
  fc.tuple(codePoint, codePoint).map(([x, y]) => ({ kind: "range" as const, from: Math.min(x, y), to: Math.max(x, y) })),
);
const one: fc.Arbitrary<Regex> = fc.oneof(
  codePoint.map((c): Regex => ({ kind: "char", codePoint: c })),
  fc.constant<Regex>({ kind: "any" }),
  fc
    .tuple(fc.boolean(), fc.array(item, { minLength: 1, maxLength: 4 }))
    .map(([negated, items]): Regex => ({ kind: "class", negated, items })),
);
const times = fc.constantFrom<readonly [number, number | null]>([0, null], [1, null], [0, 2], [1, 3], [2, 30], [3, 3], [9, 9]);
const run: fc.Arbitrary<Regex> = fc
  .tuple(fc.array(one, { maxLength: 2 }), one, times, fc.array(one, { maxLength: 2 }))
  .map(([head, of, [min, max], tail]): Regex => ({ kind: "concat", parts: [...head, { kind: "repeat", of, min, max }, ...tail] }));
const regex = fc.oneof(
  run,
  fc.array(fc.oneof(run, one), { minLength: 1, maxLength: 3 }).map((options): Regex => ({ kind: "choice", options })),
);

describe("a run of one class between single characters", () => {
  it("is said of a text where the automaton accepts it", async () => {
    const opened = await openSqlite();
    if (!opened.ok) throw new Error(opened.why);
    const { server } = opened;
    const texts = [
      ...new Set(fc.sample(fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 }), { numRuns: 150, seed: 3 })),
      "",
    ];
    await server.execute("CREATE TABLE t (value TEXT)");
    for (const t of texts) await server.execute(`INSERT INTO t VALUES (${print(text(t), sqlite.syntax)})`);
    let [said, accepted] = [0, 0];
    for (const pattern of fc.sample(regex, { numRuns: 400, seed: 5 })) {
      const plain = plainRegex(pattern);
      const sql = plain === null ? null : classRunTest(column("t", "value"), plain);
      const dfa = automatonOf(pattern);
      if (sql === null || dfa === null) continue;
      const found = (await server.rows(`SELECT value FROM t WHERE ${print(sql, sqlite.syntax)}`)).map(([v]) => v);
      const wanted = texts.filter((t) => accepts(dfa, t));
      expect([...found].sort(), `${JSON.stringify(pattern)}\n${print(sql, sqlite.syntax)}`).toEqual([...wanted].sort());
      said++;
      accepted += wanted.length;
    }
    await server.close();
    expect(said).toBeGreaterThan(200);
    expect(accepted).toBeGreaterThan(2_000);
  });
});
