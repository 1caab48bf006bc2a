import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasError, warning } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { frontEnds } from "../../frontends/index.ts";
import type { Rule } from "../../ir/rule.ts";
import type { EventLine } from "../events.ts";
import { eventBatches } from "../events.ts";
import { exit, UsageError } from "../exit.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import type { Matcher } from "../matcher.ts";
import { jsMatcher, oracleMatcher } from "../matcher.ts";
import { publish } from "../report.ts";
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

interface Tally {
  events: number;
  matches: number;
  readonly bad: { readonly line: number; readonly text: string; readonly why: string }[];
  badCount: number;
  /** By rule: how many events it failed on, and the line of the first. */
  readonly failed: Map<Rule, { count: number; readonly line: number }>;
}

/** `verdict match`: one JSON line a match on stdout, in the order of events, then of rules. */
export async function match(paths: readonly string[], flags: MatchFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(paths, flags, targets);
  const lowered = loaded.documents.map((document) => lowerDocument(document, { schema: loaded.schema, frontEnds, window: null }));
  const rules = lowered.map((l) => l.rule).filter((r) => r !== null);
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics, ...lowered.flatMap((l) => l.diagnostics)];
  if (settingsFail(loaded)) {
    await publish({ ...loaded, diagnostics }, "match", flags.format, terminal, "taken");
    return exit.usage;
  }
  if (loaded.files.includes("<stdin>") && flags.events === "-")
    throw new UsageError("rules and events cannot both come from standard input");
  // in text, what is wrong with the rules is said before matching starts, which may take for ever
  const early = flags.format === "text" ? diagnostics.splice(0) : [];
  await publish({ ...loaded, diagnostics: early }, "match", "text", terminal, "taken");
  const matcher = flags.engine === "js" ? await jsMatcher(rules, targets) : oracleMatcher(rules);
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
    `${plural(tally.events, "event")}, ${plural(rules.length, "rule")}: ${plural(tally.matches, "match").replace("matchs", "matches")}${skipped}\n`,
  );
  return hasError([...early, ...diagnostics]) ? exit.broken : exit.ok;
}

const lineOf = (rule: Rule, lines: readonly number[]): string =>
  `${JSON.stringify({ rule: rule.metadata.ruleId, name: rule.metadata.name, lines })}\n`;

async function run(rules: readonly Rule[], matcher: Matcher, flags: MatchFlags, tally: Tally, terminal: Terminal): Promise<void> {
  for await (const batch of eventBatches(flags.events)) {
    const events = batch.filter((l) => l.ok);
    for (const line of batch) if (!line.ok) remember(tally, line);
    const verdicts = await matcher.run(events.map((l) => l.event));
    let out = "";
    events.forEach(({ line }, e) => {
      rules.forEach((rule, r) => {
        const verdict = verdicts[r]?.[e];
        if (verdict === "match") {
          out += lineOf(rule, [line]);
          tally.matches++;
        } else if (verdict === "error") {
          const failed = tally.failed.get(rule);
          if (failed === undefined) tally.failed.set(rule, { count: 1, line });
          else failed.count++;
        }
      });
    });
    tally.events += events.length;
    if (out !== "") await terminal.print(out);
    terminal.progress(tally.events, null, "events");
  }
}

function remember(tally: Tally, line: Extract<EventLine, { ok: false }>): void {
  tally.badCount++;
  if (tally.bad.length < shownBadLines) tally.bad.push({ line: line.line, text: line.text.slice(0, shownLength), why: line.why });
}

/** Warnings with their lines. The events were not kept, so the text that they point into is rebuilt with empty lines for those that were fine. */
function tallyDiagnostics(events: string, tally: Tally, texts: Map<string, string>): readonly Diagnostic[] {
  const file = events === "-" ? "<stdin>" : events;
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
  if (more > 0) diagnostics.push({ ...warning("cli/bad-event", `${more} more lines are no events`, null), file });
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
