import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasError, warning } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { detect } from "../../eval/detect.ts";
import type { Instants } from "../../eval/new-terms.ts";
import { timeOf } from "../../eval/timeline.ts";
import { isFilterRule, type Rule, type Window, withoutLimit } from "../../ir/rule.ts";
import type { JsonObject } from "../../source/json.ts";
import type { BadLines } from "../bad-lines.ts";
import { badLineWarnings, noBadLines, rememberBad } from "../bad-lines.ts";
import { eventBatches } from "../events.ts";
import { exit, UsageError } from "../exit.ts";
import { stdinName } from "../files.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import type { TimeFlags, Times } from "../match-times.ts";
import { counts, newTermsWindow, timesOf } from "../match-times.ts";
import type { Matcher, Subject } from "../matcher.ts";
import { jsMatcher, oracleMatcher } from "../matcher.ts";
import { windowless } from "../pipeline.ts";
import { errorsOf, publish } from "../report.ts";
import { plural } from "../summary.ts";
import type { Terminal } from "../terminal.ts";

export interface MatchFlags extends RuleFlags, TimeFlags {
  readonly events: string;
  readonly indicators?: string;
  readonly engine: "oracle" | "js";
}

interface Match {
  readonly rule: Rule;
  /** The rule's place among the rules. */
  readonly order: number;
  readonly lines: readonly number[];
}

interface Tally {
  events: number;
  matches: number;
  readonly bad: BadLines;
  /** By rule: how many events it failed on, and the line of the first. */
  readonly failed: Map<Rule, { count: number; readonly line: number }>;
}

/**
 * `verdict match`: one JSON line a match on stdout, in the order of the last line of the match, then of the rules. The time
 * window of a rule is left out, but for new terms, which are new in it; `--from` and `--to` set one for all.
 */
export async function match(paths: readonly string[], flags: MatchFlags, terminal: Terminal): Promise<number> {
  const times = timesOf(flags, Date.now());
  const loaded = await loadRules(paths, flags, targets);
  const fromStdin = [loaded.files.includes(stdinName), flags.events === "-", flags.indicators === "-"].filter((x) => x).length;
  if (fromStdin > 1) throw new UsageError("rules, events and indicators cannot come from standard input together");
  const lowered = loaded.documents.map((document) => ({
    document,
    ...lowerDocument(document, windowless(loaded.schema, times.now)),
  }));
  const rules = lowered.flatMap((l) => (l.rule === null ? [] : [l.rule]));
  const subjects = lowered.flatMap(({ document, rule }) =>
    rule === null ? [] : [{ document, rule: isFilterRule(rule) ? withoutLimit(rule) : rule }],
  );
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics, ...errorsOf(lowered)];
  const matcher = settingsFail(loaded) ? null : await matcherFor(subjects, flags, diagnostics);
  if (matcher === null) {
    await publish({ ...loaded, diagnostics }, "match", flags.format, terminal, "taken");
    return settingsFail(loaded) ? exit.usage : exit.broken;
  }
  const code = hasError(diagnostics) ? exit.broken : exit.ok;
  const indicators = await indicatorsFor(rules, flags, loaded.texts, diagnostics);
  const given: Given = { times, indicators, windows: subjects.map((s) => s.document.schedule.window) };
  // in text, what is wrong with the rules is said before matching starts, which may take for ever
  if (flags.format === "text") await publish({ ...loaded, diagnostics: diagnostics.splice(0) }, "match", "text", terminal, "taken");
  const tally: Tally = { events: 0, matches: 0, bad: noBadLines(), failed: new Map() };
  try {
    diagnostics.push(...(await run(rules, matcher, flags, given, tally, terminal)));
  } finally {
    await matcher.close();
  }
  terminal.clearProgress();
  diagnostics.push(...tallyDiagnostics(flags.events, tally, loaded.texts));
  await publish({ ...loaded, diagnostics }, "match", flags.format, terminal, "taken");
  const skipped = tally.bad.count === 0 ? "" : `, ${plural(tally.bad.count, "line")} skipped`;
  terminal.tell(
    `${plural(tally.events, "event")}, ${plural(rules.length, "rule")}: ${tally.matches} match${tally.matches === 1 ? "" : "es"}${skipped}\n`,
  );
  return code;
}

async function matcherFor(subjects: readonly Subject[], flags: MatchFlags, diagnostics: Diagnostic[]): Promise<Matcher | null> {
  if (flags.engine === "oracle") return oracleMatcher(subjects);
  const made = await jsMatcher(subjects);
  if ("run" in made) return made;
  diagnostics.push(...made);
  return null;
}

/** What rules are given beside the events; `windows` are the schedule's, by rule. */
interface Given {
  readonly times: Times;
  readonly indicators: readonly JsonObject[];
  readonly windows: readonly (Window | null)[];
}

/** The documents of `--indicators`. A rule that matches events with some and gets none is told of. */
async function indicatorsFor(
  rules: readonly Rule[],
  { indicators: path }: MatchFlags,
  texts: Map<string, string>,
  diagnostics: Diagnostic[],
): Promise<readonly JsonObject[]> {
  if (path === undefined) {
    for (const { detection, metadata } of rules) {
      if (detection.kind !== "indicator-join") continue;
      const help = "give them with `--indicators FILE`, one JSON object a line";
      const message = `rule \`${metadata.name}\` matches events with indicators, and there are none`;
      diagnostics.push(warning("cli/no-indicators", message, null, { help }));
    }
    return [];
  }
  const bad = noBadLines();
  const found: JsonObject[] = [];
  for await (const batch of eventBatches(path)) {
    for (const line of batch) {
      if (line.ok) found.push(line.event);
      else rememberBad(bad, line);
    }
  }
  diagnostics.push(...badLineWarnings(path, bad, texts));
  return found;
}

/** What is kept of the stream for rules that know their matches only at its end: those with `head` or `tail`, and those that join events. */
interface Held {
  readonly rule: Rule;
  readonly order: number;
  readonly lines: { readonly line: number; readonly event: JsonObject }[];
}

async function run(
  rules: readonly Rule[],
  matcher: Matcher,
  flags: MatchFlags,
  given: Given,
  tally: Tally,
  terminal: Terminal,
): Promise<readonly Diagnostic[]> {
  const { times } = given;
  const diagnostics: Diagnostic[] = [];
  const limited = new Map<Rule, Held>();
  const joining: Held[] = [];
  for (const [order, rule] of rules.entries()) {
    if (!isFilterRule(rule)) joining.push({ rule, order, lines: [] });
    else if (rule.detection.limit !== null) limited.set(rule, { rule, order, lines: [] });
  }
  // as long as one waits for the end all wait, to keep the order
  const late = limited.size > 0 || joining.length > 0;
  const waiting: Match[] = [];
  for await (const batch of eventBatches(flags.events)) {
    const events = batch.filter((l) => l.ok);
    for (const line of batch) if (!line.ok) rememberBad(tally.bad, line);
    // what is history for new terms comes before the window
    for (const held of joining)
      held.lines.push(...events.filter(({ event }) => held.rule.detection.kind === "new-terms" || counts(held.rule, event, times)));
    const verdicts = await matcher.run(events.map((l) => l.event));
    const found = events.flatMap(({ line, event }, e) =>
      rules.flatMap((rule, order): readonly Match[] => {
        const verdict = counts(rule, event, times) ? verdicts[order]?.[e] : "no-match";
        if (verdict === "error") noteFailure(tally, rule, line);
        if (verdict !== "match") return [];
        const held = limited.get(rule);
        held?.lines.push({ line, event });
        return held === undefined ? [{ rule, order, lines: [line] }] : [];
      }),
    );
    tally.events += events.length;
    if (late) waiting.push(...found);
    else await printMatches(found, tally, terminal);
    terminal.progress(tally.events, null, "events");
  }
  for (const held of limited.values()) waiting.push(...kept(held));
  for (const held of joining) waiting.push(...(await joined(held, matcher, given, diagnostics)));
  waiting.sort((a, b) => (a.lines.at(-1) ?? 0) - (b.lines.at(-1) ?? 0) || a.order - b.order);
  await printMatches(waiting, tally, terminal);
  return diagnostics;
}

/** Those of its matches that a rule's `head` or `tail` keeps. They are matches already, so the condition is not asked again. */
function kept({ rule, order, lines }: Held): readonly Match[] {
  const where = { kind: "constant" as const, id: 0, span: { start: 0, end: 0 }, value: true };
  const sources = Object.fromEntries(Object.entries(rule.sources).map(([id, source]) => [id, { ...source, where }]));
  const found = detect(
    { ...rule, sources },
    lines.map((l) => l.event),
  );
  return found.map(({ members }) => ({ rule, order, lines: members.flatMap((at) => lines[at]?.line ?? []) }));
}

async function joined(
  { rule, order, lines }: Held,
  matcher: Matcher,
  { times, indicators, windows }: Given,
  diagnostics: Diagnostic[],
): Promise<readonly Match[]> {
  const { detection } = rule;
  const events = lines.map((l) => l.event);
  const when = detection.kind === "new-terms" ? newTermsWindow(detection, windows[order] ?? null, events, times) : null;
  if (when !== null && events.length > 0 && !events.some((event) => isHistory(event, rule, when))) {
    const [history, from] = [when.history, when.from].map((time) => new Date(time).toISOString());
    diagnostics.push(
      warning("cli/no-history", `rule \`${rule.metadata.name}\` finds no history: no event lies from ${history} until ${from}`, null, {
        help: "every value is new then; give the events before the window as well, or say with `--from` where it begins",
      }),
    );
  }
  const found = await matcher.detect(order, { events, when, indicators });
  return found.map((members) => ({ rule, order, lines: members.flatMap((at) => lines[at]?.line ?? []) }));
}

function isHistory(event: JsonObject, { detection }: Rule, { history, from }: Instants): boolean {
  const time = timeOf(event, detection.order);
  return time >= history && time < from;
}

async function printMatches(matches: readonly Match[], tally: Tally, terminal: Terminal): Promise<void> {
  tally.matches += matches.length;
  const lines = matches.map(
    ({ rule, lines: at }) => `${JSON.stringify({ rule: rule.metadata.ruleId, name: rule.metadata.name, lines: at })}\n`,
  );
  if (lines.length > 0) await terminal.print(lines.join(""));
}

function noteFailure(tally: Tally, rule: Rule, line: number): void {
  const failed = tally.failed.get(rule);
  if (failed === undefined) tally.failed.set(rule, { count: 1, line });
  else failed.count++;
}

function tallyDiagnostics(events: string, tally: Tally, texts: Map<string, string>): readonly Diagnostic[] {
  const file = events === "-" ? stdinName : events;
  const diagnostics: Diagnostic[] = [...badLineWarnings(events, tally.bad, texts)];
  for (const [rule, { count, line }] of tally.failed) {
    diagnostics.push({
      ...warning(
        "cli/event-error",
        `rule \`${rule.metadata.name}\` fails at run time on ${plural(count, "event")}, first on line ${line}`,
        null,
        {
          help: "neither match nor no match: Elasticsearch would fail the search",
        },
      ),
      file,
    });
  }
  return diagnostics;
}
