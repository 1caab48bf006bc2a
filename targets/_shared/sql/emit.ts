import { type Field, fieldName } from "../../../src/ir/field.ts";
import { type Filter, type FilterRule, isFilterRule, type Rule } from "../../../src/ir/rule.ts";
import { span } from "../../../src/source/span.ts";
import { utf8Length } from "../../../src/source/utf8-length.ts";
import { verdictVersion } from "../../../src/source/verdict-version.ts";
import type { CapabilityTable } from "../../../src/target/capability.ts";
import { refuseDetection } from "../../../src/target/detection-refusal.ts";
import { fidelityOf } from "../../../src/target/fidelity.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Emission } from "../../../src/target/target.ts";
import { template } from "../../../src/target/template.ts";
import { aboutOf } from "./about.ts";
import { lowerCondition } from "./condition.ts";
import { type Context, refuse } from "./context.ts";
import type { Dialect } from "./dialect.ts";
import { joinedQuery } from "./joined.ts";
import { layoutOf } from "./layout.ts";
import { alertPrefix } from "./names.ts";
import { print } from "./print.ts";
import { printQuery } from "./print-query.ts";
import { readingOf } from "./projection.ts";
import { expressionsOf, type Query } from "./query.ts";
import { comment } from "./quote.ts";
import { tableOf } from "./scan.ts";
import * as templates from "./templates.generated.ts";
import { time, windowTime } from "./time.ts";
import { and, binary, boolean, column, depthOf, integer, type Sql, text } from "./tree.ts";
import { usageOf } from "./usage.ts";

const render = template(templates.rule, comment);

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

function contextFor(dialect: Dialect, rule: Rule, options: Options): Context {
  const { parameters, indexOnly } = aboutOf(rule);
  return {
    dialect,
    now: nowOf(dialect, rule, parameters.length > 0),
    layout: layoutOf(options, dialect.syntax.quote),
    negated: false,
    deviations: [...indexOnly],
    refusals: [],
    columns: new Map(),
    document: column("e", "doc"),
    names: { count: 0 },
  };
}

/** What `now` in the rule's dates is, in milliseconds since 1970: a parameter of a query that has some, the product's own time in a view, or the time that a verifier has set. */
function nowOf({ calendar, joins, statements }: Dialect, { schedule }: Rule, bounded: boolean): Sql {
  if (bounded) return joins.millis(statements.parameters.value("now"));
  return schedule.now === undefined ? calendar.now : integer(schedule.now);
}

/** A rule that joins events: one query, a chain of relations. */
function emitJoined(dialect: Dialect, rule: Rule, options: Options): Emission {
  const context = contextFor(dialect, rule, options);
  const query = joinedQuery(context, rule, options);
  const statement = printQuery(query, dialect.syntax);
  checkId(context, rule);
  refuseTooLarge(context, expressionsOf(query), statement);
  const allowing = allowLongChain(context, rule, query);
  return emission(context, rule, options, statement, allowing);
}

function checkId(context: Context, { metadata }: Rule): void {
  const problem = context.dialect.syntax.quote.problem(metadata.ruleId);
  if (problem !== null) refuse(context, "sql/text", span(0, 0), `the rule's id: ${problem}`);
}

function emitFilter(dialect: Dialect, rule: FilterRule, options: Options): Emission {
  const context = contextFor(dialect, rule, options);
  const source = rule.sources[rule.detection.source];
  const found = source === undefined ? boolean(false) : lowerCondition(context, source.where);
  const where = print(and(...inWindow(context, rule), found), dialect.syntax, 2);
  checkId(context, rule);
  refuseTooLarge(context, [found], where);
  return emission(context, rule, options, eventsStatement(context, rule, options, where), "");
}

/** The bounds of a query that takes the window's ends. */
function inWindow(context: Context, rule: FilterRule): readonly Sql[] {
  if (aboutOf(rule).parameters.length === 0) return [];
  const { parameters } = context.dialect.statements;
  const within = windowTime(context, rule.schedule.window, rule.detection.order);
  return [binary(">=", within, parameters.value("from")), binary("<=", within, parameters.value("to"))];
}

/** Single events, each column on a line of its own. `where` is printed. */
function eventsStatement(context: Context, rule: FilterRule, options: Options, where: string): string {
  const { dialect } = context;
  const { detection, metadata, schedule } = rule;
  const show = (sql: Sql): string => print(sql, dialect.syntax, 2);
  const id = column("e", "id");
  return `SELECT
  ${show(text(metadata.ruleId))} AS rule_id,
  ${show(dialect.alertId(alertPrefix(metadata.ruleId), id))} AS alert_id,
  ${show(time(context, detection.order.timestamp))} AS event_time,
  ${show(windowTime(context, schedule.window, detection.order))} AS window_time,
  ${show(dialect.list([id]))} AS event_ids,
  ${show(dialect.list([]))} AS event_keys
FROM ${dialect.syntax.quote.identifier(tableOf(options, "table"))} AS e
WHERE ${where}${order(context, detection)}`;
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

function order(context: Context, { order: by, limit }: Filter): string {
  if (limit === null) return "";
  const { dialect, layout } = context;
  const direction = limit.side === "head" ? "ASC NULLS LAST" : "DESC NULLS FIRST";
  const tiebreaker = (field: Field): Sql =>
    layout.kind === "columns" ? column("e", layout.columnOf(field)) : dialect.firstValue(fieldName(field), readingOf(field) ?? "text");
  const keys = [time(context, by.timestamp), ...(by.tiebreaker === null ? [] : [tiebreaker(by.tiebreaker)]), column("e", "id")];
  const list = keys.map((k) => `${print(k, dialect.syntax, 2)} ${direction}`).join(", ");
  return `\nORDER BY ${list}\nLIMIT ${limit.count}${limit.offset === 0 ? "" : ` OFFSET ${limit.offset}`}`;
}

/** The file, unless there is a reason against it. `allowing` stands behind what every query of the product ends with. */
function emission(context: Context, rule: Rule, options: Options, statement: string, allowing: string): Emission {
  const { deviations, dialect, layout, refusals } = context;
  if (refusals.length > 0) return { ok: false, refusals };
  const about = aboutOf(rule);
  const view = dialect.syntax.quote.identifier(about.view);
  const { createView, parameters, selectEnd } = dialect.statements;
  const taken = about.parameters.map((p) => p.parameter);
  const bounded = taken.length > 0;
  const text = render({
    head: about.head,
    fidelity: fidelityOf(deviations),
    deviations,
    facts: about.facts,
    usage: usageOf(dialect, rule, options, view, about.parameters),
    verdict: verdictVersion,
    title: dialect.title,
    layout: layout.kind,
    hash: rule.metadata.sourceHash,
    source: about.source,
    before: bounded ? parameters.before(view, taken) : createView(view),
    statement,
    after: `${selectEnd}${allowing}${bounded ? parameters.after : ""}`,
  });
  return { ok: true, artifacts: [{ suffix: ".sql", text }], deviations, warnings: [] };
}
