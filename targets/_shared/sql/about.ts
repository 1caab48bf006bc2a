import { fieldName } from "../../../src/ir/field.ts";
import type { Metadata, Rule, Window } from "../../../src/ir/rule.ts";
import { rememberLast } from "../../../src/source/remember.ts";
import type { Deviation } from "../../../src/target/fidelity.ts";
import { indexOnlyDeviations } from "../../../src/target/index-only.ts";
import { template } from "../../../src/target/template.ts";
import { viewName } from "./names.ts";
import { comment } from "./quote.ts";
import * as templates from "./templates.generated.ts";
import { type Example, examplesOf } from "./usage.ts";

const renderHead = template(templates.head, comment);
const renderFacts = template(templates.facts, comment);
const renderSource = template(templates.source, comment);

/** What is the same of a rule for every dialect: worked out once a rule. The comments are most of a file's text. */
export interface About {
  readonly view: string;
  readonly parameters: readonly Example[];
  readonly indexOnly: readonly Deviation[];
  /** Comments, in the order in which they stand in the file. */
  readonly head: string;
  readonly facts: string;
  readonly source: string;
}

export const aboutOf = rememberLast((rule: Rule): About => {
  const { metadata } = rule;
  return {
    view: viewName(metadata.ruleId),
    parameters: examplesOf(rule),
    indexOnly: indexOnlyDeviations(rule, "sql/index-only"),
    head: renderHead(metadata),
    facts: factsText(rule),
    source: sourceText(metadata),
  };
});

interface Fact {
  readonly label: string;
  readonly text: string;
}

const fact = (label: string, value: string | null): readonly Fact[] =>
  value === null || value.trim() === "" ? [] : [{ label, text: value.trim() }];

const factsText = ({ metadata: m, schedule }: Rule): string =>
  renderFacts({
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
  });

const sourceText = (m: Metadata): string =>
  renderSource({
    language: m.language,
    query: m.query.trim(),
    guide: [m.setup, m.note].flatMap((t) => (t === null ? [] : [t.trim()])).join("\n\n"),
  });

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
