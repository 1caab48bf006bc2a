import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect } from "../../src/eval/detect.ts";
import { timeline } from "../../src/eval/timeline.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { events, sequenceRule } from "../../test/target/joined-arbitrary.ts";
import { at, base, cs, emitted, matcherOf, rules, sequenceOf, start, textOf, timed } from "../../test/target/joined-matchers.ts";
import { importText, loadJoined } from "./engine.ts";
import { validateModules } from "./engine-validate.ts";
import { js } from "./target.ts";

describe("a module of a rule whose dates name now", () => {
  const day = 86_400_000;
  const event = { ...at(0, { "event.category": "network", c: "x" }), "event.created": start };
  it("asks the clock with each event, for the event and the indicators", async () => {
    let now = start;
    const createMatcher = await loadJoined(textOf(emitted(timed).artifacts));
    const matcher = createMatcher({ now: () => now, indicators: [at(-1, { c: "x" }), at(-day, { c: "y" })] });
    const found: number[] = [];
    // the day before begins a day before `start`, which is a midnight
    for (const later of [0, day - 1, day, 2 * day - 1]) {
      now = start + later;
      found.push(matcher.push(event).length, matcher.push({ ...event, c: "y" }).length);
    }
    expect(found).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it("takes a number too, and the machine's clock without one", async () => {
    const createMatcher = await loadJoined(textOf(emitted(timed).artifacts));
    const indicators = [at(0, { c: "x" }), { "@timestamp": Date.now(), c: "x" }];
    expect(createMatcher({ now: start, indicators }).push(event)).toHaveLength(1);
    expect(createMatcher({ indicators }).push(event)).toHaveLength(0);
    expect(createMatcher({ indicators }).push({ ...event, "event.created": Date.now() })).toHaveLength(1);
  });

  it("names the option in its types", async () => {
    const { artifacts } = emitted(timed);
    expect(artifacts.find((a) => a.suffix === ".d.ts")?.text).toContain("readonly now?: number | (() => number);");
    expect(await validateModules([artifacts])).toEqual([null]);
  });
});

describe("the events that a threshold's alert names", () => {
  const many = Array.from({ length: 250 }, (_, i) =>
    at(i, { "event.category": "authentication", "user.name": "u", "source.ip": `10.0.0.${i}` }),
  );
  const rule = rules["threshold"] ?? base;
  it.each<[string, Readonly<Record<string, number>>, number]>([
    ["100 unless told", {}, 100],
    ["none", { maxEvents: 0 }, 0],
    ["one", { maxEvents: 1 }, 1],
    ["seven", { maxEvents: 7 }, 7],
    ["all", { maxEvents: Number.POSITIVE_INFINITY }, 250],
  ])("%s", async (_, options, named) => {
    const { detection } = rule;
    if (detection.kind !== "aggregate") throw new Error("no threshold");
    // just as many as there are, and one more
    for (const [count, atLeast] of [
      [250, 250],
      [251, 250],
      [250, 251],
    ] as const) {
      const asked = { ...detection, count, cardinality: detection.cardinality.map((c) => ({ ...c, atLeast })) };
      const matcher = (await loadJoined(textOf(emitted({ ...rule, detection: asked }).artifacts)))(options);
      for (const event of many) matcher.push(event);
      const found = matcher.flush().map((a) => [a.count, a.events]);
      expect(found).toEqual(count + atLeast === 500 ? [[250, many.slice(250 - named)]] : []);
    }
  });
  it("refuses what is no number", async () => {
    const createMatcher = await loadJoined(textOf(emitted(rule).artifacts));
    expect(() => createMatcher({ maxEvents: Number.NaN })).toThrow(RangeError);
  });
});

describe("a module of a rule that joins events", () => {
  it.each(Object.entries(rules))("reads well: %s", async (name, rule) => {
    await expect(textOf(emitted(rule).artifacts)).toMatchFileSnapshot(`golden/joined-${name}.js`);
  });

  it("parses, imports nothing and exports what its declarations promise, alone and in a bundle", () => {
    const emissions = Object.values(rules).map((rule) => ({ rule, emission: emitted(rule) }));
    const bundle = js.bundle(emissions, defaultsOf(js.options), "es2022").map(({ name, text }) => ({ suffix: name, text }));
    expect(validateModules([...emissions.map((e) => e.emission.artifacts), bundle])).toEqual([null, null, null, null, null, null]);
  });

  it("has its matcher in the bundle too", async () => {
    const emissions = Object.values(rules).map((rule) => ({ rule, emission: emitted(rule) }));
    const [bundle] = js.bundle(emissions, defaultsOf(js.options), "es2022");
    const { joiningRules } = await importText(bundle?.text ?? "");
    if (!Array.isArray(joiningRules)) throw new Error("no list");
    expect(joiningRules).toHaveLength(5);
    const matcher = joiningRules[3]?.createMatcher();
    const event = { "event.category": "process", host: { id: "h" }, user: { name: "u" } };
    expect(matcher.push(event)).toEqual([{ events: [event], key: ["h", "u"] }]);
    expect(matcher.push(event)).toEqual([]);
  });

  it("keeps what stands in the query a text", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what must not become one
    const hostile = 'sequence [any where c == "*/ </script> \\u{2028}${x}"] [any where c == "b"] // }} */';
    const { artifacts } = emitted(sequenceOf(hostile));
    expect(validateModules([artifacts])).toEqual([null]);
    expect(textOf(artifacts)).not.toMatch(/<\/script|\u2028/);
  });
});

describe("a matcher of sequences", () => {
  const abc = sequenceOf('sequence by k with maxspan=10s [any where c == "a"] [any where c == "b"]');
  const a = (ms: number, k: Json = "x"): JsonObject => at(ms, { c: "a", k });
  const bb = (ms: number, k: Json = "x"): JsonObject => at(ms, { c: "b", k });

  it("gives an alert with the event that completes it", async () => {
    const matcher = await matcherOf(abc);
    const [first, second] = [a(1), bb(2)];
    expect(matcher.push(first)).toEqual([]);
    const [alert] = matcher.push(second);
    expect(alert).toEqual({ events: [first, second], slots: [first, second], key: ["x"] });
    expect(alert?.events[0]).toBe(first);
    expect(matcher.flush()).toEqual([]);
    expect(matcher.state()).toEqual({ events: 2, alerts: 1, keys: 0, held: 0, waiting: 0, time: null, late: 0, givenUp: 0 });
  });

  it("leaves out what comes too late, and counts it", async () => {
    const matcher = await matcherOf(abc);
    expect(cs([a(5), bb(7), bb(6), a(20), bb(12), bb(21)].flatMap((e) => matcher.push(e)))).toEqual([
      [5, 7],
      [20, 21],
    ]);
    expect(matcher.state()).toMatchObject({ late: 2, time: start + 21 });
  });

  it("puts what comes within `lateness` in its place", async () => {
    const matcher = await matcherOf(abc, { lateness: 5 });
    expect(cs([bb(7), a(5), bb(6), at(11, { c: "z" })].flatMap((e) => matcher.push(e)))).toEqual([[5, 6]]);
    expect(matcher.state()).toMatchObject({ late: 0, held: 1 });
    matcher.push(at(12, {}));
    expect(matcher.state()).toMatchObject({ late: 0, held: 0, time: start + 7 });
  });

  it("knows by `advance` that time has passed on a quiet stream", async () => {
    const matcher = await matcherOf(sequenceOf('sequence by k with maxspan=10s [any where c == "a"] ![any where c == "b"]'));
    expect(matcher.push(a(0))).toEqual([]);
    expect(matcher.state()).toMatchObject({ waiting: 1 });
    expect(matcher.advance(start + 10_000)).toEqual([]);
    expect(cs(matcher.advance(start + 10_001))).toEqual([[0]]);
    expect(matcher.push(bb(10_000))).toEqual([]);
    expect(matcher.state()).toMatchObject({ waiting: 0, late: 1 });
  });

  it("waits with a missing last stage until it is certain", async () => {
    const matcher = await matcherOf(sequenceOf('sequence by k with maxspan=10s [any where c == "a"] ![any where c == "b"]'));
    const alerts = [a(0, "x"), a(1, "y"), bb(10_000, "x"), at(10_001, {}), at(10_002, {})].map((e) => cs(matcher.push(e)));
    expect(alerts).toEqual([[], [], [], [], [[1]]]);
    matcher.push(a(10_003, "z"));
    expect(cs(matcher.flush())).toEqual([[10_003]]);
  });

  it("gives what the oracle finds when events come in order, or out of order within `lateness`", async () => {
    await fc.assert(
      fc.asyncProperty(sequenceRule, events, fc.infiniteStream(fc.integer({ min: 0, max: 4 })), async (rule, all, delays) => {
        const moments = timeline(all, rule.detection.order);
        const inOrder = moments.map((m) => m.event);
        const create = await loadJoined(textOf(emitted(rule).artifacts));
        const agree = (arriving: readonly JsonObject[], options: Readonly<Record<string, unknown>>): void => {
          const matcher = create(options);
          const alerts = [...arriving.flatMap((e) => matcher.push(e)), ...matcher.flush()];
          expect(matcher.state()).toMatchObject({ late: 0, givenUp: 0, keys: 0, held: 0, waiting: 0 });
          const slots = alerts.map((alert) => alert.slots?.map((e) => (e === null ? null : arriving.indexOf(e as JsonObject)))); // one of those pushed
          expect(slots).toEqual(detect(rule, arriving).map((alert) => alert.slots));
        };
        agree(inOrder, {});
        const delayed = moments.map((m) => ({ ...m, arrives: m.time + (delays.next().value ?? 0) }));
        delayed.sort((x, y) => (x.arrives === y.arrives ? x.ordinal - y.ordinal : x.arrives < y.arrives ? -1 : 1));
        agree(
          delayed.map((m) => m.event),
          { lateness: 5 },
        );
      }),
      { seed: Number(process.env["VERDICT_SEED"] ?? 1), numRuns: Number(process.env["VERDICT_RUNS"] ?? 100) },
    );
  });

  it("refuses options that make no sense", async () => {
    const create = await loadJoined(textOf(emitted(abc).artifacts));
    for (const options of [{ lateness: -1 }, { lateness: Number.NaN }, { lateness: "5s" }, { maxKeys: 0 }, { maxHeld: -1 }])
      expect(() => create(options)).toThrow(RangeError);
  });
});

describe("what a matcher remembers is bounded", () => {
  const abc = sequenceOf('sequence by k with maxspan=10s [any where c == "a"] [any where c == "b"]');
  const forever = sequenceOf('sequence by k [any where c == "a"] [any where c == "b"]');

  it("by maxspan: a million keys, of which ten thousand are young enough", async () => {
    const matcher = await matcherOf(abc);
    let most = 0;
    for (let i = 0; i < 1_000_000; i++) {
      matcher.push({ "@timestamp": start + i, c: "a", k: `key ${i}` });
      if (i % 1000 === 0) most = Math.max(most, matcher.state()["keys"] ?? 0);
    }
    expect(most).toBe(10_001);
    expect(matcher.state()).toMatchObject({ events: 1_000_000, late: 0, givenUp: 0 });
  }, 120_000);

  it("by maxKeys, which counts what it gives up", async () => {
    const matcher = await matcherOf(forever, { maxKeys: 100 });
    for (let i = 0; i < 1000; i++) matcher.push(at(i, { c: "a", k: String(i) }));
    expect(matcher.state()).toMatchObject({ keys: 100, givenUp: 900 });
    expect(matcher.push(at(1000, { c: "b", k: "899" }))).toEqual([]);
    expect(cs(matcher.push(at(1000, { c: "b", k: "900" })))).toEqual([[900, 1000]]);
  });

  it("by maxHeld: events without a timestamp, and those that wait for their turn", async () => {
    const matcher = await matcherOf(forever, { maxHeld: 10 });
    for (let i = 0; i < 100; i++) expect(matcher.push({ c: i % 2 === 0 ? "a" : "b", k: "x" })).toEqual([]);
    expect(matcher.state()).toMatchObject({ held: 10, late: 90 });
    expect(matcher.flush()).toHaveLength(5);
    const waiting = await matcherOf(forever, { maxHeld: 10, lateness: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 100; i++) waiting.push(at(i, { c: i % 2 === 0 ? "a" : "b", k: "x" }));
    expect(waiting.state()).toMatchObject({ held: 10, late: 0, alerts: 45 });
    expect(waiting.push(at(1, { c: "a", k: "x" }))).toEqual([]);
    expect(waiting.state()).toMatchObject({ late: 1 });
  });

  it("by maxHeld: alerts that are not certain", async () => {
    const matcher = await matcherOf(sequenceOf('sequence by k with maxspan=10s [any where c == "a"] ![any where c == "b"]'), {
      maxHeld: 10,
    });
    for (let i = 0; i < 100; i++) matcher.push(at(i, { c: "a", k: String(i) }));
    expect(matcher.state()).toMatchObject({ waiting: 10, givenUp: 90 });
  });

  it.each(Object.keys(rules).filter((name) => name !== "indicators"))("for %s", async (name) => {
    const matcher = await matcherOf(rules[name] ?? forever, { maxKeys: 10 });
    for (let i = 0; i < 1000; i++)
      matcher.push(
        at(i, {
          "event.category": name === "threshold" ? "authentication" : "process",
          "host.id": `h${i}`,
          "user.name": name === "sequence" ? "root" : `u${i}`,
          "source.ip": "::1",
        }),
      );
    expect(matcher.state()).toMatchObject({ keys: 10, givenUp: 990 });
  });
});

describe("hostile events", () => {
  const hostile: readonly unknown[] = [
    null,
    undefined,
    7,
    "text",
    [],
    [{ c: "a" }],
    {},
    JSON.parse('{"__proto__": {"c": "a"}, "c": "a", "k": "__proto__"}'),
    { c: "a", k: "constructor", "@timestamp": "never" },
    { c: ["a", "b"], k: ["__proto__", "toString", null, [["hasOwnProperty"]]], "@timestamp": start },
    { c: "b", k: {}, "@timestamp": [] },
    { c: "a", k: Array.from({ length: 20_000 }, (_, i) => `k${i}`), "@timestamp": start },
    { c: "a", k: "x", "@timestamp": Array.from({ length: 200_000 }, () => start + 1) },
    { c: "a", k: "x", "@timestamp": JSON.parse(`${"[".repeat(50_000)}1${"]".repeat(50_000)}`) },
    { c: "a", k: "x", "@timestamp": 8.64e15 },
    { c: "b", k: "x", "@timestamp": -8.64e15 },
  ];

  it.each(Object.keys(rules))("throw nothing: %s", async (name) => {
    for (const lateness of [0, 5, Number.POSITIVE_INFINITY]) {
      const matcher = await matcherOf(rules[name] ?? base, { lateness, indicators: hostile });
      for (const event of hostile) expect(Array.isArray(matcher.push(event))).toBe(true);
      for (const time of [Number.NaN, Number.POSITIVE_INFINITY, start]) expect(Array.isArray(matcher.advance(time))).toBe(true);
      expect(Array.isArray(matcher.flush())).toBe(true);
      expect(matcher.state()["events"]).toBe(hostile.length);
    }
  });

  it("join by keys that are names of Object's own, as by others", async () => {
    const rule = sequenceOf('sequence by k [any where c == "a"] [any where c == "b"]');
    for (const k of ["__proto__", "constructor", "", '["x"]', "\u0000", "\ud800"]) {
      const matcher = await matcherOf(rule);
      expect([at(1, { c: "a", k }), at(2, { c: "b", k: "x" }), at(3, { c: "b", k })].flatMap((e) => cs(matcher.push(e)))).toEqual([[1, 3]]);
    }
  });

  it("have no more than ten thousand keys each; the rest is counted", async () => {
    const wide = sequenceOf('sequence by k, host.id [any where c == "a"] [any where c == "b"]');
    const many = Array.from({ length: 1000 }, (_, i) => String(i));
    const matcher = await matcherOf(wide);
    matcher.push(at(1, { c: "a", k: many, "host.id": many }));
    expect(matcher.state()).toMatchObject({ keys: 10_000, givenUp: 990_000 });
  });
});
