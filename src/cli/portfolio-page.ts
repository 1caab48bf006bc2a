import { type Finding, outcomes, type Portfolio, type PortfolioRule } from "../driver/portfolio.ts";
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
}

/** A stretch of the rule's file, cut where a finding begins or ends. */
function pieces(text: string, stretch: Span, findings: readonly Finding[]): readonly Piece[] {
  const spans = findings.flatMap((f) => (f.span === null ? [] : [{ ...f.span, reason: f.reason }]));
  const inside = (at: number): boolean => at > stretch.start && at < stretch.end;
  const cuts = [...new Set([stretch.start, ...spans.flatMap((s) => [s.start, s.end]).filter(inside), stretch.end])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? stretch.end;
    const titles = spans.filter((s) => s.start < end && s.end > start).map((s) => s.reason);
    return { text: text.slice(start, end), title: [...new Set(titles)].join("; ") };
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

const distinct = (findings: readonly Finding[]): readonly Finding[] => [...new Map(findings.map((f) => [JSON.stringify(f), f])).values()];

function ruleView(rule: PortfolioRule, withArtefacts: boolean): object {
  const { document, targets } = rule.outcome;
  const { metadata, source } = document;
  const all = distinct(rule.targets.flatMap((t) => t.findings));
  const query = document.query === "" ? [] : [document.place({ start: 0, end: document.query.length })];
  const spans = [...query, ...all.flatMap((f) => (f.span === null ? [] : [f.span]))];
  const stretch = linesAround(source.text, spans.length === 0 ? [{ start: 0, end: 0 }] : spans);
  const artefactsOf = (id: string): readonly object[] => {
    const emission = targets.find((t) => t.request.target.id === id)?.emission;
    return withArtefacts && emission?.ok === true
      ? emission.artifacts.map((a) => ({ name: `${id}/${metadata.path}${a.suffix}`, text: a.text }))
      : [];
  };
  return {
    id: metadata.path,
    path: metadata.path,
    name: metadata.name,
    file: source.name,
    line: positionAt(source.text, stretch.start).line,
    type: document.type,
    language: document.language ?? "",
    cells: rule.targets.map((t) => ({ outcome: t.outcome })),
    source: pieces(source.text, stretch, all),
    findings: rule.targets.flatMap((t) =>
      distinct(t.findings).map((f) => ({
        target: t.id,
        outcome: f.direction ?? t.outcome,
        code: f.code,
        reason: f.reason,
        at: f.span === null ? "" : `${source.name}:${positionAt(source.text, f.span.start).line}`,
      })),
    ),
    artefacts: rule.targets.flatMap((t) => artefactsOf(t.id)),
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
    targets: targets.map((t) => ({ id: t.id, version: t.version, counts: outcomes.map((o) => ({ outcome: o, count: t.counts[o] })) })),
    causes: causes.map((c) => ({
      title: causeTitle(c),
      outcome: c.outcome,
      count: plural(c.rules.length, "rule"),
      reasons: c.reasons.slice(0, 5).map((r) => ({ text: r.text, count: r.count })),
      rules: c.rules.map((r) => r.document.metadata.path),
    })),
    rules: rules.map((r) => ruleView(r, withArtefacts)),
  });
}
