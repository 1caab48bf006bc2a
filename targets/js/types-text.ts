/** The types of a declaration file: what metadata.ts and runtime/explain.ts make. `compile --validate` and the tests check modules against them. */

export const ruleTypes = `export interface Reference {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

export interface Technique extends Reference {
  readonly subtechniques: readonly Reference[];
}

export interface Threat {
  readonly framework: string;
  readonly tactic: Reference | null;
  readonly techniques: readonly Technique[];
}

/** Where the matcher departs from the rule. */
export interface Deviation {
  readonly code: string;
  /** It may match more than the rule, less, or both. */
  readonly direction: "over" | "under" | "incomparable";
  readonly reason: string;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly severity: "low" | "medium" | "high" | "critical";
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
  readonly buildingBlock: boolean;
  readonly index: readonly string[];
  readonly schedule: { readonly interval: string; readonly from: string | null; readonly to: string | null };
  readonly language: string;
  readonly query: string;
  /** SHA-256 of the rule's document. */
  readonly sourceHash: string;
  /** The version of Verdict that compiled it. */
  readonly verdict: string;
  readonly fidelity: "exact" | "over" | "under" | "incomparable";
  readonly deviations: readonly Deviation[];
}`;

export const explanationTypes = `/** A part of the condition and whether it holds. */
export interface Explanation {
  readonly kind: "and" | "or" | "not" | "leaf";
  /** The part of the query. */
  readonly text: string;
  readonly holds: boolean;
  readonly parts: readonly Explanation[];
  /** Of a leaf: the values of its fields, as they were compared. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
}`;
