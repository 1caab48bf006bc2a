import type { Detection, Order, SourceId } from "../ir/detection.ts";
import { fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { foundIn, type Scene, type SceneFound, textOf } from "./scene.ts";

/** A stream about one leaf: what the rule finds in it, and the rule without that leaf, which finds something else. */
export interface LeafScene {
  readonly source: SourceId;
  readonly scene: Scene;
  readonly found: SceneFound;
  readonly without: Rule;
}

/** An engine's time goes by streams, not by events: so many are put into one. */
const mostTogether = 8;

/**
 * The same streams, several in one, one after the other, where they keep out of each other's way: the rule finds there what it finds in each by itself, and without this, or that, leaf
 * something else. Those of one source and one purpose come together; the others stay alone.
 */
export const together = (rule: Rule, scenes: readonly LeafScene[]): readonly Scene[] =>
  kindsOf(scenes).flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / mostTogether) }, (_, n) => alike.slice(n * mostTogether, (n + 1) * mostTogether)).flatMap(
      (some) => joined(rule, some),
    ),
  );

/** Those of one source and one purpose, none of them twice. */
function kindsOf(scenes: readonly LeafScene[]): readonly (readonly LeafScene[])[] {
  const kinds = new Map<string, Map<string, LeafScene>>();
  for (const one of scenes) {
    const kind = `${one.source} ${one.scene.purpose}`;
    const alike = kinds.get(kind) ?? new Map<string, LeafScene>();
    const text = JSON.stringify(one.scene);
    if (!alike.has(text)) alike.set(text, one);
    kinds.set(kind, alike);
  }
  return [...kinds.values()].map((alike) => [...alike.values()]);
}

/** All in one, and alone those whose leaf does nothing there; where they get in each other's way, each half by itself. */
function joined(rule: Rule, some: readonly LeafScene[]): readonly Scene[] {
  const scenes = some.map((one) => one.scene);
  if (some.length < 2) return scenes;
  const whole = chained(rule, scenes);
  const wanted = some.flatMap(({ found }, i) => {
    const before = scenes.slice(0, i).reduce((n, s) => n + s.events.length, 0);
    return found.map((members) => members.map((at) => at + before));
  });
  if (textOf(foundIn(rule, whole)) === textOf(wanted))
    return [whole, ...some.flatMap(({ scene, without }) => (textOf(foundIn(without, whole)) === textOf(wanted) ? [scene] : []))];
  const half = Math.ceil(some.length / 2);
  return [...joined(rule, some.slice(0, half)), ...joined(rule, some.slice(half))];
}

/** One after the other. */
function chained(rule: Rule, scenes: readonly Scene[]): Scene {
  const { order } = rule.detection;
  const events: JsonObject[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const scene of scenes) {
    const times = scene.events.map((event) => timeOf(event, order));
    const by = Math.max(0, free - Math.min(...times));
    events.push(...scene.events.map((event) => later(event, order, by)));
    free = Math.max(...times) + by + apart(rule.detection);
  }
  return { ...scenes[0], purpose: scenes[0]?.purpose ?? "", events, indicators: scenes.flatMap((s) => s.indicators ?? []) };
}

/** So much later than the last event, no event of the stream before counts any more. */
const apart = (detection: Detection): number => 1_000 + ((detection.kind === "sequence" ? detection.maxspan : null) ?? 0);

const timeOf = (event: JsonObject, order: Order): number => Date.parse(String(event[fieldName(order.timestamp)]));

const later = (event: JsonObject, order: Order, by: number): JsonObject => ({
  ...event,
  [fieldName(order.timestamp)]: new Date(timeOf(event, order) + by).toISOString(),
});
