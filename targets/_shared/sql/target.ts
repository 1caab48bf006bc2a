import type { Rule } from "../../../src/ir/rule.ts";
import type { Options, OptionTable } from "../../../src/target/options.ts";
import type { Emission, SetArtifact, Target } from "../../../src/target/target.ts";
import { bundle } from "./bundle.ts";
import { capabilitiesOf, functions, type Means } from "./capabilities.ts";
import { codes } from "./codes.ts";
import type { Dialect } from "./dialect.ts";
import { emit } from "./emit.ts";
import { loadEvents } from "./load-events.ts";

const optionsOf = (dialect: Dialect): OptionTable => ({
  layout: {
    kind: "choice",
    choices: ["document", "columns"],
    default: "document",
    summary: "how events lie in the table: one JSON document, or one column a field",
  },
  names: {
    kind: "choice",
    choices: ["quoted", "underscores"],
    default: dialect.names,
    summary: "names of columns: the fields' own, quoted, or with `_` for all but letters and digits",
  },
  table: { kind: "text", default: "events", summary: "the table of events" },
  indicators: { kind: "text", default: "indicators", summary: "the table of indicators, for rules that match events with them" },
});

/** A target of the family `sql`: all that differs between databases is in the dialect. */
export function sqlTarget(dialect: Dialect, means: Means, versions: readonly string[]): Target {
  const capabilities = capabilitiesOf(means);
  return {
    id: dialect.id,
    title: dialect.title,
    family: "sql",
    versions,
    options: optionsOf(dialect),
    capabilities,
    functions,
    codes,
    emit: (rule: Rule, given: Options): Emission => emit(dialect, rule, given, capabilities),
    project: (rules, events, given) => loadEvents(dialect, rules, events, given),
    bundle: (rules, given): readonly SetArtifact[] => bundle(dialect, rules, given),
  };
}
