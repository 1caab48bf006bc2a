import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type Cli, folderOf } from "./run-cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.close());

const matching = {
  rule_id: "8f9c6d2a-4c2e-4a0d-9f0a-2f7f6f1b7f10",
  name: "n",
  description: "d",
  risk_score: 1,
  severity: "low",
  type: "threat_match",
  language: "kuery",
  query: "event.category: network",
  index: ["logs"],
  threat_index: ["feed"],
  threat_language: "kuery",
  threat_query: "threat.indicator.type: ip and threat.indicator.ip: *",
  threat_mapping: [{ entries: [{ field: "source.ip", type: "mapping", value: "threat.indicator.ip" }] }],
};

describe("verify names the tests that never decide", () => {
  it("in a stage: what joins the events asks for it already", async () => {
    const query = "sequence by user.name [process where user.name != null] [file where true]";
    const ran = await cli.run(["verify", "--query", query, "--engine", "js"]);
    expect(ran.stderr).toContain("warning[verify/dead-test]: this test never decides the verdict");
    expect(ran.stderr).toContain("1:38");
    expect(ran.stderr).toContain("or what joins the events, already decide");
    expect(ran.stdout).toContain("of 3 tests 2 shown to decide, 1 proven not to, 0 given up");
    expect(ran.code).toBe(0);
  });

  it("beside the query, by its fields: there is no place to point at", async () => {
    const cwd = folderOf({ "rule.json": JSON.stringify(matching) });
    const ran = await cli.run(["verify", "rule.json", "--engine", "js"], { cwd });
    expect(ran.stderr).toContain("warning[verify/dead-test]: a test of `threat.indicator.ip` beside the query never decides the verdict");
    expect(ran.stdout).toContain("of 3 tests 2 shown to decide, 1 proven not to, 0 given up");
  });
});
