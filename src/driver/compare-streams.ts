import type { Alert } from "../eval/alert.ts";
import { detect } from "../eval/detect.ts";
import type { Detection } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import type { Value } from "../ir/value.ts";
import { assertNever } from "../source/assert-never.ts";
import type { Engine, Job } from "../target/engine.ts";
import { type Fidelity, fidelityOf } from "../target/fidelity.ts";
import type { Found, Stream } from "../target/stream.ts";

/** A stream in which an engine does not find what the rule means. */
export interface StreamDisagreement {
  readonly job: Job;
  /** Index into the streams given. */
  readonly stream: number;
  readonly oracle: readonly Found[];
  readonly engine: readonly Found[];
}

/** What one engine made of one rule that joins events. The counts are of streams. */
export interface StreamComparison {
  readonly job: Job;
  readonly fidelity: Fidelity;
  readonly compared: number;
  /** Streams that the engine cannot be shown: reason and how many. */
  readonly unrepresentable: ReadonlyMap<string, number>;
  /** Streams in which the engine found more or less, as the artefact declares. */
  readonly deviating: number;
  readonly disagreements: readonly StreamDisagreement[];
}

/** What the oracle finds, in the form in which engines answer. */
export function oracleFound(rule: Rule, stream: Stream): readonly Found[] {
  const alerts = detect(rule, stream.events, { indicators: stream.indicators, ...(stream.when === null ? {} : { when: stream.when }) });
  return foundIn(rule, alerts);
}

/** The oracle's alerts in that form. */
export const foundIn = (rule: Rule, alerts: readonly Alert[]): readonly Found[] => alerts.map((alert) => foundOf(rule.detection, alert));

function foundOf(detection: Detection, { members, key }: Alert): Found {
  switch (detection.kind) {
    case "aggregate":
      return { kind: "group", key, count: members.length };
    case "filter":
    case "sequence":
    case "sample":
    case "new-terms":
    case "indicator-join":
      return { kind: "events", members };
    default:
      return assertNever(detection);
  }
}

const valueText = (value: Value): string => (typeof value === "bigint" ? String(value) : JSON.stringify(value));
export const foundText = (found: Found): string =>
  found.kind === "events" ? found.members.join(",") : `${found.key.map(valueText).join(",")} x ${found.count}`;

/**
 * Runs one artefact over streams and compares what it finds with the oracle. Sequences, filters and new terms: the same alerts in the same order; groups: the same in any order; samples, of which any
 * combination for a key will do: as many alerts, each of events that the oracle's stages take with one key, no key twice. `over` finds all of the oracle's, `under` only them.
 * `meant`: the rule that the oracle is asked, where the artefact's has been through passes. `wanted`: what the oracle finds in each stream, where it has been asked.
 */
export async function compareStreams(
  engine: Engine,
  job: Job,
  streams: readonly Stream[],
  meant: Rule = job.rule,
  wanted: readonly (readonly Found[])[] = streams.map((stream) => oracleFound(meant, stream)),
): Promise<StreamComparison> {
  const found = (await engine.detect?.(job, streams)) ?? [];
  const fidelity = fidelityOf(job.emission.deviations);
  const unrepresentable = new Map<string, number>();
  const disagreements: StreamDisagreement[] = [];
  let compared = 0;
  let deviating = 0;
  for (const [at, stream] of streams.entries()) {
    const said = found[at] ?? null;
    if (said === null) {
      const why = engine.representStream?.(job.rule, stream) ?? "the engine gave no answer";
      unrepresentable.set(why, (unrepresentable.get(why) ?? 0) + 1);
      continue;
    }
    compared++;
    const oracle = wanted[at] ?? [];
    const difference = differenceOf(meant, stream, oracle, said);
    if (difference === "none") continue;
    const declared = fidelity === "incomparable" || (difference !== "both" && fidelity === difference);
    if (declared) deviating++;
    else disagreements.push({ job, stream: at, oracle, engine: said });
  }
  return { job, fidelity, compared, unrepresentable, deviating, disagreements };
}

type Difference = "none" | "over" | "under" | "both";

function differenceOf(rule: Rule, stream: Stream, oracle: readonly Found[], engine: readonly Found[]): Difference {
  const canonical = (found: readonly Found[]): readonly string[] => found.map((f) => canonicalText(rule, stream, f));
  const wanted = canonical(oracle);
  const got = canonical(engine);
  const { kind } = rule.detection;
  const ordered = kind === "sequence" || kind === "filter" || kind === "new-terms" || kind === "indicator-join";
  const a = ordered ? wanted : [...wanted].sort();
  const b = ordered ? got : [...got].sort();
  if (a.length === b.length && a.every((text, i) => text === b[i])) return "none";
  const more = got.some((text) => !wanted.includes(text)) || got.length > wanted.length;
  const less = wanted.some((text) => !got.includes(text)) || got.length < wanted.length;
  // the same alerts in another order are as wrong as others
  return more === less ? "both" : more ? "over" : "under";
}

/** For a sample the key that its events share, since which of the possible events stand for it is not defined; otherwise the alert itself. */
function canonicalText(rule: Rule, stream: Stream, found: Found): string {
  if (rule.detection.kind !== "sample" || found.kind !== "events") return foundText(found);
  const members = found.members.map((at) => stream.events[at] ?? {});
  const [alone] = detect({ ...rule, detection: { ...rule.detection, limit: null } }, members);
  const whole = alone !== undefined && new Set(found.members).size === found.members.length && alone.members.length === members.length;
  return whole ? `key ${alone.key.map(valueText).join(",")}` : `no sample: ${foundText(found)}`;
}
