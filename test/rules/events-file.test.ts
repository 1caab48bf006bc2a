import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { eventsFileOf, readEvents } from "../../src/rules/events-file.ts";

const read = (text: string) => {
  const { cases, diagnostics } = readEvents({ name: "e.yaml", text });
  const said = diagnostics.map((d) => {
    expect(d.file).toBe("e.yaml");
    return `${d.code} ${d.message} | ${d.primary === null ? "" : text.slice(d.primary.span.start, d.primary.span.end)}`;
  });
  return { cases, said };
};

describe("events files", () => {
  it("gives cases in order, events as JSON, any key", () => {
    const { cases, said } = read(`# a comment
cases:
  - name: one
    event:
      process.name: bash
      process: { args: [a, "1", 2, 0x10, true, null, 2024-01-01, yes] }
      constructor: 1
      __proto__: { x: 2 }
    verdict: match
    why: because
  - { name: two, event: {}, verdict: no-match, why: nothing }
  - { name: three, event: &e { a: 1 }, verdict: error, why: w }
  - { name: four, event: *e, verdict: error, why: w }
`);
    expect(said).toEqual([]);
    expect(cases.map((c) => [c.name, c.verdict, JSON.stringify(c.event)])).toEqual([
      [
        "one",
        "match",
        '{"process.name":"bash","process":{"args":["a","1",2,16,true,null,"2024-01-01","yes"]},"constructor":1,"__proto__":{"x":2}}',
      ],
      ["two", "no-match", "{}"],
      ["three", "error", '{"a":1}'],
      ["four", "error", '{"a":1}'],
    ]);
  });

  it("gives streams: events together, numbered from 1", () => {
    const { streams, diagnostics } = readEvents({
      name: "e.yaml",
      text: `streams:
  - name: one
    events: [{ a: 1 }, { a: 2 }]
    alerts: [[1, 2]]
    when: { history: 2026-01-01T00:00:00Z, from: 2026-01-02T00:00:00.5Z, to: 2026-01-03T00:00:00Z }
    indicators: [{ b: 1 }]
    why: because
  - { name: two, events: [], alerts: [], why: nothing }
`,
    });
    expect(diagnostics).toEqual([]);
    expect(streams.map(({ span: _, ...rest }) => rest)).toEqual([
      {
        name: "one",
        events: [{ a: 1 }, { a: 2 }],
        alerts: [[1, 2]],
        when: { history: Date.UTC(2026, 0, 1), from: Date.UTC(2026, 0, 2, 0, 0, 0, 500), to: Date.UTC(2026, 0, 3) },
        indicators: [{ b: 1 }],
        why: "because",
      },
      { name: "two", events: [], alerts: [], when: null, indicators: [], why: "nothing" },
    ]);
  });

  it.each([
    [
      "an event that is not there",
      "events: [{}], alerts: [[1, 2]]",
      "events/bad-case there is no event 2: events are counted from 1 | [[1, 2]]",
    ],
    ["an event that is no object", "events: [3], alerts: []", "events/bad-case `events[0]` takes an object | 3"],
    [
      "a time that is none",
      "events: [], alerts: [], when: { history: now, from: now, to: now }",
      "events/bad-case `when.history` takes a time such as `2026-01-31T12:00:00Z` | now",
    ],
  ])("tells %s in a stream", (_, text, expected) => {
    expect(read(`streams: [{ name: a, why: w, ${text} }]`).said[0]).toBe(expected);
  });

  it("tells a file with neither cases nor streams, and one name for a case and a stream", () => {
    expect(read("{}").said).toEqual(["events/bad-file neither `cases` nor `streams` | {}"]);
    const twice = "cases: [{ name: a, event: {}, verdict: match, why: w }]\nstreams: [{ name: a, events: [], alerts: [], why: w }]";
    expect(read(twice).said).toEqual(["events/duplicate-case there are two cases named `a` | a"]);
  });

  it("has spans of the cases", () => {
    const text = "cases:\n  - { name: one, event: {}, verdict: match, why: w }\n";
    const [one] = read(text).cases;
    expect(text.slice(one?.span.start, one?.span.end)).toBe("{ name: one, event: {}, verdict: match, why: w }");
  });

  it("keeps the sound cases and tells what is wrong with the others", () => {
    const { cases, said } = read(`cases:
  - { nam: a, event: 3, verdict: mach, why: 1 }
  - { name: good, event: {}, verdict: match, why: w }
  - { name: good, event: {}, verdict: match, why: w }
  - { name: nan, event: { x: [.nan] }, verdict: match, why: w }
  - { name: "", event: [], verdict: match, why: w }
  - text
`);
    expect(cases.map((c) => c.name)).toEqual(["good"]);
    expect(said).toEqual([
      "events/bad-case `name` is missing | { nam: a, event: 3, verdict: mach, why: 1 }",
      "events/bad-case `event` takes an object | 3",
      "events/bad-case `verdict` takes `match`, `no-match` or `error`, not `mach` | mach",
      "events/bad-case `why` takes a text, not `1` | 1",
      "events/bad-case unknown key `nam` | nam",
      "events/duplicate-case there are two cases named `good` | good",
      "events/bad-case `event.x.0` is no number of JSON | .nan",
      'events/bad-case `name` must not be empty | ""',
      "events/bad-case `event` takes an object | []",
      "events/bad-case the file takes an object, not `text` | text",
    ]);
  });

  it("survives hostile files", () => {
    const bomb = `a: &a [${"x,".repeat(9)}]\n${"bcdefg".replace(/./g, (c, i) => `${c}: &${c} [${`*${"abcdefg"[i]},`.repeat(9)}]\n`)}cases: *g\n`;
    const said = [
      "",
      "case: []",
      "- a",
      "cases: {",
      "[".repeat(100_000),
      "{a: ".repeat(50_000),
      bomb,
      "\0",
      "cases:\n- {name: a, name: b}",
      "%YAML 9\n---\n",
      "cases: !!js/function x",
    ].map((text) => read(text).said[0]?.replace(/ \|.*/s, ""));
    expect(said.map((s) => s?.split(" ")[0])).toEqual([
      "events/bad-file",
      "events/bad-file",
      "events/bad-file",
      "events/yaml-syntax",
      "events/yaml-syntax",
      "events/yaml-syntax",
      "events/yaml-syntax",
      "events/bad-file",
      "events/yaml-syntax",
      "events/yaml-syntax",
      "events/bad-file",
    ]);
    expect(said[4]).toBe("events/yaml-syntax not YAML: nested too deeply");
  });

  it("stand beside their rule", () => {
    expect(eventsFileOf("rules/a.b/c.toml")).toBe("rules/a.b/c.events.yaml");
  });
});

describe("the events of our own rules", () => {
  const files = existsSync("rules")
    ? readdirSync("rules", { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".events.yaml"))
    : [];
  it.each(files.sort())("%s", (file) => {
    const { cases, streams, diagnostics } = readEvents({ name: file, text: readFileSync(`rules/${file}`, "utf8") });
    expect(diagnostics).toEqual([]);
    expect(cases.length + streams.length).toBeGreaterThan(0);
  });
});
