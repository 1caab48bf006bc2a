import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { timesOf } from "../../src/cli/match-times.ts";
import { buildCli, type Cli, folderOf } from "./run-cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.close());

const document = (type: string, rest: string): string => `[metadata]
creation_date = "2026/01/15"
maturity = "production"
updated_date = "2026/01/15"

[rule]
author = ["Verdict"]
description = "A rule for tests."
from = "now-1h"
interval = "30m"
language = "kuery"
name = ${JSON.stringify(type)}
risk_score = 21
rule_id = "00000000-0000-4000-8000-000000000001"
severity = "low"
type = "${type}"
${rest}
`;
const newTerms = document(
  "new_terms",
  'query = "user.name:*"\n[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
);
const threat = document(
  "threat_match",
  'query = "source.ip:*"\nthreat_index = ["ti"]\nthreat_query = \'@timestamp >= "now-1d/d"\'\n[[rule.threat_mapping]]\nentries = [{ field = "source.ip", type = "mapping", value = "threat.indicator.ip" }]',
);
const bare = document("query", "query = '@timestamp >= \"now-1h\" and user.name:*'");
const ndjson = (lines: readonly object[]): string => lines.map((l) => JSON.stringify(l)).join("\n");
const user = (time: string, name: string) => ({ "@timestamp": `2026-01-31T${time}Z`, "user.name": name });

/** The lines of each match. */
const matched = (stdout: string): readonly unknown[] =>
  stdout.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { readonly lines: unknown }).lines]));

const events = ndjson([
  { "@timestamp": "2026-01-20T00:00:00Z", "user.name": "ann" },
  { "@timestamp": "2026-01-30T00:00:00Z", "user.name": "bob" },
  user("11:30:00", "ann"),
  user("11:40:00", "bob"),
  user("12:00:00", "cid"),
]);

describe.each(["oracle", "js"])("match: times and indicators (%s)", (engine) => {
  const run = (rule: string, file: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    cli.run(["match", "r.toml", "--events", "e.ndjson", "--engine", engine, ...args], { cwd: folderOf({ "r.toml": rule, ...file }) });

  it.each<[string, readonly string[], readonly (readonly number[])[]]>([
    // the newest event is of 12:00: the window is the hour before, the history a week; ann was there before it
    ["as scheduled, at the newest event", [], [[3], [5]]],
    ["a window of one's own", ["--from", "2026-01-31T11:35:00Z"], [[5]]],
    ["that ends earlier", ["--to", "2026-01-31T11:35:00Z"], [[3]]],
    ["with date math", ["--from", "now-25m", "--now", "2026-01-31T12:00:00Z"], [[5]]],
    ["at another time", ["--now", "1769860800000"], [[3], [5]]],
    ["so late that the window is empty", ["--now", "2026-02-02"], []],
  ])("new terms: %s", async (_, args, lines) => {
    const ran = await run(newTerms, { "e.ndjson": events }, ...args);
    expect([ran.code, matched(ran.stdout)]).toEqual([0, lines]);
  });

  it("says when no event lies in the history", async () => {
    const ran = await run(newTerms, { "e.ndjson": ndjson([user("12:00:00", "cid")]) });
    expect(ran.stderr).toContain(
      "warning[cli/no-history]: rule `new_terms` finds no history: no event lies from 2026-01-24T12:00:00.000Z until 2026-01-31T11:00:00.000Z",
    );
    expect(matched(ran.stdout)).toEqual([[1]]);
  });

  const source = ndjson([{ "@timestamp": "2026-01-31T12:00:00Z", "source.ip": "203.0.113.7" }]);
  const indicators = ndjson([{ "@timestamp": "2026-01-30T00:00:00Z", "threat.indicator.ip": "203.0.113.7" }]);
  it.each<[string, readonly string[], readonly (readonly number[])[]]>([
    ["the last time at which the indicator counts", ["--now", "2026-01-31T23:59:59.999Z"], [[1]]],
    ["the first at which it does not", ["--now", "2026-02-01T00:00:00.000Z"], []],
    ["events from later on", ["--now", "2026-01-31", "--from", "2026-01-31T12:00:00.001Z"], []],
  ])("indicators: %s", async (_, args, lines) => {
    const ran = await run(threat, { "e.ndjson": source, "i.ndjson": `${indicators}\n[1]\n` }, "--indicators", "i.ndjson", ...args);
    expect([ran.code, matched(ran.stdout)]).toEqual([0, lines]);
    expect(ran.stderr).toMatch(/warning\[cli\/bad-event\]: an array, not a JSON object\n {2}--> i\.ndjson:2:1/);
  });

  it("says when there are no indicators", async () => {
    const ran = await run(threat, { "e.ndjson": source });
    expect([ran.code, ran.stdout]).toEqual([0, ""]);
    expect(ran.stderr).toContain("warning[cli/no-indicators]: rule `threat_match` matches events with indicators, and there are none");
  });

  it("keeps rules that judge single events to the times given", async () => {
    const args = ["--now", "2026-01-31T12:35:00Z", "--to", "2026-01-31T11:59:59.999Z"];
    expect(matched((await run(bare, { "e.ndjson": events }, ...args)).stdout)).toEqual([[4]]);
    expect(matched((await run(bare, { "e.ndjson": events })).stdout)).toEqual([]);
  });
});

describe("times on the command line", () => {
  const clock = Date.UTC(2026, 0, 31, 12);
  it.each<[string, Parameters<typeof timesOf>[0], readonly (number | null)[]]>([
    ["nothing", {}, [clock, null, null]],
    ["a day", { from: "2026-01-31", to: "2026-01-31" }, [clock, Date.UTC(2026, 0, 31), Date.UTC(2026, 1, 1) - 1]],
    ["milliseconds", { now: "1769860800001" }, [1_769_860_800_001, null, null]],
    ["date math on the time given", { now: "now-1d/d", from: "now-1h" }, [Date.UTC(2026, 0, 30), Date.UTC(2026, 0, 29, 23), null]],
  ])("%s", (_, flags, [now, from, to]) => {
    expect(timesOf(flags, clock)).toMatchObject({ now, from, to });
  });

  it.each<[string, Parameters<typeof timesOf>[0], RegExp]>([
    ["no time", { from: "yesterday" }, /^`--from yesterday` is no time$/],
    ["no date", { to: "2026-02-30" }, /^`--to 2026-02-30` is no time$/],
    ["no date math", { now: "now-1x" }, /^`--now now-1x` is no time$/],
    ["nothing between", { from: "now", to: "now-1d" }, /^no time lies from `--from now` to `--to now-1d`$/],
  ])("%s", (_, flags, message) => {
    expect(() => timesOf(flags, clock)).toThrow(message);
  });
});
