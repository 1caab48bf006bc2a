import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { escapeHtml } from "../../src/cli/portfolio-page.ts";
import { buildCli, type Cli, folderOf, ruleToml } from "../cli/run-cli.ts";
import { type Browser, browserMissing, inBrowser, type Page, requireBrowser, startBrowser } from "./browser.ts";

/** `verdict compile --report html` as a reader has it: our own rules, and some whose texts would like to be markup, in a page that a browser shows. */

const attack = "<img src=x onerror=owned=1><script>owned=1</script>";
const hostile: Readonly<Record<string, string>> = {
  "hostile/markup.toml": ruleToml(`process where process.name == "</script></pre></style>${attack}"`, 50, `</title></h3>${attack}{{name}}`),
  [`hostile/"'><b onmouseover=owned=1>&amp; #x%41.toml`]: ruleToml(
    'any where number(process.name) > 5 or process.name == "javascript:owned=1"',
    51,
  ),
  "hostile/hidden.toml": ruleToml('process where process.name == "\u202egpj.exe\u2066"', 52, "turned \u202eround"),
  "hostile/long.toml": ruleToml(`process where process.args == "${"x".repeat(9_000)}" or number(process.name) > 5`, 53, "A".repeat(400)),
  "hostile/broken.toml": ruleToml(`process where process.name == ${attack}`, 54),
};

interface Finding {
  readonly code: string;
  readonly direction: string | null;
  readonly reason: string;
  readonly at: { readonly line: number; readonly column: number } | null;
}
interface ReportRule {
  readonly path: string;
  readonly file: string;
  readonly name: string;
  readonly targets: Readonly<Record<string, { readonly outcome: string; readonly findings: readonly Finding[] }>>;
}
/** What `--report json` says. */
interface Report {
  readonly targets: readonly { readonly id: string; readonly version: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly causes: readonly { readonly rules: readonly string[] }[];
  readonly portfolio: readonly ReportRule[];
}

/** A section as the page shows it. */
interface Section {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly marks: readonly { readonly text: string; readonly title: string; readonly numbers: string }[];
  readonly findings: readonly string[];
  readonly shown: boolean;
}
const sectionsOf = `[...document.querySelectorAll("section")].map((s) => ({
  id: s.id,
  name: s.querySelector("h3").textContent,
  text: s.querySelector("pre").textContent,
  marks: [...s.querySelectorAll("mark")].map((m) => ({ text: m.textContent, title: m.title, numbers: m.dataset.n ?? "" })),
  findings: [...s.querySelectorAll("ol > li")].map((li) => li.textContent),
  shown: s.checkVisibility(),
}))`;
const shownRows = `[...document.querySelectorAll("tr.rule")].filter((r) => r.checkVisibility()).map((r) => r.querySelector("th").textContent)`;

/** Contrast of each text with what lies behind it, by WCAG 2: the worst of each kind of element. */
const contrasts = `(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => { for (let at = e; at; at = at.parentElement) { const c = rgb(getComputedStyle(at).backgroundColor); if (c[3] !== 0) return c; } return [255, 255, 255]; };
  const worst = {};
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== "")) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const kind = e.tagName + "." + e.className.toString().split(" ")[0];
    worst[kind] = Math.min(worst[kind] ?? 99, (a + 0.05) / (b + 0.05));
  }
  return worst;
})()`;

requireBrowser();

describe.skipIf(browserMissing !== null)(`the report page ${inBrowser}`, { timeout: 120_000 }, () => {
  let browser: Browser;
  let cli: Cli;
  let folder: string;
  let report: Report;
  /** Everything that the page did besides being shown. */
  const events: string[] = [];

  async function open(width = 1280, height = 900): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewportSize({ width, height });
    page.on("console", (m) => events.push(`console: ${m.text()}`));
    page.on("pageerror", (e) => events.push(`error: ${e.message}`));
    page.on("request", (r) => events.push(`request: ${r.url()}`));
    page.on("dialog", (d) => {
      events.push(`dialog: ${d.message()}`);
      void d.dismiss();
    });
    const url = pathToFileURL(join(folder, "report.html")).href;
    await page.goto(url);
    expect(events.splice(0)).toEqual([`request: ${url}`]);
    return page;
  }

  beforeAll(async () => {
    [cli, browser] = await Promise.all([buildCli(), startBrowser()]);
    folder = folderOf(hostile);
    cpSync("rules", folder, { recursive: true });
    const made = async (form: string): Promise<string> => (await cli.run(["compile", ".", "--report", form], { cwd: folder })).stdout;
    report = JSON.parse(await made("json"));
    writeFileSync(join(folder, "report.html"), await made("html"));
  });
  afterAll(async () => {
    await browser?.close();
    cli?.close();
  });

  it("counts what the JSON report counts", async () => {
    const page = await open();
    const rows = await page.evaluate(
      `[...document.querySelectorAll("table")].map((t) => [...t.rows].map((r) => [...r.cells].map((c) => c.textContent.trim())))`,
    );
    const outcomes = Object.keys(report.targets[0]?.counts ?? {});
    expect(rows).toEqual([
      [["target", ...outcomes], ...report.targets.map((t) => [`${t.id} ${t.version}`, ...outcomes.map((o) => String(t.counts[o]))])],
      [
        ["rule", ...report.targets.map((t) => t.id)],
        ...report.portfolio.map((r) => [r.path, ...report.targets.map((t) => r.targets[t.id]?.outcome)]),
      ],
    ]);
    expect(report.portfolio.length).toBeGreaterThan(30);
  });

  it("shows the rules that a number in the table counts, by mouse and by keyboard", async () => {
    const page = await open();
    const choose = (wanted: (r: ReportRule) => boolean): readonly string[] => report.portfolio.filter(wanted).map((r) => r.path);
    const expectShown = async (paths: readonly string[]): Promise<void> => {
      expect(await page.evaluate(shownRows)).toEqual(paths);
      // what sectionsOf makes
      const sections = (await page.evaluate(sectionsOf)) as readonly Section[];
      expect(sections.filter((s) => s.shown).map((s) => s.id)).toEqual(paths);
    };
    const all = choose(() => true);
    await expectShown(all);
    for (const { id, counts } of report.targets)
      for (const [outcome, count] of Object.entries(counts)) {
        if (count === 0) continue;
        await page.click(`label:has(#show-${id}-${outcome})`);
        await expectShown(choose((r) => r.targets[id]?.outcome === outcome));
      }
    await page.focus("#show-all");
    await page.keyboard.press("Space");
    await expectShown(all);
    await page.keyboard.press("ArrowDown");
    await expectShown(choose((r) => Object.values(r.targets).some((t) => t.outcome !== "exact")));
    await page.click("label:has(#show-falco-refused)");
    await page.evaluate(`location.hash = "#linux/tool-installation"`);
    expect(await page.evaluate(`document.getElementById("linux/tool-installation").checkVisibility()`)).toBe(true);
    expect(events.splice(0)).toEqual([]);
  });

  it("leads from a cause to its rules, and from a rule to its artefacts, by keyboard", async () => {
    const page = await open();
    for (const [i, cause] of report.causes.entries()) {
      const summary = `details:nth-of-type(${i + 1}) > summary`;
      await page.focus(summary);
      await page.keyboard.press("Enter");
      expect(
        await page.evaluate(`[...document.querySelectorAll("details[open]:nth-of-type(${i + 1}) > p > a")].map((a) => a.textContent)`),
      ).toEqual(cause.rules);
    }
    const odd = report.portfolio.find((r) => r.file.includes("onmouseover"))?.path ?? "";
    for (const path of ["linux/tool-installation", odd]) {
      await page.evaluate(`[...document.querySelectorAll("tr.rule a")].find((a) => a.textContent === ${JSON.stringify(path)}).focus()`);
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.querySelector('section:target').id")).toBe(path);
      const top = await page.evaluate(`document.getElementById(${JSON.stringify(path)}).getBoundingClientRect().top`);
      expect(Math.abs(Number(top))).toBeLessThan(2);
    }
    // the next stops after the link that was followed are those of the section
    await page.evaluate(`document.getElementById("linux/tool-installation").querySelector("summary").focus()`);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(`document.querySelector("section details[open] figure").checkVisibility()`)).toBe(true);
    expect(events.splice(0)).toEqual([]);
  });

  it("shows artefacts as they are compiled", async () => {
    const page = await open();
    // what the text makes
    const figures = (await page.evaluate(
      `[...document.querySelectorAll("figure")].map((f) => [f.querySelector("figcaption").textContent, f.querySelector("pre").textContent])`,
    )) as readonly (readonly [string, string])[];
    const own = figures.filter(([name]) => !name.includes("/hostile/"));
    expect(own.length).toBeGreaterThan(200);
    // characters that nobody would see are shown by their number
    const differs = ([name, text]: readonly [string, string]): boolean =>
      escapeHtml(readFileSync(join("out", name), "utf8")) !== escapeHtml(text);
    expect(own.filter(differs).map(([name]) => name)).toEqual([]);
  });

  it("underlines each deviation where it is, with the number that its reason has below", async () => {
    const page = await open();
    // what sectionsOf makes
    const sections = new Map(((await page.evaluate(sectionsOf)) as readonly Section[]).map((s) => [s.id, s]));
    let underlined = 0;
    for (const { path, file, targets } of report.portfolio) {
      const section = sections.get(path);
      const lines = readFileSync(join(folder, file), "utf8").split("\n");
      for (const { reason, at } of Object.values(targets).flatMap((t) => t.findings)) {
        const number = String((section?.findings.findIndex((f) => f.includes(reason)) ?? -1) + 1);
        expect(number, `${path}: ${reason}`).not.toBe("0");
        if (at === null) continue;
        const line = lines[at.line - 1] ?? "";
        const marks = section?.marks.filter((m) => m.title.includes(reason)) ?? [];
        const there = marks.some(({ text }) => text !== "" && (line.slice(at.column - 1).startsWith(text) || line.trim() === text));
        expect(there, `${path}: ${reason}: ${line}`).toBe(true);
        underlined++;
      }
      for (const { text } of section?.marks ?? []) expect(text).not.toMatch(/\n|^$/);
      const numbers = section?.marks.flatMap((m) => (m.numbers === "" ? [] : m.numbers.split(","))) ?? [];
      expect(numbers.every((n) => Number(n) <= (section?.findings.length ?? 0))).toBe(true);
    }
    expect(underlined).toBeGreaterThan(30);
    expect(sections.get("linux/tool-installation")).toMatchObject({
      marks: [{ text: "process.interactive == true", numbers: "1" }],
      findings: [expect.stringMatching(/^falco over: Falco knows that a process has a terminal/)],
    });
  });

  it("runs nothing of a rule, and shows its text as text", async () => {
    const page = await open();
    await page.evaluate(`document.querySelectorAll("details").forEach((d) => { d.open = true; })`);
    await page.evaluate(`new Promise((done) => setTimeout(done, 300))`);
    expect(await page.evaluate("typeof owned")).toBe("undefined");
    expect(
      await page.evaluate(
        `[...document.querySelectorAll("*")].filter((e) => /^(img|script|iframe|object|embed|base|form|svg)$/i.test(e.tagName) || [...e.attributes].some((a) => a.name.startsWith("on") || (a.name === "href" && !a.value.startsWith("#")))).map((e) => e.outerHTML)`,
      ),
    ).toEqual([]);
    // what sectionsOf makes
    const sections = new Map(((await page.evaluate(sectionsOf)) as readonly Section[]).map((s) => [s.id, s]));
    expect(sections.get("hostile/markup")?.name).toBe(`</title></h3>${attack}{{name}}`);
    expect(sections.get("hostile/markup")?.text).toContain(`"</script></pre></style>${attack}"`);
    expect(sections.get("hostile/hidden")?.text).toContain('"\\u202egpj.exe\\u2066"');
    expect(await page.evaluate("document.title")).toBe(`Verdict: ${report.portfolio.length} rules`);
    expect(events.splice(0)).toEqual([]);
  });

  it.each([
    ["a desktop", 1280, 900],
    ["a phone", 390, 844],
  ])("fits the width of %s and is readable, light and dark", async (_, width, height) => {
    const page = await open(width, height);
    await page.evaluate(`document.querySelectorAll("details").forEach((d) => { d.open = true; })`);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    // a long query is broken, not cut
    expect(await page.evaluate(`[...document.querySelectorAll("pre.rule-text")].filter((p) => p.scrollWidth > p.clientWidth).length`)).toBe(
      0,
    );
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // what the text makes
      const worst = (await page.evaluate(contrasts)) as Readonly<Record<string, number>>;
      expect(Object.keys(worst).length).toBeGreaterThan(15);
      expect(Object.entries(worst).filter(([, contrast]) => contrast < 4.5)).toEqual([]);
    }
  });

  it.each([1280, 390])("keeps the targets' names in sight while rules scroll by, %i wide", async (width) => {
    const page = await open(width, 600);
    await page.evaluate(`document.querySelector("tr.rule:last-child").scrollIntoView({ block: "end" })`);
    const [head, last] = (await page.evaluate(
      `[document.querySelectorAll("thead")[1].rows[0].cells[0], document.querySelector("tr.rule:last-child")].map((e) => e.getBoundingClientRect().top)`,
    )) as readonly number[];
    expect(head).toBeGreaterThanOrEqual(0);
    expect(head).toBeLessThan(last ?? 0);
    expect(last).toBeLessThan(600);
  });

  it("shows where the keyboard is", async () => {
    const page = await open();
    const stops: string[] = [];
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(
        `[document.activeElement.tagName, document.activeElement.matches(":focus-visible") && getComputedStyle(document.activeElement).outlineStyle].join(" ")`,
      );
      stops.push(String(stop));
    }
    expect(new Set(stops)).toEqual(new Set(["DIV solid", "INPUT solid", "SUMMARY solid", "A solid"]));
  });
});
