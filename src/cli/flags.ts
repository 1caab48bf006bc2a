import { type Command, Option } from "commander";

export const formats = ["text", "json", "sarif", "github", "junit"] as const;
export type Format = (typeof formats)[number];

/** How diagnostics are shown: every command has these. */
export interface ReportFlags {
  readonly format: Format;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Where rules come from: every command that takes paths has these. */
export interface RuleFlags extends ReportFlags {
  readonly query?: string;
  readonly language?: string;
  readonly eventCategoryField?: string;
  readonly timestampField?: string;
  readonly tiebreakerField?: string;
  readonly schema?: "open" | "strict";
  readonly mapping: readonly string[];
  readonly columns: readonly string[];
  readonly config?: string;
}

/** Which targets, how. */
export interface TargetFlags {
  readonly target: readonly string[];
  readonly option: readonly string[];
}

/** An option that may be repeated. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function addReportFlags(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how diagnostics are shown").choices(formats).default("text"))
    .option("-q, --quiet", "only data and errors", false)
    .option("--no-color", "no colours (NO_COLOR does the same)");
}

export function addRuleFlags(command: Command): Command {
  return addReportFlags(
    command
      .option("--query <text>", "a bare query instead of paths")
      .option("--language <id>", "language of the bare query (default: eql)")
      .option("--event-category-field <name>", "field of the event category (default: event.category)")
      .option("--timestamp-field <name>", "field of the time (default: @timestamp)")
      .option("--tiebreaker-field <name>", "field that orders events of the same time")
      .addOption(new Option("--schema <mode>", "whether an unknown field is an error").choices(["open", "strict"]))
      .option("--mapping <file>", "field types: an Elasticsearch mapping, or field names with types (may be repeated)", collect, [])
      .option("--columns <file>", "column names by field (may be repeated)", collect, [])
      .option("--config <file>", "settings (default: the nearest verdict.json)"),
  );
}

export function addTargetFlags(command: Command): Command {
  return command
    .option(
      "-t, --target <names>",
      "targets, as falco, falco@0.41 or sql; comma-separated or repeated (default: as verdict.json says, else all)",
      collect,
      [],
    )
    .option("--option <name=value>", "an option of a target, as layout=columns or sqlite.layout=columns (may be repeated)", collect, []);
}
