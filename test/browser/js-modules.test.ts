import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileOwnRules } from "../../scripts/own-rules.ts";
import { type Comparison, compareVerdicts } from "../../src/driver/compare.ts";
import { conditionOf } from "../../src/eval/evaluate.ts";
import { generate } from "../../src/generate/generate.ts";
import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineVerdict, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { js } from "../../targets/js/target.ts";
import { loadCases, ruleOfCase } from "../cases/load.ts";
import { type Browser, browserMissing, inBrowser, type Page, requireBrowser, startBrowser } from "./browser.ts";

/** The JavaScript modules where a reader of theirs may put them: imported by a page, as they are. */

const site = "http://modules.test/";

/** A page without anything that gets each module from here and asks nobody else. */
async function pageWith(browser: Browser, modules: ReadonlyMap<string, string>): Promise<Page> {
  const page = await browser.newPage();
  await page.route("**/*", async (route) => {
    const path = decodeURIComponent(route.request().url().slice(site.length));
    const body = modules.get(path);
    if (body !== undefined) await route.fulfill({ contentType: "text/javascript", body });
    else if (path === "") await route.fulfill({ contentType: "text/html", body: "<!doctype html><title>modules</title>" });
    else await route.abort();
  });
  await page.goto(site);
  return page;
}

/** JSON.stringify forgets the sign of -0, which JSON has. */
const jsonText = (events: readonly JsonObject[]): string =>
  JSON.stringify(events, (_, value: unknown) => (Object.is(value, -0) ? "\ue000-0" : value)).replaceAll('"\ue000-0"', "-0");

/** What `match` of each job's module says of each event, in the page. */
function engineIn(browser: Browser): Engine {
  return {
    name: "chromium",
    version: browser.version(),
    represent: () => null,
    async run(jobs, events) {
      const modules = jobs.map((job, i) => [`${i}.js`, job.emission.artifacts.find((a) => a.suffix === ".js")?.text ?? ""] as const);
      const asked = modules.map(([path], i) => ({ path, now: jobs[i]?.rule.schedule.now }));
      const page = await pageWith(browser, new Map(modules));
      // JSON's own text, parsed in the page as a user's program would
      const verdicts = await page.evaluate(`(async () => {
        const events = JSON.parse(${JSON.stringify(jsonText(events))});
        const rows = [];
        for (const { path, now } of ${JSON.stringify(asked)}) {
          const { match } = await import(${JSON.stringify(site)} + path);
          const options = now === undefined ? {} : { now };
          rows.push(events.map((event) => {
            try { const answer = match(event, options); return answer === true ? "match" : answer === false ? "no-match" : "error"; } catch { return "error"; }
          }));
        }
        return rows;
      })()`);
      // what the text above makes
      return verdicts as readonly (readonly EngineVerdict[])[];
    },
    close: async () => {},
  };
}

const jobsOf = (rule: Rule): readonly Job[] => {
  const emission = js.emit(rule, defaultsOf(js.options), "es2022");
  return emission.ok ? [{ rule, emission }] : [];
};

/** A few disagreements, as something to read. */
const wrong = (comparisons: readonly Comparison[], events: readonly JsonObject[]): readonly unknown[] =>
  comparisons
    .flatMap((c) => c.disagreements)
    .slice(0, 3)
    .map(({ job, event, oracle, engine }) => ({ rule: job.rule.metadata.query, event: events[event], oracle, engine }));

requireBrowser();

describe.skipIf(browserMissing !== null)(`modules ${inBrowser}`, { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it("give the oracle's verdicts on our own rules", async () => {
    const rules = compileOwnRules().flatMap(({ rule }) => (rule !== null && isFilterRule(rule) ? [rule] : []));
    const events = rules.flatMap((rule) => generate(rule, conditionOf(rule), { count: 40, seed: 1 }).events.map((e) => e.event));
    const comparisons = await compareVerdicts(engineIn(browser), rules.flatMap(jobsOf), events);
    expect(wrong(comparisons, events)).toEqual([]);
    expect(comparisons.length).toBe(rules.length);
    expect(comparisons.reduce((n, c) => n + c.compared, 0)).toBeGreaterThan(10_000);
  });

  it("give the oracle's verdicts on every case", async () => {
    let compared = 0;
    for (const file of loadCases()) {
      const rules = file.cases.flatMap((c) => ruleOfCase(file, c).rule ?? []).filter(isFilterRule);
      const events: readonly JsonObject[] = file.cases.flatMap((c) => c.events.map((e) => e.event));
      const comparisons = await compareVerdicts(engineIn(browser), rules.flatMap(jobsOf), events);
      expect(wrong(comparisons, events), file.topic).toEqual([]);
      compared += comparisons.reduce((n, c) => n + c.compared, 0);
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it("match and join events as they are committed in out/js", async () => {
    const path = "verdict.rules.js";
    const page = await pageWith(browser, new Map([[path, readFileSync(join("out/js", path), "utf8")]]));
    const said = await page.evaluate(`(async () => {
      const { matchAll, rules, joiningRules } = await import(${JSON.stringify(site + path)});
      const event = { event: { category: "process", type: "start" }, host: { os: { type: "windows" } }, process: { name: "certutil.exe", args: ["-urlcache", "-f", "http://x/"] } };
      return { rules: rules.length, matched: matchAll(event).map((r) => r.path ?? r.name), states: joiningRules.map(({ createMatcher }) => { const m = createMatcher(); m.push(event); m.flush(); return m.state().late; }) };
    })()`);
    const own = compileOwnRules().flatMap(({ rule }) => rule ?? []);
    expect(said).toMatchObject({
      rules: own.filter(isFilterRule).length,
      states: own.filter((rule) => !isFilterRule(rule)).map(() => 0),
    });
  });
});
