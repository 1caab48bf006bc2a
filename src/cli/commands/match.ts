import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasError, warning } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { detect } from "../../eval/detect.ts";
import { isFilterRule, type Rule, withoutLimit } from "../../ir/rule.ts";
import type { JsonObject } from "../../source/json.ts";
import type { EventLine } from "../events.ts";
import { eventBatches } from "../events.ts";
import { exit, UsageError } from "../exit.ts";
import { stdinName } from "../files.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import type { Matcher, Subject } from "../matcher.ts";
import { jsMatcher, oracleMatcher } from "../matcher.ts";
import { windowless } from "../pipeline.ts";
import { errorsOf, publish } from "../report.ts";
import { plural } from "../summary.ts";
import type { Terminal } from "../terminal.ts";

export interface MatchFlags extends RuleFlags {
  readonly events: string;
  readonly engine: "oracle" | "js";
}

/** Bad lines beyond this many are only counted. */
const shownBadLines = 20;
/** Of a bad line, this much is kept to be shown. */
const shownLength = 4096;

interface Match {
  readonly rule: Rule;
  /** The rule's place among the rules. */
  readonly order: number;
  readonly lines: readonly number[];
}

interface Tally {
  events: number;
  matches: number;
  readonly bad: { readonly line: number; readonly text: string; readonly why: string }[];
  badCount: number;
  /** By rule: how many events it failed on, and the line of the first. */
  readonly failed: Map<Rule, { count: number; readonly line: number }>;
}

/** `verdict match`: one JSON line a match on stdout, in the order of the last line of the match, then of the rules. The time window of a rule is left out. */
export async function match(paths: readonly string[], flags: MatchFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(paths, flags, targets);
  if (loaded.files.includes(stdinName) && flags.events === "-")
    throw new UsageError("rules and events cannot both come from standard input");
  const lowered = loaded.documents.map((document) => ({
    document,
    ...lowerDocument(document, windowless(loaded.schema, Date.now())),
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
  // in text, what is wrong with the rules is said before matching starts, which may take for ever
  if (flags.format === "text") await publish({ ...loaded, diagnostics: diagnostics.splice(0) }, "match", "text", terminal, "taken");
  const tally: Tally = { events: 0, matches: 0, bad: [], badCount: 0, failed: new Map() };
  try {
    await run(rules, matcher, flags, tally, terminal);
  } finally {
    await matcher.close();
  }
  terminal.clearProgress();
  diagnostics.push(...tallyDiagnostics(flags.events, tally, loaded.texts));
  await publish({ ...loaded, diagnostics }, "match", flags.format, terminal, "taken");
  const skipped = tally.badCount === 0 ? "" : `, ${plural(tally.badCount, "line")} skipped`;
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

/** What is kept of the stream for rules that know their matches only at its end: those with `head` or `tail`, and those that join events. */
interface Held {
  readonly rule: Rule;
  readonly order: number;
  readonly lines: { readonly line: number; readonly event: JsonObject }[];
}

async function run(rules: readonly Rule[], matcher: Matcher, flags: MatchFlags, tally: Tally, terminal: Terminal): Promise<void> {
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
    for (const line of batch) if (!line.ok) remember(tally, line);
    for (const held of joining) held.lines.push(...events);
    const verdicts = await matcher.run(events.map((l) => l.event));
    const found = events.flatMap(({ line, event }, e) =>
      rules.flatMap((rule, order): readonly Match[] => {
        const verdict = verdicts[order]?.[e];
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
  for (const held of joining) waiting.push(...(await joined(held, matcher)));
  waiting.sort((a, b) => (a.lines.at(-1) ?? 0) - (b.lines.at(-1) ?? 0) || a.order - b.order);
  await printMatches(waiting, tally, terminal);
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

async function joined({ rule, order, lines }: Held, matcher: Matcher): Promise<readonly Match[]> {
  const found = await matcher.detect(
    order,
    lines.map((l) => l.event),
  );
  return found.map((members) => ({ rule, order, lines: members.flatMap((at) => lines[at]?.line ?? []) }));
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

function remember(tally: Tally, line: Extract<EventLine, { ok: false }>): void {
  tally.badCount++;
  if (tally.bad.length < shownBadLines) tally.bad.push({ line: line.line, text: line.text.slice(0, shownLength), why: line.why });
}

/** Warnings with their lines. The events were not kept, so the text that they point into is rebuilt with empty lines for those that were fine. */
function tallyDiagnostics(events: string, tally: Tally, texts: Map<string, string>): readonly Diagnostic[] {
  const file = events === "-" ? stdinName : events;
  let text = "";
  let at = 1;
  const diagnostics: Diagnostic[] = [];
  for (const bad of tally.bad) {
    text += "\n".repeat(bad.line - at);
    at = bad.line;
    diagnostics.push({ ...warning("cli/bad-event", bad.why, { start: text.length, end: text.length + bad.text.length }), file });
    text += bad.text;
  }
  texts.set(file, text);
  const more = tally.badCount - tally.bad.length;
  if (more > 0) diagnostics.push({ ...warning("cli/bad-event", `${plural(more, "more line")} without an event`, null), file });
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
