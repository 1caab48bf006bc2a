import type { Alert } from "../eval/alert.ts";
import { detect } from "../eval/detect.ts";
import { anchored } from "../ir/clock.ts";
import type { Rule } from "../ir/rule.ts";
import { assertNever } from "../source/assert-never.ts";
import type { JsonObject } from "../source/json.ts";
import type { Stream } from "../target/stream.ts";
import { spread } from "./spread.ts";
import { aggregateScenes } from "./streams-aggregate.ts";
import { indicatorScenes } from "./streams-indicators.ts";
import { newTermsScenes } from "./streams-new-terms.ts";
import { sampleScenes } from "./streams-sample.ts";
import { sequenceScenes } from "./streams-sequence.ts";

/** Events together, what they are for, and what the rule finds in them (the oracle's word). */
export interface GeneratedStream {
  readonly stream: Stream;
  readonly purpose: string;
  readonly alerts: readonly Alert[];
}

/** A stream before the oracle has seen it. What is left out has the stream's plain value. */
export interface Scene {
  readonly purpose: string;
  readonly events: readonly JsonObject[];
  readonly when?: Stream["when"];
  readonly indicators?: readonly JsonObject[];
}

export interface GeneratedStreams {
  readonly streams: readonly GeneratedStream[];
  /** `found`: in some stream the rule finds something. `gave-up`: in none, so nothing but silence is compared. */
  readonly matches: "found" | "gave-up";
}

export interface StreamOptions {
  /** At most so many streams: three quarters made on purpose, evenly chosen where there are more, the rest at random. */
  readonly count: number;
  readonly seed: number;
}

/** What streams made at random are for: they come last. */
export const randomPurpose = "at random";
const purposeShare = 0.75;

/** Streams that tell a right artefact of a rule that joins events from a wrong one. Deterministic for a seed; a filter has none. Dates relative to now are those of the rule's `schedule.now`. */
export function generateStreams(given: Rule, options: StreamOptions): GeneratedStreams {
  const rule = anchored(given);
  const streams: GeneratedStream[] = [];
  const seen = new Set<string>();
  const add = (scene: Scene): void => {
    const stream: Stream = { events: scene.events, when: scene.when ?? null, indicators: scene.indicators ?? [] };
    const text = JSON.stringify(stream);
    if (seen.has(text)) return;
    seen.add(text);
    const alerts = detect(rule, stream.events, { indicators: stream.indicators, ...(stream.when === null ? {} : { when: stream.when }) });
    streams.push({ stream, purpose: scene.purpose, alerts });
  };
  const onPurpose: Scene[] = [];
  const most = Math.ceil(options.count * purposeShare);
  for (const scene of scenesOf(rule, options.seed)) {
    if (scene.purpose !== randomPurpose) onPurpose.push(scene);
    else {
      for (const chosen of spread(onPurpose.splice(0), most)) add(chosen);
      if (streams.length >= options.count) break;
      add(scene);
    }
  }
  return { streams, matches: streams.some((s) => s.alerts.length > 0) ? "found" : "gave-up" };
}

function scenesOf(rule: Rule, seed: number): Iterable<Scene> {
  const { detection } = rule;
  switch (detection.kind) {
    case "filter":
      return [];
    case "sequence":
      return sequenceScenes(rule, detection, seed);
    case "sample":
      return sampleScenes(rule, detection, seed);
    case "aggregate":
      return aggregateScenes(rule, detection, seed);
    case "new-terms":
      return newTermsScenes(rule, detection, seed);
    case "indicator-join":
      return indicatorScenes(rule, detection, seed);
    default:
      return assertNever(detection);
  }
}
