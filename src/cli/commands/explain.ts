import { targets } from "../../../targets/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { hasError } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/render-line.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { verdictOf } from "../../eval/evaluate.ts";
import type { ExplainedVerdict, Explanation, Observation } from "../../eval/explain.ts";
import { explainCondition, explain as explainRule } from "../../eval/explain.ts";
import { isFilterRule, type Rule } from "../../ir/rule.ts";
import type { Value } from "../../ir/value.ts";
import { readEvents } from "../../rules/events-file.ts";
import type { JsonObject } from "../../source/json.ts";
import { readEventLine } from "../events.ts";
import { exit, UsageError } from "../exit.ts";
import { readText, stdinName } from "../files.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import { windowless } from "../pipeline.ts";
import { printJson } from "../print-json.ts";
import { errorsOf, publish } from "../report.ts";
import type { Terminal } from "../terminal.ts";

export interface ExplainFlags extends RuleFlags {
  readonly event: string;
}

/** `now`: what that means in the rule's dates, where the file says so. */
interface NamedEvent {
  readonly now: number | null;
  readonly name: string;
  readonly event: JsonObject;
}

/** `verdict explain`: the condition of a rule as a tree, with the truth of each part on an event and the values that decided. */
export async function explain(path: string | undefined, flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(path === undefined ? [] : [path], flags, targets);
  const lowered = loaded.documents.map((document) => ({
    document,
    ...lowerDocument(document, windowless(loaded.schema, Date.now())),
  }));
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics, ...errorsOf(lowered)];
  await publish({ ...loaded, diagnostics }, "explain", flags.format, terminal, "taken");
  if (settingsFail(loaded)) return exit.usage;
  if (hasError(diagnostics)) return exit.broken;
  if (loaded.files.includes(stdinName) && flags.event === "-") throw new UsageError("rule and event cannot both come from standard input");
  const events = await readSomeEvents(flags.event);
  for (const { document, rule, lowered: asWritten } of lowered) {
    // as lowered: passes may merge what the rule says apart
    const shown = asWritten ?? rule;
    if (shown === null) continue;
    for (const { name, event, now } of events) {
      const about = { rule: document.metadata.ruleId, name: document.metadata.name, event: name };
      const pinned = now === null ? shown : { ...shown, schedule: { ...shown.schedule, now } };
      const explained = explanationOf(pinned, event);
      if (flags.format === "json") await terminal.print(printJson({ ...about, ...explained }));
      else await terminal.print(`${page(document.metadata.name, name, document.metadata.conditionText, explained, terminal)}\n`);
    }
  }
  return exit.ok;
}

/** What a rule that joins events says of one: which of its sources take it. */
interface ExplainedSources {
  readonly sources: Readonly<Record<string, Explanation>>;
}

function explanationOf(rule: Rule, event: JsonObject): ExplainedVerdict | ExplainedSources {
  if (isFilterRule(rule)) return explainRule(rule, event);
  const now = rule.schedule.now ?? null;
  return {
    sources: Object.fromEntries(Object.entries(rule.sources).map(([id, { where }]) => [id, explainCondition(where, { event, now })])),
  };
}

/** One event as a JSON document, several as NDJSON, or the cases of a `NAME.events.yaml`. */
async function readSomeEvents(path: string): Promise<readonly NamedEvent[]> {
  const source = await readText(path === "-" ? stdinName : path);
  if ("severity" in source) throw new UsageError(source.message, source.help);
  if (/\.ya?ml$/.test(path)) {
    const { cases, streams, now, diagnostics } = readEvents(source);
    const [first] = diagnostics.filter((d) => d.severity === "error");
    if (first !== undefined) throw new UsageError(`${path}: ${first.message}`, first.help);
    const together = streams.flatMap((s) => s.events.map((event, i) => ({ name: `${s.name}, event ${i + 1}`, event })));
    return [...cases, ...together].map(({ name, event }) => ({ name, event, now }));
  }
  const whole = readEventLine(source.text, 1);
  if (whole.ok) return [{ name: source.name, event: whole.event, now: null }];
  const lines = source.text.split("\n").flatMap((text, i) => (text.trim() === "" ? [] : [readEventLine(text, i + 1)]));
  const bad = lines.find((l) => !l.ok);
  if (lines.length <= 1 || bad !== undefined) {
    throw new UsageError(
      `no event in \`${source.name}\`: ${bad === undefined || lines.length <= 1 ? whole.why : `line ${bad.line}: ${bad.why}`}`,
      "an event is one JSON object; several are one a line",
    );
  }
  return lines.flatMap((l) => (l.ok ? [{ name: `${source.name}:${l.line}`, event: l.event, now: null }] : []));
}

function page(name: string, event: string, query: string, explained: ExplainedVerdict | ExplainedSources, terminal: Terminal): string {
  const { strong } = terminal.outStyles;
  const head = `${strong(visible(name))}\n${visible(event)}`;
  if ("verdict" in explained) return `${head}: ${strong(explained.verdict)}\n${rows(explained.condition, query, 0, terminal).join("")}`;
  const sources = Object.entries(explained.sources).map(
    ([id, condition]) => `${strong(id)}: ${strong(verdictOf(condition.truth))}\n${rows(condition, query, 0, terminal).join("")}`,
  );
  return `${head}: the rule joins events; this one in each of its steps:\n${sources.join("")}`;
}

function rows(node: Explanation, query: string, depth: number, terminal: Terminal): readonly string[] {
  const { error, note, warning } = terminal.outStyles;
  const paint = node.truth === "true" ? note : node.truth === "error" ? error : warning;
  const indent = "  ".repeat(depth);
  const what = node.operands.length > 0 ? node.kind : textOf(node, query);
  const why = node.error === null ? node.observations.map(observed).join(", ") : `fails: ${visible(node.error)}`;
  return [
    `${paint(node.truth.padEnd(5))}  ${indent}${what}${why === "" ? "" : `  <- ${why}`}\n`,
    ...node.operands.flatMap((operand) => rows(operand, query, depth + 1, terminal)),
  ];
}

/** The rule's own words for a node, on one line. */
function textOf(node: Explanation, query: string): string {
  const text = visible(query.slice(node.span.start, node.span.end).replace(/\s+/g, " "));
  if (text.trim() === "") return node.kind;
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

const valueText = (value: Value): string => {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return visible(text.length > 60 ? `${text.slice(0, 59)}…` : text);
};

function observed({ field, values, decided }: Observation): string {
  if (values.length === 0) return `${field} is missing`;
  if (decided !== null && values.length > 1) return `${field} has ${valueText(decided)} (one of ${values.length})`;
  if (decided !== null) return `${field} is ${valueText(decided)}`;
  const shown = values.slice(0, 5).map(valueText).join(", ");
  const more = values.length > 5 ? `, and ${values.length - 5} more` : "";
  return `${field} is ${values.length === 1 ? shown : `[${shown}${more}]`}`;
}
