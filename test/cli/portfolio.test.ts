import { describe, expect, it } from "vitest";
import { portfolioPage } from "../../src/cli/portfolio-page.ts";
import { portfolioJson, portfolioTable } from "../../src/cli/portfolio-text.ts";
import { plain } from "../../src/diagnostics/render-text.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import { portfolioOf } from "../../src/driver/portfolio.ts";
import { requestTargets } from "../../src/driver/target-request.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { targets } from "../../targets/index.ts";
import { ruleToml } from "./run-cli.ts";

/** How much of a set of rules comes out: a table, JSON, a page. */
const { requests } = requestTargets(["js", "sqlite", "duckdb", "falco"], [], targets);
const rules = {
  exact: 'process where process.name == "sh" and event.action == "exec"',
  registry: 'registry where registry.path : "HKLM*"',
  under: "any where number(process.name) > 5",
  broken: "process where process.name == and true",
  hostile: 'process where process.name == "</pre><script>alert(1)</script>\\u{202e}"',
};
const outcomes = Object.entries(rules).map(([name, query]) => {
  const text = ruleToml(query, 1, `<b>${name}</b>`);
  const [document] = readDocument({ name: `${name}.toml`, text }).rules;
  if (document === undefined) throw new Error(`does not read: ${name}`);
  return compileDocument(document, requests, { schema: ecsSchema(), frontEnds });
});
const portfolio = portfolioOf(outcomes, requests);

describe("the portfolio", () => {
  it("counts what comes out on each target", () => {
    const [falco, sqlite, , js] = portfolio.targets;
    expect(js?.counts).toEqual({ exact: 4, over: 0, under: 0, incomparable: 0, refused: 0, error: 1 });
    expect(sqlite?.counts).toEqual({ exact: 3, over: 0, under: 1, incomparable: 0, refused: 0, error: 1 });
    expect(falco?.counts).toEqual({ exact: 2, over: 0, under: 0, incomparable: 0, refused: 2, error: 1 });
    for (const { counts } of portfolio.targets) expect(Object.values(counts).reduce((a, b) => a + b)).toBe(5);
  });

  it("groups causes, those that several targets share as one", () => {
    const shared = portfolio.causes.find((c) => c.code === "sql/number-text");
    expect(shared).toMatchObject({ targets: ["sqlite", "duckdb"], outcome: "under" });
    expect(shared?.rules.map((r) => r.document.source.name)).toEqual(["under.toml"]);
    const error = portfolio.causes.find((c) => c.outcome === "error");
    expect(error?.targets).toEqual([]);
    expect(error?.rules.map((r) => r.document.source.name)).toEqual(["broken.toml"]);
    expect(portfolio.causes.map((c) => c.rules.length)).toEqual([...portfolio.causes.map((c) => c.rules.length)].sort((a, b) => b - a));
  });

  it("is a table", () => {
    const text = portfolioTable(portfolio, 2, plain);
    expect(text).toMatch(
      /^5 rules\n2 files could not be read\n\ntarget +exact +over +under +incomparable +refused +error +exact of all\nfalco 0\.44 +2 +0 +0 +0 +2 +1 +40\.0 %\n/,
    );
    expect(text).toMatch(/\nsqlite, duckdb under: sql\/number-text {2}1 rule\n {4}numbers that only Java reads .*\n {4}under\n/);
  });

  it("is JSON, with the place of each finding", () => {
    const json = JSON.parse(JSON.stringify(portfolioJson(portfolio, 0)));
    const under = json.portfolio.find((r: { file: string }) => r.file === "under.toml");
    expect(under.targets.js).toEqual({ outcome: "exact", findings: [] });
    expect(under.targets.sqlite).toMatchObject({
      outcome: "under",
      findings: [{ code: "sql/number-text", direction: "under", at: { column: expect.any(Number), line: expect.any(Number) } }],
    });
  });

  it("is a page on which each deviation is underlined and no rule's text is markup", () => {
    const page = portfolioPage(portfolio, 0);
    expect(page).toMatch(/^<!doctype html>\n/);
    expect(page).not.toMatch(/<script|<b>exact<\/b>|\u202e/);
    expect(page).toContain("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toMatch(/<mark class="under" title="[^"]*numbers that only Java reads[^"]*" data-n="2">number\(process\.name\)/);
    expect(page.match(/<section /g)).toHaveLength(5);
    expect(page.match(/<figure>/g)?.length).toBeGreaterThan(10);
    for (const tag of ["section", "details", "figure", "pre", "mark", "table", "ul", "div"])
      expect(page.match(new RegExp(`<${tag}[ >]`, "g"))?.length, tag).toBe(page.match(new RegExp(`</${tag}>`, "g"))?.length);
    expect(portfolioPage(portfolio, 0)).toBe(page);
  });

  it("is a page even of nothing", () => {
    expect(portfolioPage(portfolioOf([], requests), 0)).toContain("0 rules");
  });
});
