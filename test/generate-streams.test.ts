import { describe, expect, it } from "vitest";
import { oracleFound } from "../src/driver/compare-streams.ts";
import { lowerDocument } from "../src/driver/compile.ts";
import { eql } from "../src/frontends/eql/index.ts";
import { forced } from "../src/generate/scene.ts";
import { type GeneratedStream, type GeneratedStreams, generateStreams } from "../src/generate/streams.ts";
import { type Detection, sourcesOf } from "../src/ir/detection.ts";
import type { Rule } from "../src/ir/rule.ts";
import { leaves } from "../src/ir/walk.ts";
import { bareQuery } from "../src/rules/bare-query.ts";
import { ecsSchema } from "../src/schema/ecs.ts";
import { builder, field, ruleOf } from "./ir-builder.ts";

function lowered(query: string): Rule {
  const { rule } = lowerDocument(bareQuery({ name: "<query>", text: query }, { language: "eql" }), {
    schema: ecsSchema(),
    frontEnds: [eql],
  });
  if (rule === null) throw new Error(`does not lower: ${query}`);
  return rule;
}

const b = builder();
const started = b.any([field("event.action")], (x) => b.compare("==", x, b.literal("login")));
const listed = b.any([field("event.kind")], (x) => b.compare("==", x, b.literal("enrichment")));
const order = { timestamp: field("@timestamp", "date"), tiebreaker: null };
const span = { start: 0, end: 0 };
const about = (detection: Detection): Rule => ({
  ...ruleOf(started),
  sources: { events: { index: [], where: started }, indicators: { index: [], where: listed } },
  detection,
});

const rules: Readonly<Record<string, Rule>> = {
  sequence: lowered(
    'sequence by host.id with maxspan=30s [process where process.name == "a"] [file where file.extension == "exe"] [network where true]',
  ),
  "keys of each stage": lowered("sequence [process where true] by process.pid [file where true] by process.parent.pid"),
  "optional key": lowered("sequence by ?user.name [process where true] [file where true]"),
  until: lowered(
    'sequence by user.name with maxspan=5m [process where true] [network where true] until [process where event.type == "end"]',
  ),
  missing: lowered("sequence by user.name with maxspan=5m [process where true] ![network where true] [file where true]"),
  "missing first": lowered("sequence by user.name with maxspan=5m ![network where true] [process where true] [file where true]"),
  "missing last": lowered("sequence by user.name with maxspan=5m [process where true] [file where true] ![network where true]"),
  runs: lowered("sequence by source.ip [network where destination.port == 22] with runs=3 [process where true]"),
  head: lowered("sequence by user.name [process where true] [file where true] | head 2"),
  "a key that the condition names": lowered('sequence by user.name [process where user.name == "root"] [file where true]'),
  sample: lowered('sample by host.id [process where process.name == "a"] [file where true]'),
  aggregate: about({
    kind: "aggregate",
    source: "events",
    by: [field("user.name")],
    count: 5,
    cardinality: [{ field: field("source.ip", "ip"), atLeast: 3 }],
    order,
    span,
  }),
  "aggregate of all": about({ kind: "aggregate", source: "events", by: [], count: 4, cardinality: [], order, span }),
  "new terms": about({
    kind: "new-terms",
    source: "events",
    fields: [field("user.name"), field("host.id")],
    history: "now-10d",
    order,
    span,
  }),
  indicators: about({
    kind: "indicator-join",
    source: "events",
    indicators: "indicators",
    groups: [
      [{ field: field("source.ip", "ip"), indicator: field("threat.ip", "ip"), negate: false }],
      [{ field: field("user.name"), indicator: field("threat.user"), negate: true }],
    ],
    order,
    span,
  }),
};

const count = 120;
const made = new Map(Object.entries(rules).map(([name, rule]) => [name, generateStreams(rule, { count, seed: 1 })]));
const of = (name: string): GeneratedStreams => made.get(name) ?? { streams: [], effects: [], matches: "gave-up" };
const isOfLeaf = (s: GeneratedStream): boolean => s.purpose.includes("a test decides");
const foundFor = (name: string, purpose: string): readonly number[] =>
  of(name)
    .streams.filter((s) => s.purpose === purpose)
    .map((s) => s.alerts.length);

describe("generated streams", () => {
  it.each(Object.entries(rules))("%s: many, some with alerts and some without, the same for the same seed", (name, rule) => {
    const { streams, matches } = of(name);
    expect(matches).toBe("found");
    expect(streams.filter((s) => !isOfLeaf(s)).length).toBe(count);
    expect(streams.filter((s) => s.alerts.length > 0).length).toBeGreaterThan(count / 10);
    expect(streams.filter((s) => s.alerts.length === 0).length).toBeGreaterThan(count / 10);
    expect(streams.some((s) => s.alerts.length > 1)).toBe(name !== "aggregate of all");
    expect(streams.every((s) => s.alerts.every((a) => a.members.every((m) => m < s.stream.events.length)))).toBe(true);
    expect(generateStreams(rule, { count, seed: 1 })).toEqual(of(name));
    expect(generateStreams(rule, { count, seed: 2 })).not.toEqual(of(name));
  });

  it.each([
    ["sequence", "the sequence, and nothing else", [1]],
    ["sequence", "stages in the wrong order", [0]],
    ["sequence", "events arrive in another order than that of their times", [1]],
    ["sequence", "last event at maxspan -1 ms", [1]],
    ["sequence", "last event at maxspan +0 ms", [1]],
    ["sequence", "last event at maxspan +1 ms", [0]],
    ["sequence", "two keys interleaved", [2]],
    ["sequence", "no keys at all", [0]],
    ["optional key", "no keys at all", [1]],
    ["until", "until after stage 1", [0]],
    ["until", "until of another key after stage 1", [1]],
    ["aggregate", "4 events of a group", [0]],
    ["aggregate", "5 events of a group", [1]],
    ["aggregate", "6 events of a group", [1]],
    ["aggregate", "2 different values", [0]],
    ["new terms", "the value was there when the history begins", [0]],
    ["new terms", "the value was there before the history", [1]],
    ["new terms", "a new value just after the window", [0]],
    ["indicators", "no indicator", [0]],
  ] as const)("%s: %s", (name, purpose, alerts) => {
    expect(foundFor(name, purpose)).toEqual(alerts);
  });

  it("a filter has none", () => {
    expect(generateStreams(ruleOf(started), { count, seed: 1 }).streams).toEqual([]);
  });
});

/** The tests of a rule as they are written, each with what is said of it. */
const said = (rule: Rule): readonly string[] =>
  generateStreams(rule, { count: 10, seed: 1 }).effects.map(
    ({ leaf, status }) => `${status} ${rule.metadata.conditionText.slice(leaf.span.start, leaf.span.end)}`,
  );

describe("tests of the queries of a rule that joins events", () => {
  it.each(Object.entries(rules))(
    "%s: every test is shown, by streams in which the rule with this test true, and with it false, does not find the same",
    (name, rule) => {
      const { streams, effects } = of(name);
      const sources = Object.entries(rule.sources).filter(([id]) => sourcesOf(rule.detection).includes(id));
      const written = sources.flatMap(([id, { where }]) => leaves(where).map(({ leaf }) => ({ id, leaf })));
      expect(effects).toEqual(written.map(({ leaf }) => ({ leaf, status: "shown" })));
      const finds = (asked: Rule): string => JSON.stringify(streams.map(({ stream }) => oracleFound(asked, stream)));
      for (const { id, leaf } of written)
        for (const truth of [true, false]) expect(finds(forced(rule, id, leaf.id, truth))).not.toBe(finds(rule));
    },
  );

  it("one that the others decide is dead, as are both of two that ask the same", () => {
    const doubled =
      'sequence by host.id [process where process.name == "a" and (process.name == "a" or process.pid == 1)] [file where true]';
    expect(said(lowered(doubled))).toEqual([
      "shown process",
      'shown process.name == "a"',
      'dead process.name == "a"',
      "dead process.pid == 1",
      "shown file",
    ]);
  });

  it("one that asks only for the key is dead: without it an event is not joined", () => {
    const asked = "user.name != null";
    expect(said(lowered(`sequence by user.name [process where ${asked}] [file where true]`))).toContain(`dead ${asked}`);
    expect(said(lowered(`sequence by ?user.name [process where ${asked}] [file where true]`))).toContain(`shown ${asked}`);
    const missing = `sequence by user.name with maxspan=1m [process where true] ![file where ${asked}] until [network where ${asked}]`;
    expect(said(lowered(missing)).filter((text) => text.includes(asked))).toEqual([`dead ${asked}`, `dead ${asked}`]);
  });

  it("one that another stage makes superfluous is given up: only the key ties them", () => {
    const same = 'process.name == "x"';
    const rule = lowered(`sequence by process.name [process where ${same}] [file where ${same}]`);
    expect(said(rule).filter((text) => text.includes(same))).toEqual([`gave-up ${same}`, `gave-up ${same}`]);
  });

  it("one on the key that every stage repeats is shown by an event of several values", () => {
    const same = 'process.name != "x"';
    const rule = lowered(`sequence by process.name [process where ${same}] [file where ${same}]`);
    expect(said(rule).filter((text) => text.includes(same))).toEqual([`shown ${same}`, `shown ${same}`]);
  });

  it.each(["aggregate", "new terms", "indicators"])("%s: that what joins the events is there is no test of its own", (name) => {
    const { detection } = rules[name] ?? ruleOf(started);
    const there = [b.exists(field("user.name")), b.exists(field("source.ip", "ip"))];
    const where = b.and(started, name === "indicators" ? b.or(...there) : b.exists(field("user.name")));
    const rule: Rule = { ...about(detection), sources: { ...about(detection).sources, events: { index: [], where } } };
    const dead = generateStreams(rule, { count: 10, seed: 1 }).effects.filter((e) => e.status === "dead");
    expect(dead.map((e) => e.leaf.kind)).toEqual(name === "indicators" ? ["exists", "exists"] : ["exists"]);
  });

  it.each([
    ["file.path", "/proc/*/maps"],
    ["user.name", "fixed"],
  ])("different values of %s are counted although they must be like %s", (path, text) => {
    const where = b.and(
      started,
      b.any([field(path)], (x) => b.wildcard(x, [text])),
    );
    const cardinality = [{ field: field(path), atLeast: 3 }];
    const rule: Rule = {
      ...ruleOf(where),
      sources: { events: { index: [], where } },
      detection: { kind: "aggregate", source: "events", by: [field("host.id")], count: 1, cardinality, order, span },
    };
    const { matches, effects } = generateStreams(rule, { count: 60, seed: 1 });
    expect([matches, ...effects.map((e) => e.status)]).toEqual(["found", "shown", "shown"]);
  });
});
