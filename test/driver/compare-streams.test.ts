import { describe, expect, it } from "vitest";
import { compareStreams, oracleFound } from "../../src/driver/compare-streams.ts";
import { lowerDocument } from "../../src/driver/compile.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { Engine } from "../../src/target/engine.ts";
import type { Direction } from "../../src/target/fidelity.ts";
import type { Found, Stream } from "../../src/target/stream.ts";

function ruleOf(query: string): Rule {
  const document = bareQuery({ name: "<query>", text: query }, { language: "eql" });
  const { rule } = lowerDocument(document, { schema: ecsSchema(), frontEnds: [eql] });
  if (rule === null) throw new Error(`does not lower: ${query}`);
  return rule;
}

/** An engine that finds what it is told. */
const saying = (found: readonly Found[] | null): Engine => ({
  name: "pretend",
  version: "1",
  represent: () => null,
  run: () => Promise.resolve([]),
  detect: (_, streams) => Promise.resolve(streams.map(() => found)),
  close: () => Promise.resolve(),
});

const event = (second: number, category: string, user: string) => ({
  "@timestamp": `2026-01-01T00:00:0${second}Z`,
  event: { category },
  user: { name: user },
});
const stream: Stream = {
  events: [event(0, "process", "a"), event(1, "process", "a"), event(2, "file", "a"), event(3, "process", "b"), event(4, "file", "b")],
  when: null,
  indicators: [],
};
const members = (...all: readonly (readonly number[])[]): readonly Found[] => all.map((m) => ({ kind: "events", members: m }));

async function verdictOf(query: string, found: readonly Found[] | null, direction: Direction | null = null): Promise<string> {
  const span = { start: 0, end: 1 };
  const deviations = direction === null ? [] : [{ code: "test/it" as const, direction, span, reason: "" }];
  const job = { rule: ruleOf(query), emission: { ok: true as const, artifacts: [], deviations, warnings: [] } };
  const c = await compareStreams(saying(found), job, [stream]);
  if (c.unrepresentable.size > 0) return "unrepresentable";
  return c.disagreements.length > 0 ? "disagrees" : c.deviating > 0 ? "deviates" : "agrees";
}

const sequence = "sequence by user.name [process where true] [file where true]";
const sample = "sample by user.name [process where true] [file where true]";

describe("streams", () => {
  it("have what the oracle finds", () => {
    expect(oracleFound(ruleOf(sequence), stream)).toEqual(members([1, 2], [3, 4]));
  });
  it.each([
    ["the same alerts", sequence, members([1, 2], [3, 4]), null, "agrees"],
    ["another order", sequence, members([3, 4], [1, 2]), null, "disagrees"],
    ["another order, though it declares more", sequence, members([3, 4], [1, 2]), "over", "disagrees"],
    ["one less", sequence, members([3, 4]), null, "disagrees"],
    ["one less, as declared", sequence, members([3, 4]), "under", "deviates"],
    ["one less, the other declared", sequence, members([3, 4]), "over", "disagrees"],
    ["one more, as declared", sequence, members([0, 2], [1, 2], [3, 4]), "over", "deviates"],
    ["one twice", sequence, members([1, 2], [3, 4], [3, 4]), null, "disagrees"],
    ["an event of an older sequence", sequence, members([0, 2], [3, 4]), null, "disagrees"],
    ["no answer", sequence, null, null, "unrepresentable"],
    ["samples of other events of the key", sample, members([3, 4], [0, 2]), null, "agrees"],
    ["a sample of two keys", sample, members([3, 4], [0, 4]), null, "disagrees"],
    ["one key twice", sample, members([0, 2], [1, 2]), null, "disagrees"],
    ["a sample with a stage missing", sample, members([3, 4], [0]), null, "disagrees"],
  ] as const)("%s", async (_, query, found, direction, expected) => {
    expect(await verdictOf(query, found, direction)).toBe(expected);
  });
});
