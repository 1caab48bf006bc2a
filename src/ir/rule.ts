import type { JsonObject } from "../source/json.ts";
import type { Condition } from "./condition.ts";
import type { Detection, Filter, SourceId } from "./detection.ts";
import type { Field } from "./field.ts";

export type { Detection, Filter, Limit, Order, SourceId } from "./detection.ts";

/** Where events come from and which count. `index`: patterns as the rule has them; empty for a bare query. */
export interface Source {
  readonly index: readonly string[];
  readonly where: Condition;
}

/**
 * The time window of one run: events whose timestamp lies in [from, to], both included. `override` first, where the event has it; `fallback`: an event
 * without it counts by `timestamp`. A node of its own, so that a verifier can widen exactly this: a null window takes every event.
 */
export interface Window {
  readonly kind: "window";
  readonly timestamp: Field;
  readonly override: Field | null;
  readonly fallback: boolean;
  /** Elasticsearch date math, `now-6m`. */
  readonly from: string;
  readonly to: string;
}

export interface Schedule {
  /** `5m` */
  readonly interval: string;
  readonly window: Window | null;
  /**
   * What `now` in a date of the rule's conditions means, epoch milliseconds. Absent in every rule that is deployed: it is the time at which the rule runs. A node of its own, so
   * that a verifier can set exactly this. (`now` in the window and in the history of new terms is another: when the run was due.)
   */
  readonly now?: number;
}

export type Severity = "low" | "medium" | "high" | "critical";

export interface Technique {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
  readonly subtechnique: readonly Omit<Technique, "subtechnique">[];
}

export interface Threat {
  readonly framework: string;
  readonly tactic: { readonly id: string; readonly name: string; readonly reference: string } | null;
  readonly technique: readonly Technique[];
}

/** What travels to every artefact in the form that the target has for it. Texts may hold anything: targets quote them. */
export interface Metadata {
  /** The rule's own id; for a bare query one made from its text. */
  readonly ruleId: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly severity: Severity;
  readonly riskScore: number;
  readonly tags: readonly string[];
  readonly threat: readonly Threat[];
  readonly author: readonly string[];
  readonly license: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  /** The investigation guide, Markdown. */
  readonly note: string | null;
  readonly setup: string | null;
  readonly maxSignals: number;
  readonly enabled: boolean;
  readonly buildingBlock: boolean;
  /** The query as written, and its language. */
  readonly query: string;
  readonly language: string;
  /** What the spans of conditions point into: the query and, below it, each of the rule's filters as a line of JSON. */
  readonly conditionText: string;
  /** The whole rule in the detection engine API's shape, also what Verdict does not read itself; null for a bare query. */
  readonly document: JsonObject | null;
  /** SHA-256 of the document's bytes, hex. */
  readonly sourceHash: string;
  /** Path of the rule without extension, relative to where rules were looked for, `/` between segments: names the artefacts. */
  readonly path: string;
}

export interface Rule {
  readonly sources: Readonly<Record<SourceId, Source>>;
  readonly detection: Detection;
  readonly schedule: Schedule;
  readonly metadata: Metadata;
}

/** A rule that judges each event by itself. */
export interface FilterRule extends Rule {
  readonly detection: Filter;
}

export const isFilterRule = (rule: Rule): rule is FilterRule => rule.detection.kind === "filter";

/** The rule with every match kept: `head` and `tail` left out. */
export function withoutLimit(rule: Rule): Rule {
  const { detection } = rule;
  return "limit" in detection ? { ...rule, detection: { ...detection, limit: null } } : rule;
}
