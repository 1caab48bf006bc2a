import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type Cli, folderOf, ruleToml } from "./run-cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.close());

const simple = ruleToml('process where process.name == "cmd.exe"');
const broken = ruleToml("process where process.name == and true", 9);

describe("compile", () => {
  const tree = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name).slice(folder.length + 1))
      .sort();

  it("writes artefacts and a manifest, and deletes what it owned and no longer makes", async () => {
    const folder = folderOf({
      "rules/a.toml": ruleToml("any where true", 1),
      "rules/b/c.toml": ruleToml('any where process.name == "x"', 2),
      "out/mine.txt": "mine",
    });
    const first = await cli.run(["compile", "rules", "--out", "out", "--target", "js"], { cwd: folder });
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toMatch(
      /^rule +js\na +exact\nb\/c +exact\n\n2 rules, 1 target: 2 exact \(\d\.\d\d s\)\n\d+ files written to out, 0 unchanged, 0 deleted\n$/,
    );
    const files = tree(join(folder, "out"));
    expect(files).toEqual(expect.arrayContaining(["js/a.js", "js/b/c.js", "manifest.json", "mine.txt"]));
    const again = await cli.run(["compile", "rules", "--out", "out", "--target", "js"], { cwd: folder });
    expect(again.stdout).toMatch(/0 files written to out, \d+ unchanged, 0 deleted/);
    const one = await cli.run(["compile", "rules/a.toml", "--out", "out", "--target", "js"], { cwd: folder });
    expect(one.code).toBe(0);
    expect(tree(join(folder, "out"))).toEqual(files.filter((f) => !f.includes("c.")));
  });

  it("writes nothing when a rule is broken", async () => {
    const folder = folderOf({ "rules/a.toml": simple });
    await cli.run(["compile", "rules", "--out", "out", "--target", "js"], { cwd: folder });
    const before = tree(join(folder, "out")).map((f) => readFileSync(join(folder, "out", f), "utf8"));
    writeFileSync(join(folder, "rules/a.toml"), broken);
    writeFileSync(join(folder, "rules/b.toml"), ruleToml("any where true", 2));
    const ran = await cli.run(["compile", "rules", "--out", "out", "--target", "js"], { cwd: folder });
    expect(ran.stdout).toMatch(/out is left as it was/);
    expect(ran.code).toBe(2);
    expect(tree(join(folder, "out")).map((f) => readFileSync(join(folder, "out", f), "utf8"))).toEqual(before);
  });

  it("leaves no file behind when it cannot write", async () => {
    const folder = folderOf({ "a.toml": simple, "out/js": "a file in the way" });
    const ran = await cli.run(["compile", "a.toml", "--out", "out", "--target", "js"], { cwd: folder });
    expect(ran.stderr).toMatch(/cannot write to `out`/);
    expect(ran.code).toBe(3);
    expect(tree(join(folder, "out"))).toEqual(["js"]);
  });

  it("prints artefacts to stdout, one alone bare", async () => {
    const folder = folderOf({ "a.toml": simple });
    const many = await cli.run(["compile", "a.toml", "--stdout", "--target", "js,sqlite"], { cwd: folder });
    expect(many.stdout).toMatch(/^==> sqlite\/a.*\.sql <==\n/m);
    expect(many.stdout).toMatch(/^==> js\/a\.js <==\n/m);
    expect(many.stderr).toMatch(/1 rule, 2 targets: 2 exact/);
  });

  it.each(["ast", "ir", "ir-lowered"])("prints the tree: %s", async (what) => {
    const ran = await cli.run(["compile", "--query", "any where process.pid == 5", "--emit", what]);
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
    if (what === "ast") expect(JSON.parse(ran.stdout)).toBeTypeOf("object");
    else expect(ran.stdout).toMatch(/^\(rule /);
    const json = await cli.run(["compile", "--query", "any where process.pid == 5", "--emit", what, "--format", "json"]);
    expect(json.stdout).toContain('"$integer": "5"');
  });

  it("refuses what deviates unless it is allowed, and says where and why", async () => {
    const query = ["compile", "--query", 'any where process.name == "x" | head 5', "--target", "js"];
    const refused = await cli.run(query);
    expect(refused.stdout).toMatch(/^rule +js\nquery +over!\n\n1 rule, 1 target: 1 over; 1 not accepted/);
    expect(refused.stderr).toMatch(
      /^error\[js\/limit\]: .*\n {2}--> <query>:1:\d+\n {3}\|\n 1 \| any where process.name == "x" \| head 5\n {3}\| +\^+/m,
    );
    expect(refused.code).toBe(1);
    const under = await cli.run([...query, "--allow", "under"]);
    expect(under.code).toBe(1);
    const allowed = await cli.run([...query, "--allow", "over"]);
    expect(allowed.stderr).toMatch(/^warning\[js\/limit\]/);
    expect(allowed.code).toBe(0);
  });

  it("reports how much comes out, without asking for anything to be accepted", async () => {
    const folder = folderOf({ "a.toml": simple, "b.toml": ruleToml("any where true | head 5", 2), "c.toml": broken, "d.toml": "[rule" });
    const report = (form: string, ...more: readonly string[]): ReturnType<Cli["run"]> =>
      cli.run(["compile", ".", "--target", "js", "--report", form, ...more], { cwd: folder });
    const table = await report("table");
    expect(table.stdout).toMatch(/^3 rules\n1 file could not be read\n\ntarget .*\njs es2022 +1 +1 +0 +0 +0 +1 +33\.3 %\n/);
    expect(table.stderr).toMatch(/^error\[rules\/toml-syntax\]/);
    expect(table.code).toBe(2);
    const json = JSON.parse((await report("json")).stdout);
    expect(json).toMatchObject({ rules: 3, unread: 1, causes: [{ rules: ["c"] }, { code: "js/limit", rules: ["b"] }] });
    expect((await report("html")).stdout).toMatch(/^<!doctype html>.*<\/html>\n$/s);
    expect(await report("html", "--out", "x")).toMatchObject({ code: 3, stdout: "" });
    expect(await cli.run(["compile", "a.toml", "b.toml", "--target", "js", "--report", "table"], { cwd: folder })).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it("checks that the output is what the rules compile to", async () => {
    const folder = folderOf({ "rules/a.toml": simple, "rules/b.toml": ruleToml("any where true", 2) });
    const check = (): ReturnType<Cli["run"]> => cli.run(["compile", "rules", "--check", "--target", "js"], { cwd: folder });
    expect((await check()).code).toBe(1);
    await cli.run(["compile", "rules", "--out", "out", "--target", "js"], { cwd: folder });
    expect(await check()).toMatchObject({ code: 0, stderr: "" });
    writeFileSync(join(folder, "out/js/a.js"), "// edited\n");
    const stale = await check();
    expect(stale.stderr).toMatch(/error\[cli\/stale-output\]: `out\/js\/a\.js` is not what the rules compile to/);
    expect(stale.code).toBe(1);
    expect(readFileSync(join(folder, "out/js/a.js"), "utf8")).toBe("// edited\n");
  });

  it("validates artefacts with what is at hand", async () => {
    const folder = folderOf({ "a.toml": simple });
    const ran = await cli.run(["compile", "a.toml", "--target", "js,sqlite", "--validate"], { cwd: folder });
    expect(ran.stdout).toMatch(/1 rule validated by node/);
    expect(ran.code).toBe(0);
  });

  it("loads little for help: each command's code is loaded when it runs", () => {
    const seen = new Set<string>();
    const visit = (file: string): number => {
      if (seen.has(file)) return 0;
      seen.add(file);
      const text = readFileSync(file, "utf8");
      const next = [...text.matchAll(/^import\s(?:[^;"]*from\s*)?"(\.\/[^"]+)";/gm)].map((m) => join(dirname(file), m[1] ?? ""));
      return next.reduce((sum, f) => sum + visit(f), text.length);
    };
    // commander and what the program says of its commands; all targets together are ten times as much
    expect(visit(cli.program)).toBeLessThan(200_000);
    expect(seen.size).toBeGreaterThan(0);
  });
});
