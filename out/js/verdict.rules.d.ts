// 28 rules in one module
// Compiled by Verdict 0.1.0: edit the rules, not this file.

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

/** A rule that judges single events, with its matcher. */
export interface Entry {
  readonly rule: Rule;
  /** Does this event match the rule? What is no event does not; nothing throws. */
  match(event: unknown): boolean;
}

/** Every rule that judges single events, in order of its path. */
export declare const rules: readonly Entry[];

export type KeyValue = string | number | bigint | boolean | null;

export interface MatcherOptions {
  /** How late an event may come, in milliseconds of event time, and still be put in its place: so long events are held back. 0, the default: they come in order. Infinity: all are held until flush(). */
  readonly lateness?: number;
  /** How many keys are followed at most, by default 100,000. Beyond that, the key of which there was nothing new for longest is forgotten, and counted in `givenUp`. */
  readonly maxKeys?: number;
  /** How many events may wait for their turn, and how many alerts until they are certain: by default 100,000 of each. */
  readonly maxHeld?: number;
  /** What `now` in the rule's dates means when an event is pushed: epoch milliseconds, or a function that gives them. Default: Date.now, the clock of the machine. */
  readonly now?: number | (() => number);
  /** How many events of its group an alert names at most, the last ones: by default 100. What is counted, and the different values, are of all of them. Infinity: all are named. */
  readonly maxEvents?: number;
  /** Epoch milliseconds. What events have from `history` until `from` is known; what they have from `from` to `to`, both included, is new if it is not known. By default all may be new. */
  readonly history?: number;
  readonly from?: number;
  readonly to?: number;
  /** Parsed JSON documents. They are read once, when the matcher is made. */
  readonly indicators?: Iterable<unknown>;
}

export interface Alert<Event = unknown> {
  /** The events that make it up: the very objects that were pushed. */
  readonly events: readonly Event[];
  /** The values that join them. */
  readonly key: readonly KeyValue[];
  /** The events by stage; null for one that must be missing. */
  readonly slots?: readonly (Event | null)[];
  /** How many events the group has. `events` holds the last of them, `maxEvents` at most. */
  readonly count?: number;
  /** The first indicator found that the event matches. */
  readonly indicator?: unknown;
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

/** A rule that joins events. */
export interface JoiningEntry {
  readonly rule: Rule;
  /** A matcher of its own for one stream of events, parsed JSON documents. Throws a RangeError for options that make no sense; the matcher itself throws nothing. */
  createMatcher<Event = unknown>(options?: MatcherOptions): Matcher<Event>;
}

/** Every rule that joins events, in order of its path. */
export declare const joiningRules: readonly JoiningEntry[];

/** The rules of `rules` that this event, a parsed JSON document, matches. */
export declare function matchAll(event: unknown): Rule[];
