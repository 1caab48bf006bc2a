import { type Finding, type Outcome, outcomes, type Portfolio, type PortfolioRule } from "../driver/portfolio.ts";
import { positionAt } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";
import { verdictVersion } from "../source/verdict-version.ts";
import { template } from "../target/template.ts";
import { causeTitle } from "./portfolio-text.ts";
import { plural } from "./summary.ts";
import * as templates from "./templates.generated.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** Text for an element or a quoted attribute. Characters that a reader would not see, or that turn the reading order, are shown by their number. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => entities[c] ?? c).replace(unseen, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

const render = template<object>(templates.portfolio, escapeHtml);

/** Beyond this many characters of artefacts a page is too long for a browser: it shows none. */
const mostArtefacts = 16 * 1024 * 1024;
/** Lines of a file around what is underlined. */
const mostLines = 60;

interface Piece {
  readonly text: string;
  /** What is wrong there; empty: nothing. */
  readonly title: string;
  /** Of the finding that is about least else. */
  readonly outcome: string;
  /** Which findings end here, as they are numbered below the rule; empty: none. */
  readonly numbers: string;
}

/** What the page says of one place in a rule, and of which targets. */
interface Remark {
  readonly targets: readonly string[];
  readonly outcome: Outcome;
  readonly finding: Finding;
}

/** The same finding of several targets is one remark. */
function remarksOf(rule: PortfolioRule): readonly Remark[] {
  const remarks = new Map<string, Remark>();
  for (const { id, outcome: of, findings } of rule.targets)
    for (const finding of findings) {
      const outcome = finding.direction ?? of;
      const key = JSON.stringify([outcome, finding]);
      const { targets = [] } = remarks.get(key) ?? {};
      if (!targets.includes(id)) remarks.set(key, { targets: [...targets, id], outcome, finding });
    }
  return [...remarks.values()];
}

/** What can be underlined: of a place between two characters, its line, or the last one. */
function seen(text: string, stretch: Span, span: Span): Span {
  if (span.end > span.start) return span;
  const last = stretch.start + text.slice(stretch.start, stretch.end).trimEnd().length;
  const at = Math.min(span.start, last);
  const end = text.indexOf("\n", at);
  return { start: text.lastIndexOf("\n", at - 1) + 1, end: end < 0 ? text.length : end };
}

/** A stretch of the rule's file, cut where a remark begins or ends, and at the blanks around a line's end: they are not underlined. */
function pieces(text: string, stretch: Span, remarks: readonly Remark[]): readonly Piece[] {
  const spans = remarks.flatMap(({ finding, outcome }, i) =>
    finding.span === null ? [] : [{ ...seen(text, stretch, finding.span), outcome, reason: finding.reason, number: i + 1 }],
  );
  const inside = (at: number): boolean => at > stretch.start && at < stretch.end;
  const cuts = [...new Set([stretch.start, ...spans.flatMap((s) => [s.start, s.end]).filter(inside), stretch.end])].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((start, i) => {
    const end = cuts[i + 1] ?? stretch.end;
    const here = spans.filter((s) => s.start < end && s.end > start);
    const [narrowest] = [...here].sort((a, b) => a.end - a.start - (b.end - b.start));
    const title = [...new Set(here.map((s) => s.reason))].join("; ");
    const numbers = here.flatMap((s) => (s.end === end ? [s.number] : [])).join(",");
    const parts = title === "" ? [text.slice(start, end)] : text.slice(start, end).split(/([^\S\n]*\n\s*)/);
    const last = parts.findLastIndex((part) => part.trim() !== "");
    return parts.map((part, at): Piece => {
      const blank = part.trim() === "";
      return { text: part, title: blank ? "" : title, outcome: narrowest?.outcome ?? "", numbers: at === last ? numbers : "" };
    });
  });
}

/** Whole lines that hold all of these spans; the first lines of them if there are many. */
function linesAround(text: string, spans: readonly Span[]): Span {
  const first = Math.min(...spans.map((s) => s.start));
  const last = Math.max(...spans.map((s) => s.end));
  const start = text.lastIndexOf("\n", Math.max(0, first - 1)) + 1;
  let end = start;
  for (let n = 0; n < mostLines && end < text.length; n++) {
    const next = text.indexOf("\n", end);
    end = next < 0 ? text.length : next + 1;
    if (end >= last) break;
  }
  return { start: first === 0 ? 0 : start, end };
}

/** How a count in the table chooses the rules that it counts. */
const classOf = (target: string, outcome: Outcome): string => `${target}-${outcome}`;
const deviates = (rule: PortfolioRule): boolean => rule.targets.some((t) => t.outcome !== "exact");

/** Where a rule stands on the page, and how a link names that place: a path may hold anything. */
function linkTo(path: string): { readonly id: string; readonly path: string; readonly href: string } {
  const id = path.replace(/\p{Surrogate}/gu, "\ufffd");
  return { id, path, href: `#${encodeURIComponent(id).replaceAll("%2F", "/")}` };
}

function ruleView(rule: PortfolioRule, withArtefacts: boolean): object {
  const { document, targets } = rule.outcome;
  const { metadata, source } = document;
  const remarks = remarksOf(rule);
  const query = document.query === "" ? [] : [document.place({ start: 0, end: document.query.length })];
  const spans = [...query, ...remarks.flatMap(({ finding: { span } }) => (span === null ? [] : [span]))];
  const stretch = linesAround(source.text, spans.length === 0 ? [{ start: 0, end: 0 }] : spans);
  const artefactsOf = (id: string): readonly object[] => {
    const emission = targets.find((t) => t.request.target.id === id)?.emission;
    return withArtefacts && emission?.ok === true
      ? emission.artifacts.map((a) => ({ name: `${id}/${metadata.path}${a.suffix}`, text: a.text }))
      : [];
  };
  const artefacts = rule.targets.flatMap((t) => artefactsOf(t.id));
  return {
    ...linkTo(metadata.path),
    name: metadata.name,
    file: source.name,
    line: positionAt(source.text, stretch.start).line,
    kind: document.language === null || document.language === document.type ? document.type : `${document.type} ${document.language}`,
    classes: [...rule.targets.map((t) => classOf(t.id, t.outcome)), ...(deviates(rule) ? ["deviating"] : [])].join(" "),
    cells: rule.targets.map((t) => ({ outcome: t.outcome })),
    source: pieces(source.text, stretch, remarks),
    findings: remarks.map(({ targets: of, outcome, finding: { code, reason, span } }) => ({
      title: outcome === "error" ? "not compiled" : `${of.join(", ")} ${outcome}`,
      outcome,
      code,
      reason,
      at: span === null ? "" : `${source.name}:${positionAt(source.text, span.start).line}`,
    })),
    made: plural(artefacts.length, "artefact"),
    artefacts,
  };
}

/** One page that needs nothing else: no script, no network. The same bytes for the same rules. */
export function portfolioPage(portfolio: Portfolio, unread: number): string {
  const { targets, rules, causes } = portfolio;
  const length = rules.reduce(
    (sum, r) =>
      sum + r.outcome.targets.reduce((n, t) => n + (t.emission.ok ? t.emission.artifacts.reduce((m, a) => m + a.text.length, 0) : 0), 0),
    0,
  );
  const withArtefacts = length <= mostArtefacts;
  return render({
    verdict: verdictVersion,
    total: plural(rules.length, "rule"),
    unread: unread === 0 ? "" : `${plural(unread, "file")} could not be read.`,
    withoutArtefacts: withArtefacts ? "" : "There are too many artefacts for one page: compile with --out to have them as files.",
    outcomes,
    targets: targets.map((t) => ({
      id: t.id,
      version: t.version,
      counts: outcomes.map((o) => ({ outcome: o, count: t.counts[o], key: classOf(t.id, o) })),
    })),
    deviating: rules.filter(deviates).length,
    causes: causes.map((c) => ({
      title: causeTitle(c),
      outcome: c.outcome,
      count: plural(c.rules.length, "rule"),
      reasons: c.reasons.slice(0, 5).map((r) => ({ text: r.text, count: r.count })),
      rules: c.rules.map((r) => linkTo(r.document.metadata.path)),
    })),
    rules: rules.map((r) => ruleView(r, withArtefacts)),
  });
}
