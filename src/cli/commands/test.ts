import { existsSync } from "node:fs";
import { engines } from "../../../targets/engines.ts";
import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { error, hasError, warning } from "../../diagnostics/diagnostic.ts";
import type { JunitCase } from "../../diagnostics/render-junit.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { isFilterRule, withoutLimit } from "../../ir/rule.ts";
import { eventsFileOf, readEvents } from "../../rules/events-file.ts";
import { chosenEngines, emitterFor } from "../engine-choice.ts";
import { exit } from "../exit.ts";
import { readText, stdinName } from "../files.ts";
import type { RuleFlags } from "../flags.ts";
import type { Loaded } from "../load.ts";
import { loadRules, settingsFail } from "../load.ts";
import { windowless } from "../pipeline.ts";
import { complain, errorsOf, publish } from "../report.ts";
import type { Word } from "../summary.ts";
import { plural, table } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import type { EngineResult, RuleResult, Subject } from "../test-run.ts";
import { caseAt, failures, runEngine, runOracle, wanted } from "../test-run.ts";

export interface TestFlags extends RuleFlags {
  readonly engine: readonly string[];
}

/** `verdict test`: the events beside each rule, on the oracle and on every engine that is there. */
export async function test(paths: readonly string[], flags: TestFlags, terminal: Terminal): Promise<number> {
  const chosen = chosenEngines(flags.engine);
  const loaded = await loadRules(paths, flags, targets);
  const { subjects, diagnostics } = await subjectsOf(loaded);
  if (settingsFail(loaded)) {
    await publish({ ...loaded, diagnostics }, "test", flags.format, terminal, "free");
    return exit.usage;
  }
  const results: EngineResult[] = chosen.includes("oracle") ? [runOracle(subjects)] : [];
  for (const id of chosen) {
    const load = engines[id];
    if (load === undefined) continue;
    const adapter = await load();
    const progress = (done: number): void => terminal.progress(done, subjects.length, id);
    results.push(await runEngine(id, adapter, subjects, emitterFor(adapter, loaded), progress));
  }
  terminal.clearProgress();
  const found = results.flatMap((r) => failures(subjects, r));
  const all = [...diagnostics, ...found];
  await show(subjects, results, { ...loaded, diagnostics: all }, flags, terminal);
  if (hasError(diagnostics)) return exit.broken;
  return found.length > 0 ? exit.findings : exit.ok;
}

async function subjectsOf(loaded: Loaded): Promise<{ readonly subjects: readonly Subject[]; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics];
  const subjects: Subject[] = [];
  const clock = Date.now();
  for (const document of loaded.documents) {
    const lowered = lowerDocument(document, windowless(loaded.schema, clock));
    diagnostics.push(...errorsOf([lowered]));
    const { name } = document.source;
    const eventsFile = eventsFileOf(name);
    if (name === stdinName || name === "<query>" || !existsSync(eventsFile)) {
      diagnostics.push({
        ...warning("cli/no-events", `no events beside \`${document.metadata.path}\``, null, { help: `write them to \`${eventsFile}\`` }),
        file: name,
      });
      continue;
    }
    const source = await readText(eventsFile);
    if ("severity" in source) {
      diagnostics.push(source);
      continue;
    }
    loaded.texts.set(source.name, source.text);
    const events = readEvents(source);
    diagnostics.push(...events.diagnostics);
    if (lowered.rule === null) continue;
    const { cases, streams, now } = events;
    const rule = now === null ? lowered.rule : { ...lowered.rule, schedule: { ...lowered.rule.schedule, now } };
    // one event is judged by itself: the limit is for the streams
    if (cases.length > 0 && !isFilterRule(rule)) {
      const help = "write `streams`: events together, and the alerts that they give";
      diagnostics.push({
        ...error("events/bad-case", "the rule joins events: none is judged by itself", cases[0]?.span ?? null, { help }),
        file: source.name,
      });
    } else if (cases.length > 0) subjects.push({ rule: withoutLimit(rule), cases, streams: [], eventsFile });
    if (streams.length > 0) subjects.push({ rule, cases: [], streams, eventsFile });
  }
  return { subjects, diagnostics };
}

interface Findings {
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

async function show(
  subjects: readonly Subject[],
  results: readonly EngineResult[],
  report: Findings,
  flags: TestFlags,
  terminal: Terminal,
): Promise<void> {
  const summary = totals(subjects, results);
  if (flags.format === "text") {
    const present = results.filter((r) => r.missing === null);
    if (subjects.length > 0 && !terminal.quiet)
      await terminal.print(`${verdictTable(subjects, present, terminal)}\n${summary}${report.diagnostics.length > 0 ? "\n" : ""}`);
    complain(report, terminal);
    return;
  }
  terminal.tell(summary);
  if (flags.format === "junit") {
    const { renderJunit } = await import("../../diagnostics/render-junit.ts");
    await terminal.print(renderJunit("verdict test", junit(subjects, results, report.diagnostics)));
  } else await publish(report, "test", flags.format, terminal, "free");
}

const same = (text: string): string => text;

function resultWord(result: RuleResult | undefined, terminal: Terminal): Word {
  const { error, warning } = terminal.outStyles;
  if (result === undefined) return { text: "-", paint: same };
  if (result.kind === "refused") return { text: "refused", paint: warning };
  if (result.kind === "failed") return { text: "failed!", paint: error };
  const compared = result.cases.filter((c) => c.kind !== "left-out").length;
  const agreed = result.cases.filter((c) => c.kind === "agrees").length;
  const fidelity = result.fidelity === "exact" ? "" : ` ${result.fidelity}`;
  return agreed === compared ? { text: `${agreed}${fidelity}`, paint: same } : { text: `${agreed}/${compared}!${fidelity}`, paint: error };
}

function verdictTable(subjects: readonly Subject[], results: readonly EngineResult[], terminal: Terminal): string {
  const { strong } = terminal.outStyles;
  const head = ["rule", "events", ...results.map((r) => r.id)].map((text): Word => ({ text, paint: strong }));
  const rows = subjects.map(({ rule, cases, streams }, i): readonly Word[] => [
    { text: rule.metadata.path, paint: same },
    { text: String(cases.length + streams.length), paint: same },
    ...results.map((r) => resultWord(r.rules[i], terminal)),
  ]);
  return table([head, ...rows]);
}

/** What was run, how it went, and the engines that are not there, by name. Ends with a newline. */
function totals(subjects: readonly Subject[], results: readonly EngineResult[]): string {
  const cases = results.flatMap((r) => r.rules.flatMap((rule) => (rule.kind === "ran" ? rule.cases : [])));
  const count = (kind: (typeof cases)[number]["kind"]): number => cases.filter((c) => c.kind === kind).length;
  const refused = results.flatMap((r) => r.rules).filter((r) => r.kind === "refused").length;
  const present = results.filter((r) => r.missing === null);
  const events = subjects.reduce((sum, s) => sum + s.cases.length + s.streams.reduce((n, stream) => n + stream.events.length, 0), 0);
  const lines = [
    `${plural(new Set(subjects.map((s) => s.eventsFile)).size, "rule")}, ${plural(events, "event")}, ${plural(present.length, "engine")} (${present.map((r) => r.name).join(", ")})`,
    `${count("agrees")} verdicts as expected, ${count("differs")} not; ${count("left-out")} not comparable, ${plural(refused, "refusal")}`,
    ...results.filter((r) => r.missing !== null).map((r) => `not there: ${r.id} (${r.missing})`),
  ];
  return `${lines.join("\n")}\n`;
}

/** A suite an engine, a case an event; an engine that is not there is one skipped case. */
function junit(subjects: readonly Subject[], results: readonly EngineResult[], diagnostics: readonly Diagnostic[]): readonly JunitCase[] {
  const broken = diagnostics
    .filter((d) => d.severity === "error" && d.code !== "cli/wrong-verdict" && d.code !== "cli/engine-failed")
    .map(
      (d): JunitCase => ({
        suite: "rules",
        name: `${d.file ?? "verdict"} ${d.code}`,
        file: d.file,
        outcome: { kind: "failed", type: d.code, message: d.message, text: d.message },
      }),
    );
  return [
    ...broken,
    ...results.flatMap((result): readonly JunitCase[] =>
      result.missing !== null
        ? [{ suite: result.id, name: result.id, file: null, outcome: { kind: "skipped", why: result.missing } }]
        : result.rules.flatMap((rule, i) => ruleCases(result.id, subjects[i], rule)),
    ),
  ];
}

function ruleCases(suite: string, subject: Subject | undefined, result: RuleResult): readonly JunitCase[] {
  if (subject === undefined) return [];
  const { path } = subject.rule.metadata;
  const base = { suite, file: subject.eventsFile };
  if (result.kind === "refused") return [{ ...base, name: path, outcome: { kind: "skipped", why: `refused: ${result.why}` } }];
  if (result.kind === "failed")
    return [{ ...base, name: path, outcome: { kind: "failed", type: "cli/engine-failed", message: result.why, text: result.why } }];
  return result.cases.map((c, k): JunitCase => {
    const expected = caseAt(subject, k);
    const name = `${path}: ${expected?.name ?? k}`;
    if (c.kind === "left-out") return { ...base, name, outcome: { kind: "skipped", why: c.why } };
    if (c.kind === "agrees") return { ...base, name, outcome: { kind: "passed", output: null } };
    const message = `${c.found}, not ${expected === undefined ? "" : wanted(expected)}`;
    return { ...base, name, outcome: { kind: "failed", type: "cli/wrong-verdict", message, text: expected?.why ?? "" } };
  });
}
