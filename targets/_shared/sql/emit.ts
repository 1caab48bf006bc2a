import { fieldName } from "../../../src/ir/field.ts";
import type { Filter, Metadata, Rule, Window } from "../../../src/ir/rule.ts";
import { sha256 } from "../../../src/source/sha256.ts";
import { span } from "../../../src/source/span.ts";
import { verdictVersion } from "../../../src/source/verdict-version.ts";
import { fidelityOf } from "../../../src/target/fidelity.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Emission } from "../../../src/target/target.ts";
import { template } from "../../../src/target/template.ts";
import { lowerCondition } from "./condition.ts";
import { type Context, refuse } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import { document } from "./layout.ts";
import { viewName } from "./names.ts";
import { print } from "./print.ts";
import { comment } from "./quote.ts";
import * as templates from "./templates.generated.ts";
import { call, column, type Sql, text } from "./tree.ts";

const render = template(templates.rule, comment);

/** One view a rule: its matches, one row each, of all times; the caller filters by `window_time`. */
export function emit(dialect: Dialect, rule: Rule, options: Options): Emission {
  const context: Context = { dialect, layout: document, negated: false, deviations: [], refusals: [], names: { count: 0 } };
  const { detection, metadata } = rule;
  const source = rule.sources[detection.source];
  const where = source === undefined ? null : lowerCondition(context, source.where);
  const problem = dialect.syntax.quote.problem(metadata.ruleId);
  if (problem !== null) refuse(context, "sql/text", span(0, 0), `the rule's id: ${problem}`);
  if (where === null || context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const show = (sql: Sql): string => print(sql, dialect.syntax, 2);
  const id = column("e", "id");
  const sql = render({
    ...header(rule, context),
    title: dialect.title,
    layout: String(options["layout"] ?? "document"),
    before: dialect.statements.createView(dialect.syntax.quote.identifier(viewName(metadata.ruleId))),
    ruleIdText: show(text(metadata.ruleId)),
    alertId: show(dialect.alertId(alertPrefix(metadata.ruleId), id)),
    timestamp: show(time(context, fieldName(detection.order.timestamp))),
    windowTime: show(windowTime(context, rule.schedule.window, detection)),
    eventIds: show(dialect.list([id])),
    keys: show(dialect.list([])),
    table: dialect.syntax.quote.identifier(String(options["table"] ?? "events")),
    where: print(where, dialect.syntax, 2),
    order: order(context, detection),
  });
  return { ok: true, artifacts: [{ suffix: ".sql", text: sql }], deviations: context.deviations, warnings: [] };
}

/** What an event's id is put behind: with a colon only at its end, no two pairs of rule and event give the same text. */
const alertPrefix = (ruleId: string): string => `${ruleId.includes(":") ? sha256(ruleId) : ruleId}:`;

function time(context: Context, field: string): Sql {
  return field === "@timestamp" ? column("e", "ts") : context.dialect.firstTime(field);
}

/** The time by which the rule's window takes events. */
function windowTime(context: Context, window: Window | null, detection: Filter): Sql {
  if (window === null) return time(context, fieldName(detection.order.timestamp));
  const own = time(context, fieldName(window.timestamp));
  if (window.override === null || fieldName(window.override) === fieldName(window.timestamp)) return own;
  const override = time(context, fieldName(window.override));
  return window.fallback ? call("coalesce", override, own) : override;
}

function order(context: Context, { order: by, limit }: Filter): string | null {
  if (limit === null) return null;
  const direction = limit.side === "head" ? "ASC" : "DESC";
  const keys = [
    time(context, fieldName(by.timestamp)),
    ...(by.tiebreaker === null ? [] : [context.dialect.firstValue(fieldName(by.tiebreaker))]),
    column("e", "id"),
  ];
  const list = keys.map((k) => `${print(k, context.dialect.syntax, 2)} ${direction}`).join(", ");
  return `ORDER BY ${list}\nLIMIT ${limit.count}${limit.offset === 0 ? "" : ` OFFSET ${limit.offset}`}`;
}

interface Fact {
  readonly label: string;
  readonly text: string;
}

const fact = (label: string, value: string | null): readonly Fact[] => (value === null || value === "" ? [] : [{ label, text: value }]);

function header({ metadata: m, schedule }: Rule, { deviations }: Context): object {
  return {
    name: m.name,
    ruleId: m.ruleId,
    version: m.version,
    severity: m.severity,
    riskScore: m.riskScore,
    fidelity: fidelityOf(deviations),
    deviations,
    facts: [
      ...fact("description", m.description),
      ...fact("ATT&CK", attack(m)),
      ...fact("tags", m.tags.join(", ")),
      ...fact("references", m.references.join(", ")),
      ...fact("false positives", m.falsePositives.join("; ")),
      ...fact("author", m.author.join(", ")),
      ...fact("license", m.license),
      ...fact("schedule", scheduleText(schedule.interval, schedule.window)),
    ],
    verdict: verdictVersion,
    hash: m.sourceHash,
    language: m.language,
    query: m.query.trim(),
    guide: [m.setup, m.note].filter((t) => t !== null).join("\n\n"),
  };
}

const attack = (m: Metadata): string =>
  m.threat
    .flatMap((t) => [...(t.tactic === null ? [] : [t.tactic]), ...t.technique.flatMap((q) => [q, ...q.subtechnique])])
    .map((x) => `${x.id} ${x.name}`)
    .join(", ");

function scheduleText(interval: string, window: Window | null): string {
  if (window === null) return `every ${interval}`;
  const by = fieldName(window.override ?? window.timestamp);
  const fallback = window.override !== null && window.fallback ? `, or ${fieldName(window.timestamp)} where it is missing` : "";
  return `every ${interval}, events whose ${by} (window_time${fallback}) lies from ${window.from} to ${window.to}`;
}
