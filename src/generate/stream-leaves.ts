import type { Alert } from "../eval/alert.ts";
import { detect } from "../eval/detect.ts";
import type { SourceId } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import { mapConditions } from "../ir/walk.ts";
import type { JsonObject } from "../source/json.ts";
import type { Stream } from "../target/stream.ts";
import type { LeafEffect, LeafPair, PairedEffect } from "./generate.ts";

/** A stream before the oracle has seen it. What is left out has the stream's plain value. */
export interface Scene {
  readonly purpose: string;
  readonly events: readonly JsonObject[];
  readonly when?: Stream["when"];
  readonly indicators?: readonly JsonObject[];
}

/** What streams made at random are for: they come last. */
export const randomPurpose = "at random";

/** Puts an event of a source into a stream in which everything else is right: what the rule finds there hangs on this event. `match`: the event of the pair that fits. */
export type Staging = (purpose: string, event: JsonObject, match: JsonObject) => Scene;

/** A source of the rule: what its leaves do to an event by itself, and the streams in which such an event decides. Of several stagings the first that works is taken. */
export interface Part {
  readonly source: SourceId;
  readonly effects: readonly PairedEffect[];
  readonly stagings: readonly Staging[];
}

export interface LeafScenes {
  readonly effects: readonly LeafEffect[];
  readonly scenes: readonly Scene[];
}

export const streamOf = (scene: Scene): Stream => ({
  events: scene.events,
  when: scene.when ?? null,
  indicators: scene.indicators ?? [],
});

/** What the rule finds in a stream: the oracle's word. */
export const alertsIn = (rule: Rule, stream: Stream): readonly Alert[] =>
  detect(rule, stream.events, { indicators: stream.indicators, ...(stream.when === null ? {} : { when: stream.when }) });

/**
 * For each leaf of each source two streams that differ in one event, and that in what the leaf looks at, in which the rule finds something else. What is proven of the source's
 * condition (`dead`) holds for the rule; a leaf that changes whether the condition holds, but never what the rule finds in these streams, is given up.
 */
export function leafScenes(rule: Rule, parts: readonly Part[]): LeafScenes {
  const effects: LeafEffect[] = [];
  const scenes: Scene[] = [];
  const sources = new Map(parts.toReversed().map((part) => [part.source, part]));
  for (const part of [...sources.values()].toReversed())
    for (const { leaf, status, pair } of part.effects) {
      const staged = pair === null ? null : stagedPair(rule, part, leaf.id, pair);
      if (staged !== null) scenes.push(...staged);
      effects.push({ leaf, status: pair !== null && staged === null ? "gave-up" : status });
    }
  return { effects, scenes };
}

function stagedPair(rule: Rule, { source, stagings }: Part, leaf: number, pair: LeafPair): readonly Scene[] | null {
  for (const staging of stagings) {
    const match = staging(`${source}: a test decides, its event fits`, pair.match, pair.match);
    const other = staging(`${source}: a test decides, its event does not fit`, pair.other, pair.match);
    if (decides(rule, source, leaf, match, other)) return [match, other];
  }
  return null;
}

/** Does the rule find something else in the one stream than in the other, and in the other, too, if this leaf alone had its other truth? */
function decides(rule: Rule, source: SourceId, leaf: number, match: Scene, other: Scene): boolean {
  const found = (asked: Rule, scene: Scene): string => JSON.stringify(alertsIn(asked, streamOf(scene)).map((alert) => alert.members));
  const wanted = found(rule, match);
  return wanted !== found(rule, other) && [true, false].some((truth) => found(forced(rule, source, leaf, truth), other) === wanted);
}

/** The rule with one leaf of a source true, or false, whatever the event. */
export function forced(rule: Rule, source: SourceId, leaf: number, truth: boolean): Rule {
  const from = rule.sources[source];
  if (from === undefined) return rule;
  const where = mapConditions(from.where, (c) =>
    (c.kind === "exists" || c.kind === "any") && c.id === leaf ? { kind: "constant", id: c.id, span: c.span, value: truth } : c,
  );
  return { ...rule, sources: { ...rule.sources, [source]: { ...from, where } } };
}
