// Administration Port Opened to the Internet
// Compiled by Verdict 0.1.0 from cloud/security-group-opened: edit the rule, not this file.

export interface Reference {
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
}

export declare const rule: Rule;

/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */
export declare function match(event: unknown): boolean;
