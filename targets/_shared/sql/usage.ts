import { ruleReadsClock } from "../../../src/ir/clock.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Dialect } from "./dialect.ts";
import { offsetOf } from "./offset.ts";
import { type Argument, type Parameter, parameterName, parametersOf } from "./parameters.ts";
import { print } from "./print.ts";
import { tableOf } from "./scan.ts";

/** When the example takes place. */
const exampleNow = Date.UTC(2026, 0, 15, 9, 30);
/** Of what is no fixed time before now, the example takes a day. */
const exampleOffset = 86_400_000;

/** A parameter, with what it means and a value for an example, in milliseconds since 1970. */
export interface Example {
  readonly parameter: Parameter;
  readonly meaning: string;
  readonly instant: number;
}

export const examplesOf = (rule: Rule): readonly Example[] =>
  parametersOf(rule).map((parameter) => ({
    parameter,
    meaning: meaning(rule, parameter),
    instant: exampleNow - ago(rule, parameter),
  }));

/** What whoever runs a rule's query has to know besides its text: lines of a comment. The name of its view is quoted. */
export function usageOf(dialect: Dialect, rule: Rule, options: Options, view: string, taken: readonly Example[]): readonly string[] {
  const { parameters } = dialect.statements;
  const lines: string[] = [];
  if (rule.detection.kind === "indicator-join") {
    const table = dialect.syntax.quote.identifier(tableOf(options, "indicators"));
    lines.push(`indicators: the rows of the table ${table} (schema.sql), laid out as the events are`);
  }
  if (taken.length === 0) return ruleReadsClock(rule) ? [...lines, "now in the rule's dates: the database's own time, in UTC"] : lines;
  lines.push(`parameters, each ${parameters.unit}:`);
  const mark = parameters.use === null ? ":" : "";
  for (const { parameter, meaning } of taken) lines.push(`  ${`${mark}${parameterName(parameter)}`.padEnd(15)}${meaning}`);
  const args = taken.map(({ parameter, instant }): Argument => ({ parameter, value: print(dialect.instant(instant), dialect.syntax) }));
  if (parameters.use === null) {
    lines.push("for example, in its shell, before the query:");
    for (const { parameter, value } of args) lines.push(`  .parameter set ${mark}${parameterName(parameter)} ${value}`);
  } else lines.push("for example:", `  SELECT * FROM ${parameters.use(view, args)}`);
  return lines;
}

function meaning({ schedule, detection }: Rule, parameter: Parameter): string {
  const scheduled = (math: string | undefined): string => (math === undefined ? "" : `; by the schedule ${math}`);
  switch (parameter) {
    case "from":
      return `where the window begins${scheduled(schedule.window?.from)}`;
    case "to":
      return `where the window ends${scheduled(schedule.window?.to)}`;
    case "history":
      return `where the history begins, which ends where the window begins${scheduled(detection.kind === "new-terms" ? detection.history : undefined)}`;
    case "now":
      return "what now means in the rule's dates: the time of the run";
  }
}

/** How long before the example's now the parameter lies, by the schedule. */
function ago({ schedule, detection }: Rule, parameter: Parameter): number {
  switch (parameter) {
    case "from":
      return offsetOf(schedule.window?.from ?? "now-6m") ?? exampleOffset;
    case "to":
      return offsetOf(schedule.window?.to ?? "now") ?? 0;
    case "history":
      return (detection.kind === "new-terms" ? offsetOf(detection.history) : null) ?? 7 * exampleOffset;
    case "now":
      return 0;
  }
}
