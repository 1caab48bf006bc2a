import type { Detection } from "../../src/ir/detection.ts";

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
  readonly kind: "and" | "or" | "not" | "nested" | "leaf";
  /** The part of the query. */
  readonly text: string;
  readonly holds: boolean;
  readonly parts: readonly Explanation[];
  /** Of a leaf: the values of its fields, as they were compared. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
}`;

/** Of a rule whose dates depend on the time. */
export const matchOptionsType = `export interface MatchOptions {
  /** What \`now\` in the rule's dates means: epoch milliseconds, or a function that gives them. Default: Date.now, the clock of the machine. */
  readonly now?: number | (() => number);
}`;

export const nowOption = `
  /** What \`now\` in the rule's dates means when an event is pushed: epoch milliseconds, or a function that gives them. Default: Date.now, the clock of the machine. */
  readonly now?: number | (() => number);`;

/** The types of a matcher of several events: what runtime/stream.ts makes. `alert` adds to an alert, `options` to the options. */
export const matcherTypes = (alert: string, options: string): string => `export type KeyValue = string | number | bigint | boolean | null;

export interface MatcherOptions {
  /** How late an event may come, in milliseconds of event time, and still be put in its place: so long events are held back. 0, the default: they come in order. Infinity: all are held until flush(). */
  readonly lateness?: number;
  /** How many keys are followed at most, by default 100,000. Beyond that, the key of which there was nothing new for longest is forgotten, and counted in \`givenUp\`. */
  readonly maxKeys?: number;
  /** How many events may wait for their turn, and how many alerts until they are certain: by default 100,000 of each. */
  readonly maxHeld?: number;${options}
}

export interface Alert<Event = unknown> {
  /** The events that make it up: the very objects that were pushed. */
  readonly events: readonly Event[];
  /** The values that join them. */
  readonly key: readonly KeyValue[];${alert}
}

export interface MatcherState {
  /** Events pushed, and alerts given. */
  readonly events: number;
  readonly alerts: number;
  /** Keys that are followed, events that wait for their turn, alerts that wait until they are certain. */
  readonly keys: number;
  readonly held: number;
  readonly waiting: number;
  /** What comes with an earlier timestamp comes too late; null at the start. */
  readonly time: number | null;
  /** Events that came too late. */
  readonly late: number;
  /** Keys, and alerts not yet certain, that were forgotten because there was no room. */
  readonly givenUp: number;
}

export interface Matcher<Event = unknown> {
  /** The next event; gives what it completes. */
  push(event: Event): Alert<Event>[];
  /** No event before this time, in epoch milliseconds, is still to come: for streams that are quiet. */
  advance(time: number): Alert<Event>[];
  /** The stream, or the window, has ended: gives what was waiting for its end. The matcher is as new then, but for its counts. */
  flush(): Alert<Event>[];
  state(): MatcherState;
}`;

/** What is particular to the alerts and options of each kind of detection. */
export const particulars: Readonly<Record<Exclude<Detection["kind"], "filter">, { readonly alert: string; readonly options: string }>> = {
  sequence: {
    alert: `
  /** The events by stage; null for one that must be missing. */
  readonly slots: readonly (Event | null)[];`,
    options: "",
  },
  sample: { alert: "", options: "" },
  aggregate: {
    alert: `
  /** How many events the group has. \`events\` holds the last of them, \`maxEvents\` at most. */
  readonly count: number;`,
    options: `
  /** How many events of its group an alert names at most, the last ones: by default 100. What is counted, and the different values, are of all of them. Infinity: all are named. */
  readonly maxEvents?: number;`,
  },
  "new-terms": {
    alert: "",
    options: `
  /** Epoch milliseconds. What events have from \`history\` until \`from\` is known; what they have from \`from\` to \`to\`, both included, is new if it is not known. By default all may be new. */
  readonly history?: number;
  readonly from?: number;
  readonly to?: number;`,
  },
  "indicator-join": {
    alert: `
  /** The first indicator found that the event matches. */
  readonly indicator: unknown;`,
    options: `
  /** Parsed JSON documents. They are read once, when the matcher is made. */
  readonly indicators?: Iterable<unknown>;`,
  },
};

/** Of a bundle, which may hold rules of every kind. */
export const anyAlert = Object.values(particulars)
  .map(({ alert }) => alert.replace(/readonly (\w+):/, "readonly $1?:"))
  .join("");
export const anyOptions = Object.values(particulars)
  .map(({ options }) => options)
  .join("");
