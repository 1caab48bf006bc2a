import type { Json, JsonObject } from "../source/json.ts";
import { positionAt } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";
import { verdictVersion } from "../source/verdict-version.ts";
import type { Options } from "../target/options.ts";
import type { JudgedRule, JudgedTarget } from "./judge.ts";
import type { RuleOutcome, TargetRequest } from "./outcome.ts";

/** A file of the output, and whose it is. */
export interface OwnedFile {
  readonly path: string;
  readonly text: string;
  readonly target: string;
  /** The rule's path; null for a file of the whole set. */
  readonly rule: string | null;
  /** Its text holds half a surrogate pair. */
  readonly halved: boolean;
}

const sorted = (options: Options): JsonObject => Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));

function place(outcome: RuleOutcome, span: Span): JsonObject {
  const { line, column } = positionAt(outcome.document.source.text, span.start);
  return { line, column };
}

function targetEntry(outcome: RuleOutcome, judged: JudgedTarget, files: readonly OwnedFile[]): JsonObject {
  const { emission, fidelity, request } = judged.outcome;
  const head: JsonObject = judged.accepted ? { fidelity } : { fidelity, accepted: false };
  if (!emission.ok) {
    return { ...head, refusals: emission.refusals.map((r): Json => ({ code: r.code, ...place(outcome, r.span), reason: r.reason })) };
  }
  const own = files.filter((f) => f.target === request.target.id).map((f) => f.path);
  const deviations = emission.deviations.map(
    (d): Json => ({ code: d.code, direction: d.direction, ...place(outcome, d.span), reason: d.reason }),
  );
  return { ...head, files: own, ...(deviations.length === 0 ? {} : { deviations }) };
}

function ruleEntry({ outcome, targets }: JudgedRule, files: readonly OwnedFile[]): JsonObject {
  const { metadata, schedule, index } = outcome.document;
  const { window } = schedule;
  const times: JsonObject = window === null ? {} : { from: window.from, to: window.to };
  return {
    path: metadata.path,
    rule_id: metadata.ruleId,
    name: metadata.name,
    version: metadata.version,
    severity: metadata.severity,
    risk_score: metadata.riskScore,
    source_sha256: metadata.sourceHash,
    index,
    schedule: { interval: schedule.interval, ...times },
    targets: Object.fromEntries(targets.map((t) => [t.outcome.request.target.id, targetEntry(outcome, t, files)])),
  };
}

/**
 * What the output folder holds, and why: versions and options of the targets, each rule with its schedule, fidelity, deviations and refusals, each file with its hash.
 * Nothing in it depends on the machine, the time or the order in which rules were read.
 */
export function manifestText(
  rules: readonly JudgedRule[],
  requests: readonly TargetRequest[],
  files: readonly OwnedFile[],
  sha256: (text: string) => string,
): string {
  const byRule = new Map<string, OwnedFile[]>();
  for (const file of files) {
    if (file.rule === null) continue;
    const own = byRule.get(file.rule);
    if (own === undefined) byRule.set(file.rule, [file]);
    else own.push(file);
  }
  const manifest: JsonObject = {
    verdict: verdictVersion,
    targets: Object.fromEntries(requests.map((r) => [r.target.id, { version: r.version, options: sorted(r.options) }])),
    rules: rules.map((r) => ruleEntry(r, byRule.get(r.outcome.document.metadata.path) ?? [])),
    files: Object.fromEntries(files.map((f) => [f.path, { sha256: sha256(f.text) }])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
