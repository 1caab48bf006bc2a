import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type Cli, folderOf, type Ran, ruleToml } from "./run-cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.close());

const limited = ruleToml('any where process.name == "x" | head 5');
const accept = (rule: string, code = "js/limit"): string =>
  JSON.stringify({ targets: { js: {} }, accept: [{ rule, target: "js", code, reason: "one event is enough for us" }] }, null, 2);
const compile = (folder: string, ...args: readonly string[]): Promise<Ran> => cli.run(["compile", ...args], { cwd: folder });

describe("verdict.json", () => {
  it("chooses targets and accepts deviations, which are told with the reason", async () => {
    const folder = folderOf({ "rules/a.toml": limited, "rules/verdict.json": accept("a") });
    const ran = await compile(folder, "rules");
    expect(ran.stdout).toMatch(/^rule +js\na +over\n\n1 rule, 1 target: 1 over \(/);
    expect(ran.stderr).toMatch(/^note\[js\/limit\]: target `js` may match more than the rule: /);
    expect(ran.stderr).toMatch(/= help: accepted in rules\/verdict\.json: one event is enough for us/);
    expect(ran.code).toBe(0);
    const quiet = await compile(folder, "rules", "--quiet");
    expect(quiet).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("takes a rule's id for its path, and holds for one file too", async () => {
    const folder = folderOf({ "rules/b/a.toml": limited, "rules/verdict.json": accept("00000000-0000-4000-8000-000000000001") });
    const ran = await compile(folder, "rules/b/a.toml", "--out", "out");
    expect(ran.code).toBe(0);
    // named as in the whole set
    expect(readFileSync(join(folder, "out/js/b/a.js"), "utf8")).toMatch(/export function match/);
  });

  it("has a finding for what it accepts in vain: in one file, and for a rule that is gone when the whole folder is named", async () => {
    const exact = folderOf({ "rules/a.toml": ruleToml("any where true"), "rules/verdict.json": accept("a") });
    const vain = await compile(exact, "rules/a.toml");
    expect(vain.stderr).toMatch(/^error\[policy\/gone\]: .*\n {2}--> rules\/verdict\.json:\d+:\d+\n/m);
    expect(vain.code).toBe(1);
    const without = folderOf({ "rules/a.toml": ruleToml("any where true"), "rules/verdict.json": accept("z") });
    expect((await compile(without, "rules")).code).toBe(1);
    expect((await compile(without, "rules/a.toml")).code).toBe(0);
  });

  it("is an error of configuration where it is wrong, with the place", async () => {
    const folder = folderOf({ "rules/a.toml": limited, "rules/verdict.json": '{\n  "targets": { "jss": {} }\n}' });
    const ran = await compile(folder, "rules", "--out", "out");
    expect(ran.stderr).toMatch(/^error\[policy\/unknown-target\]: unknown target `jss`\n {2}--> rules\/verdict\.json:2:16\n/m);
    expect([ran.code, ran.stdout]).toEqual([3, ""]);
  });

  it("cannot be two at once", async () => {
    const folder = folderOf({ "a/a.toml": limited, "a/verdict.json": "{}", "b/b.toml": limited, "b/verdict.json": "{}" });
    const ran = await compile(folder, "a", "b");
    expect(ran.stderr).toMatch(/different settings: a\/verdict\.json, b\/verdict\.json/);
    expect(ran.code).toBe(3);
    const one = await compile(folder, "a", "--config", "b/verdict.json", "--target", "js", "--allow", "over");
    expect(one.code).toBe(0);
  });

  it("gives way to the command line: versions and options", async () => {
    const settings = JSON.stringify({ targets: { sqlite: { options: { table: "logs" } }, js: {} } });
    const folder = folderOf({ "a.toml": ruleToml("any where true"), "verdict.json": settings });
    const settled = await compile(folder, "a.toml", "--target", "sqlite", "--stdout");
    expect(settled.stdout).toMatch(/FROM "logs"/);
    const given = await compile(folder, "a.toml", "--target", "sqlite", "--option", "table=mine", "--stdout");
    expect(given.stdout).toMatch(/FROM "mine"/);
    const unknown = await compile(folder, "a.toml", "--option", "tabel=mine");
    expect([unknown.code, unknown.stdout]).toEqual([3, ""]);
  });
});

describe("schema", () => {
  const rule = { "a.toml": ruleToml('any where my.count > 5 and process.nam == "x"') };

  it("--schema strict makes unknown fields errors, with the nearest name", async () => {
    const open = await cli.run(["check", "a.toml"], { cwd: folderOf(rule) });
    expect(open.stderr).toMatch(/^warning\[schema\/unknown-field\]/m);
    expect(open.code).toBe(0);
    const strict = await cli.run(["check", "a.toml", "--schema", "strict"], { cwd: folderOf(rule) });
    expect(strict.stderr).toMatch(/^error\[schema\/unknown-field\].*`my\.count`/m);
    expect(strict.stderr).toMatch(/`process\.name`/);
    expect(strict.code).toBe(2);
  });

  it("--mapping knows more fields; files that verdict.json names are no rules", async () => {
    const mapping = JSON.stringify({
      properties: { my: { properties: { count: { type: "long" } } }, process: { properties: { nam: { type: "keyword" } } } },
    });
    const flag = await cli.run(["check", "a.toml", "--schema", "strict", "--mapping", "m.json"], {
      cwd: folderOf({ ...rule, "m.json": mapping }),
    });
    expect(flag).toMatchObject({ code: 0, stderr: "1 rule checked: nothing found\n" });
    const settings = JSON.stringify({ schema: { strict: true, mappings: ["m.json"] } });
    const named = await cli.run(["check", "."], { cwd: folderOf({ ...rule, "m.json": mapping, "verdict.json": settings }) });
    expect(named).toMatchObject({ code: 0, stderr: "1 rule checked: nothing found\n" });
  });

  it("fields of the request: category, timestamp, tiebreaker", async () => {
    const events = '{"kind":"process","at":2,"n":1}\n{"kind":"process","at":1,"n":2}\n{"kind":"file","at":0,"n":3}\n';
    const args = ["--event-category-field", "kind", "--timestamp-field", "at", "--tiebreaker-field", "n"];
    const ran = await cli.run(["match", "--query", "process where true | head 1", ...args, "--events", "-"], { input: events });
    expect(ran.stdout).toMatch(/^\{"rule":"[0-9a-f-]{36}","name":"query","lines":\[2\]\}\n$/);
  });
});
