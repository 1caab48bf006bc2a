import type { Alert } from "../eval/alert.ts";
import { detect } from "../eval/detect.ts";
import type { SourceId } from "../ir/detection.ts";
import type { Rule } from "../ir/rule.ts";
import { mapConditions } from "../ir/walk.ts";
import type { JsonObject } from "../source/json.ts";
import type { Stream } from "../target/stream.ts";

/** A stream before the oracle has seen it. What is left out has the stream's plain value. */
export interface Scene {
  readonly purpose: string;
  readonly events: readonly JsonObject[];
  readonly when?: Stream["when"];
  readonly indicators?: readonly JsonObject[];
}

/** What streams made at random are for: they come last. */
export const randomPurpose = "at random";

export const streamOf = (scene: Scene): Stream => ({
  events: scene.events,
  when: scene.when ?? null,
  indicators: scene.indicators ?? [],
});

/** What the rule finds in a stream: the oracle's word. */
export const alertsIn = (rule: Rule, stream: Stream): readonly Alert[] =>
  detect(rule, stream.events, { indicators: stream.indicators, ...(stream.when === null ? {} : { when: stream.when }) });

/** The events of each alert. */
export type SceneFound = readonly (readonly number[])[];

export const foundIn = (rule: Rule, scene: Scene): SceneFound => alertsIn(rule, streamOf(scene)).map((alert) => alert.members);

/** The same for the same alerts, in whatever order. */
export const textOf = (found: SceneFound): string =>
  found
    .map((members) => members.join())
    .sort()
    .join(" ");

/** The rule with one leaf of a source true, or false, whatever the event. */
export function forced(rule: Rule, source: SourceId, leaf: number, truth: boolean): Rule {
  const from = rule.sources[source];
  if (from === undefined) return rule;
  const where = mapConditions(from.where, (c) =>
    (c.kind === "exists" || c.kind === "any") && c.id === leaf ? { kind: "constant", id: c.id, span: c.span, value: truth } : c,
  );
  return { ...rule, sources: { ...rule.sources, [source]: { ...from, where } } };
}
