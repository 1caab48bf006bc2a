import type { Rule } from "../../../src/ir/rule.ts";
import { verdictVersion } from "../../../src/source/verdict-version.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Emitted, SetArtifact } from "../../../src/target/target.ts";
import { template } from "../../../src/target/template.ts";

import type { Dialect } from "./dialect.ts";
import { layoutOf } from "./layout.ts";
import { viewName } from "./names.ts";
import { nestedNotes, nestedPathsOf } from "./nested-objects.ts";
import { offsetOf } from "./offset.ts";
import { type Argument, type Parameter, parameterName, parametersOf } from "./parameters.ts";
import { print } from "./print.ts";
import { derivedReadings, plainReadings, type Reading, readings, type Wanted } from "./projection.ts";
import { comment } from "./quote.ts";
import { tableOf } from "./scan.ts";
import { columnsFor, createTable, wantedBy } from "./table.ts";
import * as templates from "./templates.generated.ts";
import { and, binary, integer, name, type Sql, text } from "./tree.ts";

const renderSchema = template(templates.schema, comment);
const renderDeploy = template(templates.deploy, comment);

/** Files for a set of rules: the table that they read, and the table of their alerts with what fills it. */
export function bundle(dialect: Dialect, emitted: readonly Emitted[], options: Options): readonly SetArtifact[] {
  if (emitted.length === 0) return [];
  const rules = emitted.map((e) => e.rule);
  return [
    { name: "schema.sql", text: schema(dialect, rules, options) },
    { name: "deploy.sql", text: deploy(dialect, rules) },
  ];
}

const ids = "id: the event's own id, unique; in its order events of the same time follow each other where a rule names no tiebreaker.";

const documentNotes = [
  `${ids} ts: its @timestamp.`,
  "doc: the event flattened once, when it is loaded, into lists of values by dotted name, one list for each way to read them:",
  '  {"text": {"process.name": ["cmd.exe"]}, "long": {"process.pid": [42]}, "ip": {"source.ip": ["00000000000000000000ffff0a000001"]}}',
  "Dotted and nested keys and objects in arrays all end in the same list; null and empty arrays leave nothing. Readings:",
];

const columnNotes = [
  `${ids} ts: its @timestamp. Then one column a field, empty (NULL, or an empty array) where it is missing, each read as:`,
];

const readingNotes: Readonly<Record<Reading, string>> = {
  text: "  text: strings as they are, numbers and booleans as their JSON text",
  long: '  long: whole numbers of 64 bits; 3.7 is 3, "42" is 42',
  double: "  double: numbers, also from text",
  boolean: '  boolean: true and false, also as texts; "" is false',
  date: "  date: a point in time; in documents milliseconds since 1970 in UTC",
  ip: "  ip: an address as 32 hexadecimal digits, v4 as ::ffff:a.b.c.d",
  lower:
    "  lower: the text in lower case (Java's ROOT locale), a character beyond U+FFFF as two, U+10D800 to U+10DFFF, for its halves in UTF-16",
  address: "  address: an address as Elasticsearch writes it: 10.0.0.1, fe80::1",
  decimal: "  decimal: a floating number as Java writes it: 2.0, 1.0E7",
  words: "  words: the words of a text as Elasticsearch's standard analyzer has them, in order, with a blank before and behind each",
};

function derivedNotes(events: Wanted, indicators: Wanted): readonly string[] {
  const kinds = [...events.values(), ...indicators.values()];
  const derived = derivedReadings.filter((r) => kinds.some((k) => k.has(r)));
  const note = "SQL cannot make these of a text: `verdict project` does, for the fields that name them.";
  return derived.length === 0 ? [] : [note, ...derived.map((r) => readingNotes[r])];
}

function schema(dialect: Dialect, rules: readonly Rule[], options: Options): string {
  const layout = layoutOf(options, dialect.syntax.quote);
  const table = String(options["table"] ?? "events");
  const { columns, conflicts } = columnsFor(rules, layout);
  const matching = rules.filter((r) => r.detection.kind === "indicator-join");
  const wanted = wantedBy(rules);
  return renderSchema({
    verdict: verdictVersion,
    title: dialect.title,
    layout: layout.kind,
    notes: [
      ...(layout.kind === "document" ? documentNotes : columnNotes),
      ...plainReadings.map((r) => readingNotes[r]),
      ...derivedNotes(wanted, wantedBy(matching, "indicators")),
      ...(layout.kind === "document" ? nestedNotes(nestedPathsOf(rules)) : []),
      ...dialect.loading,
      ...conflicts.map(
        (c) =>
          `Two rules want the column ${c} in different types, or for different fields: give the field a type or a column name of its own.`,
      ),
    ],
    fields: [...wanted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, kinds]) => ({ name: field, readings: readings.filter((r) => kinds.has(r)).join(", ") })),
    table: createTable(dialect, table, layout, columns),
    indexes: dialect.statements.indexes(dialect.syntax.quote.identifier(table), layout.kind),
    indicators:
      matching.length === 0
        ? null
        : createTable(dialect, tableOf(options, "indicators"), layout, columnsFor(matching, layout, "indicators").columns),
  });
}

function deploy(dialect: Dialect, rules: readonly Rule[]): string {
  const { statements } = dialect;
  const word = statements.columnType("text", false);
  const columns = [
    `rule_id ${word}`,
    `alert_id ${statements.idType.replace(/ PRIMARY KEY$/, "")}${statements.alertKey}`,
    `rule_name ${word}`,
    `severity ${word}`,
    `risk_score ${statements.columnType("double", false)}`,
    `event_time ${statements.timeType}`,
    `window_time ${statements.timeType}`,
    `event_ids ${statements.listType}`,
    `event_keys ${statements.listType}`,
  ];
  return renderDeploy({
    verdict: verdictVersion,
    title: dialect.title,
    columns: columns.join(",\n  "),
    end: statements.alertsEnd,
    inserts: rules.map((rule) => insertOf(dialect, rule)),
  });
}

/** The window as the schedule has it, counted back from now. */
function insertOf(dialect: Dialect, rule: Rule): object {
  const { metadata, schedule } = rule;
  const { statements, syntax } = dialect;
  const show = (sql: Sql): string => print(sql, syntax, 2);
  const from = schedule.window === null ? null : offsetOf(schedule.window.from);
  const to = schedule.window === null ? null : offsetOf(schedule.window.to);
  const view = syntax.quote.identifier(viewName(metadata.ruleId));
  const common = {
    name: `${metadata.name} (${metadata.ruleId})`,
    interval: schedule.interval,
    ruleName: show(text(metadata.name)),
    severity: show(text(metadata.severity)),
    risk: show(integer(Math.round(metadata.riskScore))),
    conflict: statements.onConflict,
    query: null,
    where: "",
    reason: "",
  };
  const problem = syntax.quote.problem(metadata.name);
  if (problem !== null) return { ...common, ruleName: show(text(metadata.ruleId)), reason: `its name cannot be written: ${problem}` };
  if (from === null || to === null) {
    const window = schedule.window;
    const which = window === null ? "it has no window" : `its window from ${window.from} to ${window.to} is no fixed time before now`;
    return { ...common, reason: `${which}: insert from ${view} by hand` };
  }
  const [start, end] = [statements.ago(from), statements.ago(to)];
  const fresh = statements.unless("verdict_alerts");
  const within = and(binary(">=", name("window_time"), start), binary("<=", name("window_time"), end));
  const where = [show(within), ...(fresh === null ? [] : [fresh])].join("\n  AND ");
  const taken = parametersOf(rule);
  if (taken.length === 0) return { ...common, query: view, where };
  const { use } = statements.parameters;
  const history = rule.detection.kind === "new-terms" ? offsetOf(rule.detection.history) : null;
  const isNewTerms = rule.detection.kind === "new-terms";
  if (isNewTerms && history === null)
    return { ...common, reason: `its history does not begin at a fixed time before now: insert from ${view} by hand` };
  if (use === null) {
    const names = listed(taken.map((p) => `:${parameterName(p)}`));
    return { ...common, reason: `it takes its window as parameters: run its query with values for ${names}, and insert what it gives` };
  }
  const values: Readonly<Record<Parameter, Sql>> = { from: start, to: end, history: statements.ago(history ?? 0), now: statements.ago(0) };
  const args = taken.map((parameter): Argument => ({ parameter, value: show(values[parameter]) }));
  return { ...common, query: use(view, args), where };
}

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
