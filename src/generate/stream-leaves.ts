import type { SourceId } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import type { LeafEffect, LeafPair, PairedEffect } from "./generate.ts";
import { forced, foundIn, type Scene, textOf } from "./scene.ts";
import { type LeafScene, together } from "./stream-together.ts";

/** Puts an event of a source into a stream in which everything else is right: what the rule finds there hangs on this event. `match`: the event of the pair that fits. */
export type Staging = (purpose: string, event: JsonObject, match: JsonObject) => Scene;

/** A source of the rule: what its leaves do to an event by itself, and the streams in which such an event decides. Of several stagings the first that works is taken. */
export interface Part {
  readonly source: SourceId;
  readonly effects: readonly PairedEffect[];
  readonly stagings: readonly Staging[];
}

/** What a rule's streams are made of: its sources, and streams about how they are joined. */
export interface Play {
  readonly parts: readonly Part[];
  readonly scenes: Iterable<Scene>;
}

export interface LeafScenes {
  readonly effects: readonly LeafEffect[];
  readonly scenes: readonly Scene[];
}

/**
 * For each leaf of each source two streams that differ in one event, and that in what the leaf looks at, in which the rule finds something else. What is proven of the source's
 * condition (`dead`) holds for the rule; a leaf that changes whether the condition holds, but never what the rule finds in these streams, is given up.
 */
export function leafScenes(rule: Rule, parts: readonly Part[]): LeafScenes {
  const effects: LeafEffect[] = [];
  const scenes: LeafScene[] = [];
  const sources = new Map(parts.toReversed().map((part) => [part.source, part]));
  for (const part of [...sources.values()].toReversed())
    for (const { leaf, status, pair } of part.effects) {
      const staged = pair === null ? null : stagedPair(rule, part, leaf.id, pair);
      if (staged !== null) scenes.push(...staged);
      effects.push({ leaf, status: pair !== null && staged === null ? "gave-up" : status });
    }
  return { effects, scenes: together(rule, scenes) };
}

function stagedPair(rule: Rule, { source, stagings }: Part, leaf: number, pair: LeafPair): readonly LeafScene[] | null {
  for (const staging of stagings) {
    const match = staging(`${source}: a test decides, its event fits`, pair.match, pair.match);
    const other = staging(`${source}: a test decides, its event does not fit`, pair.other, pair.match);
    const [matchFound, otherFound] = [foundIn(rule, match), foundIn(rule, other)];
    if (textOf(matchFound) === textOf(otherFound)) continue;
    for (const truth of [true, false]) {
      // that only this leaf is in the way: without it the rule would find the same
      const without = forced(rule, source, leaf, truth);
      if (textOf(foundIn(without, other)) === textOf(matchFound))
        return [
          { source, scene: match, found: matchFound, without: forced(rule, source, leaf, !truth) },
          { source, scene: other, found: otherFound, without },
        ];
    }
  }
  return null;
}
