import { type Field, fieldName } from "../../../src/ir/field.ts";
import { type Filter, type FilterRule, isFilterRule, type Metadata, type Rule, type Window } from "../../../src/ir/rule.ts";
import { remember } from "../../../src/source/remember.ts";
import { span } from "../../../src/source/span.ts";
import { utf8Length } from "../../../src/source/utf8-length.ts";
import { verdictVersion } from "../../../src/source/verdict-version.ts";
import type { CapabilityTable } from "../../../src/target/capability.ts";
import { refuseDetection } from "../../../src/target/detection-refusal.ts";
import { fidelityOf } from "../../../src/target/fidelity.ts";
import { indexOnlyDeviations } from "../../../src/target/index-only.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Emission } from "../../../src/target/target.ts";
import { template } from "../../../src/target/template.ts";
import { lowerCondition } from "./condition.ts";
import { type Context, refuse } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import { joinedQuery } from "./joined.ts";
import { layoutOf } from "./layout.ts";
import { alertPrefix, viewName } from "./names.ts";
import { parametersOf } from "./parameters.ts";
import { print } from "./print.ts";
import { printQuery } from "./print-query.ts";
import { readingOf } from "./projection.ts";
import { expressionsOf, type Query } from "./query.ts";
import { comment } from "./quote.ts";
import * as templates from "./templates.generated.ts";
import { time, windowTime } from "./time.ts";
import { and, binary, boolean, column, depthOf, integer, type Sql, text } from "./tree.ts";
import { usageOf } from "./usage.ts";

const render = template(templates.rule, comment);
const renderFacts = template(templates.facts, comment);
const renderSource = template(templates.source, comment);

/**
 * One query a rule: its matches, one row each. As a view it holds those of all times, and the caller filters by `window_time`; a rule with a limit takes the window as
 * parameters, since the limit counts within it.
 */
export function emit(dialect: Dialect, rule: Rule, options: Options, capabilities: CapabilityTable): Emission {
  if (isFilterRule(rule)) return emitFilter(dialect, rule, options);
  return capabilities[`detection:${rule.detection.kind}`].level === "none"
    ? refuseDetection(rule, capabilities)
    : emitJoined(dialect, rule, options);
}

const contextFor = (dialect: Dialect, rule: Rule, options: Options): Context => ({
  dialect,
  now: nowOf(dialect, rule),
  layout: layoutOf(options, dialect.syntax.quote),
  negated: false,
  deviations: [...indexOnlyDeviations(rule, "sql/index-only")],
  refusals: [],
  columns: new Map(),
  document: column("e", "doc"),
  names: { count: 0 },
});

/** What `now` in the rule's dates is, in milliseconds since 1970: a parameter of a query that has some, the product's own time in a view, or the time that a verifier has set. */
function nowOf({ calendar, joins, statements }: Dialect, rule: Rule): Sql {
  if (parametersOf(rule).length > 0) return joins.millis(statements.parameters.value("now"));
  return rule.schedule.now === undefined ? calendar.now : integer(rule.schedule.now);
}

/** A rule that joins events: one query, a chain of relations. */
function emitJoined(dialect: Dialect, rule: Rule, options: Options): Emission {
  const context = contextFor(dialect, rule, options);
  const query = joinedQuery(context, rule, options);
  const statement = printQuery(query, dialect.syntax);
  checkId(context, rule);
  refuseTooLarge(context, expressionsOf(query), statement);
  const allowing = allowLongChain(context, rule, query);
  if (context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  const view = dialect.syntax.quote.identifier(viewName(rule.metadata.ruleId));
  const { createView, parameters, selectEnd } = dialect.statements;
  const taken = parametersOf(rule);
  const bounded = taken.length > 0;
  const body: Statement = {
    before: bounded ? parameters.before(view, taken) : createView(view),
    statement,
    after: `${selectEnd}${allowing}${bounded ? parameters.after : ""}`,
  };
  return emission(context, rule, options, body);
}

function checkId(context: Context, { metadata }: Rule): void {
  const problem = context.dialect.syntax.quote.problem(metadata.ruleId);
  if (problem !== null) refuse(context, "sql/text", span(0, 0), `the rule's id: ${problem}`);
}

function emitFilter(dialect: Dialect, rule: FilterRule, options: Options): Emission {
  const context = contextFor(dialect, rule, options);
  const source = rule.sources[rule.detection.source];
  const where = source === undefined ? boolean(false) : lowerCondition(context, source.where);
  const body = eventsBody(context, rule, options, where);
  checkId(context, rule);
  refuseTooLarge(context, [where], body.where);
  if (context.refusals.length > 0) return { ok: false, refusals: context.refusals };
  return emission(context, rule, options, body);
}

/** What the template puts together, all of it printed: a statement, or the parts of one that selects single events. */
type Body = Statement | Events;

interface Statement {
  readonly before: string;
  readonly statement: string;
  readonly after: string;
}

interface Events {
  readonly before: string;
  readonly statement: null;
  readonly ruleIdText: string;
  readonly alertId: string;
  readonly timestamp: string;
  readonly windowTime: string;
  readonly eventIds: string;
  readonly keys: string;
  readonly table: string;
  readonly where: string;
  readonly order: string | null;
  readonly after: string;
}

function eventsBody(context: Context, rule: FilterRule, options: Options, where: Sql): Events {
  const { dialect } = context;
  const { detection, metadata, schedule } = rule;
  const { createView, parameters } = dialect.statements;
  const show = (sql: Sql): string => print(sql, dialect.syntax, 2);
  const id = column("e", "id");
  const view = dialect.syntax.quote.identifier(viewName(metadata.ruleId));
  const within = windowTime(context, schedule.window, detection.order);
  const taken = parametersOf(rule);
  const bounded = taken.length > 0;
  const window = and(binary(">=", within, parameters.value("from")), binary("<=", within, parameters.value("to")));
  return {
    before: bounded ? parameters.before(view, taken) : createView(view),
    statement: null,
    ruleIdText: show(text(metadata.ruleId)),
    alertId: show(dialect.alertId(alertPrefix(metadata.ruleId), id)),
    timestamp: show(time(context, detection.order.timestamp)),
    windowTime: show(within),
    eventIds: show(dialect.list([id])),
    keys: show(dialect.list([])),
    table: dialect.syntax.quote.identifier(String(options["table"] ?? "events")),
    where: print(bounded ? and(window, where) : where, dialect.syntax, 2),
    order: order(context, detection),
    after: `${dialect.statements.selectEnd}${bounded ? parameters.after : ""}`,
  };
}

/** What a long sequence needs behind its query: each stage is two more relations, which ClickHouse counts as nested. Refuses one that is too long. */
function allowLongChain(context: Context, { detection }: Rule, { relations }: Query): string {
  const { limits, title } = context.dialect;
  const chain = relations.filter((r) => r.name !== "v_stages").length;
  if (detection.kind !== "sequence" || limits.relations === undefined || chain <= limits.relations.usual) return "";
  const { most, allowing } = limits.relations;
  const last = detection.stages.at(-1)?.span ?? span(0, 0);
  if (chain > most) refuse(context, "sql/too-deep", last, `${title} takes ${most} relations one in another, this sequence has ${chain}`);
  return allowing;
}

/** Bytes and levels that a stock server takes. */
function refuseTooLarge(context: Context, expressions: readonly Sql[], statement: string): void {
  const { limits, title } = context.dialect;
  const depth = depthOf(expressions);
  if (depth > limits.depth)
    refuse(context, "sql/too-deep", span(0, 0), `${title} takes ${limits.depth} levels of nesting, this query has ${depth}`);
  const around = 2_000;
  // a unit of text has at most three bytes
  if (3 * statement.length + around <= limits.bytes) return;
  const length = utf8Length(statement) + around;
  if (length > limits.bytes)
    refuse(context, "sql/too-long", span(0, 0), `${title} takes ${limits.bytes} bytes of a query, this one has ${length}`);
}

function order(context: Context, { order: by, limit }: Filter): string | null {
  if (limit === null) return null;
  const { dialect, layout } = context;
  const direction = limit.side === "head" ? "ASC NULLS LAST" : "DESC NULLS FIRST";
  const tiebreaker = (field: Field): Sql =>
    layout.kind === "columns" ? column("e", layout.columnOf(field)) : dialect.firstValue(fieldName(field), readingOf(field) ?? "text");
  const keys = [time(context, by.timestamp), ...(by.tiebreaker === null ? [] : [tiebreaker(by.tiebreaker)]), column("e", "id")];
  const list = keys.map((k) => `${print(k, dialect.syntax, 2)} ${direction}`).join(", ");
  return `ORDER BY ${list}\nLIMIT ${limit.count}${limit.offset === 0 ? "" : ` OFFSET ${limit.offset}`}`;
}

interface Fact {
  readonly label: string;
  readonly text: string;
}

const fact = (label: string, value: string | null): readonly Fact[] =>
  value === null || value.trim() === "" ? [] : [{ label, text: value.trim() }];

/** What a file says about its rule, as comments. */
interface About {
  readonly facts: string;
  readonly source: string;
}

/** The same for every dialect, and most of a file's text: written once a rule. */
const about = remember(aboutText);

function aboutText({ metadata: m, schedule }: Rule): About {
  return {
    facts: renderFacts({
      facts: [
        ...fact("description", m.description),
        ...fact("ATT&CK", attack(m)),
        ...fact("tags", m.tags.join(", ")),
        ...fact("references", m.references.join(", ")),
        ...fact("false positives", m.falsePositives.map((p) => p.trim()).join("; ")),
        ...fact("author", m.author.join(", ")),
        ...fact("license", m.license),
        ...fact("schedule", scheduleText(schedule.interval, schedule.window)),
      ],
    }),
    source: renderSource({
      language: m.language,
      query: m.query.trim(),
      guide: [m.setup, m.note].flatMap((t) => (t === null ? [] : [t.trim()])).join("\n\n"),
    }),
  };
}

function emission(context: Context, rule: Rule, options: Options, body: Body): Emission {
  const { deviations, dialect, layout } = context;
  const { name, ruleId, version, severity, riskScore, sourceHash } = rule.metadata;
  const { facts, source } = about(rule);
  const text = render({
    name,
    ruleId,
    version,
    severity,
    riskScore,
    fidelity: fidelityOf(deviations),
    deviations,
    facts,
    usage: usageOf(dialect, rule, options),
    verdict: verdictVersion,
    title: dialect.title,
    layout: layout.kind,
    hash: sourceHash,
    source,
    body,
  });
  return { ok: true, artifacts: [{ suffix: ".sql", text }], deviations, warnings: [] };
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
