import type { Alert } from "../eval/alert.ts";
import { anchored } from "../ir/clock.ts";
import type { Rule } from "../ir/rule.ts";
import { assertNever } from "../source/assert-never.ts";
import type { Stream } from "../target/stream.ts";
import type { LeafEffect } from "./generate.ts";
import { alertsIn, randomPurpose, type Scene, streamOf } from "./scene.ts";
import { spread } from "./spread.ts";
import { leafScenes, type Play } from "./stream-leaves.ts";
import { sequenceParts } from "./stream-leaves-sequence.ts";
import { aggregatePlay } from "./streams-aggregate.ts";
import { indicatorPlay } from "./streams-indicators.ts";
import { newTermsPlay } from "./streams-new-terms.ts";
import { samplePlay } from "./streams-sample.ts";
import { castOf, sequenceScenes } from "./streams-sequence.ts";

/** Events together, what they are for, and what the rule finds in them (the oracle's word). */
export interface GeneratedStream {
  readonly stream: Stream;
  readonly purpose: string;
  readonly alerts: readonly Alert[];
}

export interface GeneratedStreams {
  readonly streams: readonly GeneratedStream[];
  /** What was shown of each test of each source. */
  readonly effects: readonly LeafEffect[];
  /** `found`: in some stream the rule finds something. `gave-up`: in none, so nothing but silence is compared. */
  readonly matches: "found" | "gave-up";
}

export interface StreamOptions {
  /** At most so many streams beside those for the rule's tests: three quarters made on purpose, evenly chosen where there are more, the rest at random. */
  readonly count: number;
  readonly seed: number;
}

const purposeShare = 0.75;

/** Streams that tell a right artefact of a rule that joins events from a wrong one. Deterministic for a seed; a filter has none. Dates relative to now are those of the rule's `schedule.now`. */
export function generateStreams(given: Rule, options: StreamOptions): GeneratedStreams {
  const rule = anchored(given);
  const streams: GeneratedStream[] = [];
  const seen = new Set<string>();
  const add = (scene: Scene): void => {
    const stream = streamOf(scene);
    const text = JSON.stringify(stream);
    if (seen.has(text)) return;
    seen.add(text);
    streams.push({ stream, purpose: scene.purpose, alerts: alertsIn(rule, stream) });
  };
  const play = playOf(rule, options.seed);
  const { effects, scenes } = leafScenes(rule, play.parts);
  const onPurpose: Scene[] = [];
  const addMade = (): number => {
    for (const chosen of spread(onPurpose, Math.ceil(options.count * purposeShare))) add(chosen);
    const before = streams.length;
    for (const ofLeaf of scenes) add(ofLeaf);
    return options.count + streams.length - before;
  };
  let most: number | null = null;
  for (const scene of play.scenes) {
    if (scene.purpose !== randomPurpose) onPurpose.push(scene);
    else {
      most ??= addMade();
      if (streams.length >= most) break;
      add(scene);
    }
  }
  return { streams, effects, matches: streams.some((s) => s.alerts.length > 0) ? "found" : "gave-up" };
}

function playOf(rule: Rule, seed: number): Play {
  const { detection } = rule;
  switch (detection.kind) {
    case "filter":
      return { parts: [], scenes: [] };
    case "sequence": {
      const cast = castOf(rule, detection, seed);
      return { parts: sequenceParts(cast), scenes: sequenceScenes(cast, detection, seed) };
    }
    case "sample":
      return samplePlay(rule, detection, seed);
    case "aggregate":
      return aggregatePlay(rule, detection, seed);
    case "new-terms":
      return newTermsPlay(rule, detection, seed);
    case "indicator-join":
      return indicatorPlay(rule, detection, seed);
    default:
      return assertNever(detection);
  }
}
