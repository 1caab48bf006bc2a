// Sign-In Failures as Many Users from One Address
// Compiled by Verdict 0.1.0 from cloud/password-spraying: edit the rule, not this file.

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

export type KeyValue = string | number | bigint | boolean | null;

export interface MatcherOptions {
  /** How late an event may come, in milliseconds of event time, and still be put in its place: so long events are held back. 0, the default: they come in order. Infinity: all are held until flush(). */
  readonly lateness?: number;
  /** How many keys are followed at most, by default 100,000. Beyond that, the key of which there was nothing new for longest is forgotten, and counted in `givenUp`. */
  readonly maxKeys?: number;
  /** How many events may wait for their turn, and how many alerts until they are certain: by default 100,000 of each. */
  readonly maxHeld?: number;
  /** How many events of its group an alert names at most, the last ones: by default 100. What is counted, and the different values, are of all of them. Infinity: all are named. */
  readonly maxEvents?: number;
}

export interface Alert<Event = unknown> {
  /** The events that make it up: the very objects that were pushed. */
  readonly events: readonly Event[];
  /** The values that join them. */
  readonly key: readonly KeyValue[];
  /** How many events the group has. `events` holds the last of them, `maxEvents` at most. */
  readonly count: number;
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
}

/** A matcher of its own for one stream of events, parsed JSON documents. Throws a RangeError for options that make no sense; the matcher itself throws nothing. */
export declare function createMatcher<Event = unknown>(options?: MatcherOptions): Matcher<Event>;
