import { visible } from "../diagnostics/render-line.ts";
import type { Styles } from "../diagnostics/render-text.ts";
import { type Cause, type Finding, outcomes, type Portfolio, type PortfolioRule } from "../driver/portfolio.ts";
import { positionAt } from "../source/source-text.ts";
import { plural, table, type Word } from "./summary.ts";

const same = (text: string): string => text;
/** Rules named for a cause; the rest is counted. */
const named = 3;

export const causeTitle = ({ targets, outcome, code }: Cause): string =>
  targets.length === 0 ? `not compiled: ${code}` : `${targets.join(", ")} ${outcome}: ${code}`;

function causeLines(cause: Cause, styles: Styles): string {
  const paths = cause.rules.slice(0, named).map((r) => visible(r.document.metadata.path));
  const more = cause.rules.length - paths.length;
  const [first, ...others] = cause.reasons;
  const reason =
    first === undefined
      ? ""
      : `    ${visible(first.text)}${others.length === 0 ? "" : ` (and ${plural(others.length, "other reason")})`}\n`;
  return `${styles.strong(causeTitle(cause))}  ${plural(cause.rules.length, "rule")}\n${reason}    ${paths.join(", ")}${more > 0 ? `, and ${more} more` : ""}\n`;
}

/** Counts by target, then the causes, the commonest first. Ends with a newline. */
export function portfolioTable({ targets, rules, causes }: Portfolio, unread: number, styles: Styles): string {
  const percent = (n: number): string => (rules.length === 0 ? "" : `${((100 * n) / rules.length).toFixed(1)} %`);
  const head = ["target", ...outcomes, "exact of all"].map((text): Word => ({ text, paint: styles.strong }));
  const rows = targets.map(({ id, version, counts }): readonly Word[] =>
    [`${id} ${version}`, ...outcomes.map((o) => String(counts[o])), percent(counts.exact)].map((text) => ({ text, paint: same })),
  );
  const unreadLine = unread === 0 ? "" : `${plural(unread, "file")} could not be read\n`;
  const why = causes.length === 0 ? "" : `\n${causes.map((c) => causeLines(c, styles)).join("")}`;
  return `${plural(rules.length, "rule")}\n${unreadLine}\n${table([head, ...rows])}${why}`;
}

const findingJson = ({ outcome }: PortfolioRule, { code, direction, reason, span }: Finding): object => {
  const { source } = outcome.document;
  return { code, direction, reason, at: span === null ? null : positionAt(source.text, span.start) };
};

/** The same for programs: every rule with what became of it on each target, and the causes with their rules. */
export const portfolioJson = ({ targets, rules, causes }: Portfolio, unread: number): object => ({
  rules: rules.length,
  unread,
  targets,
  causes: causes.map(({ rules: having, ...cause }) => ({ ...cause, rules: having.map((r) => r.document.metadata.path) })),
  portfolio: rules.map((rule) => {
    const { metadata, source, type, language } = rule.outcome.document;
    return {
      path: metadata.path,
      file: source.name,
      rule: metadata.ruleId,
      name: metadata.name,
      type,
      language,
      targets: Object.fromEntries(
        rule.targets.map((t) => [t.id, { outcome: t.outcome, findings: t.findings.map((f) => findingJson(rule, f)) }]),
      ),
    };
  }),
});
