import { assertNever } from "../source/assert-never.ts";
import type { Span } from "../source/span.ts";
import type { Field } from "./field.ts";

/** Names one of the rule's sources. */
export type SourceId = string;

/** Events in order of (timestamp, tiebreaker, arrival). */
export interface Order {
  readonly timestamp: Field;
  readonly tiebreaker: Field | null;
}

/** Keep the first or last `count` matches of an ordered result, skipping `offset` from that side; what is kept stays ascending. */
export interface Limit {
  readonly side: "head" | "tail";
  readonly count: number;
  readonly offset: number;
  readonly span: Span;
}

/**
 * A field by whose value events are joined. An event without it takes no part, unless `optional`: then missing is a key of its own, equal to itself.
 * Several values make several keys (every combination with the other keys).
 */
export interface Key {
  readonly field: Field;
  readonly optional: boolean;
  readonly span: Span;
}

/** Each event that satisfies the source's condition. */
export interface Filter {
  readonly kind: "filter";
  readonly source: SourceId;
  readonly order: Order;
  readonly limit: Limit | null;
}

/** One step of a sequence. `missing`: no such event may stand there. */
export interface Stage {
  readonly source: SourceId;
  readonly by: readonly Key[];
  readonly missing: boolean;
  readonly span: Span;
}

/**
 * Events in order, one a stage, with equal keys. The newest pending sequence of a stage takes the next event, older ones of that stage are given up; no
 * backtracking; completed sequences are consumed. `maxspan`: from the first to the last positive event, milliseconds, the bound included. `until`: an event that ends
 * pending sequences of its key. A missing stage is checked afterwards: some window of `maxspan` around the positive events is free of it.
 */
export interface Sequence {
  readonly kind: "sequence";
  readonly stages: readonly Stage[];
  readonly until: Omit<Stage, "missing"> | null;
  readonly maxspan: number | null;
  readonly order: Order;
  readonly limit: Limit | null;
}

/** For a key: distinct events, one a stage, in any order. At most one combination a key; which one is not defined. */
export interface Sample {
  readonly kind: "sample";
  readonly stages: readonly Omit<Stage, "missing">[];
  readonly order: Order;
  readonly limit: Limit | null;
}

/**
 * Groups of events in the window by the values of `by` (events that lack one take no part; several values: a group each; no fields: one group of all), with at least
 * `count` events and, for each cardinality, at least `atLeast` different values of its field among them.
 */
export interface Aggregate {
  readonly kind: "aggregate";
  readonly source: SourceId;
  readonly by: readonly Field[];
  readonly count: number;
  readonly cardinality: readonly { readonly field: Field; readonly atLeast: number }[];
  readonly order: Order;
  readonly span: Span;
}

/**
 * The first event in the window for each combination of values of `fields` that no event of the source has between `history` (date math) and the window's start.
 * Several values make several combinations; an event that lacks a field takes no part.
 */
export interface NewTerms {
  readonly kind: "new-terms";
  readonly source: SourceId;
  readonly fields: readonly Field[];
  readonly history: string;
  readonly order: Order;
  readonly span: Span;
}

/** `field` of the event and `indicator` of the indicator share a value; `negate`: they do not. */
export interface Entry {
  readonly field: Field;
  readonly indicator: Field;
  readonly negate: boolean;
}

/** Events of the source for which some indicator satisfies every entry of one of the groups. */
export interface IndicatorJoin {
  readonly kind: "indicator-join";
  readonly source: SourceId;
  readonly indicators: SourceId;
  readonly groups: readonly (readonly Entry[])[];
  readonly order: Order;
  readonly span: Span;
}

export type Detection = Filter | Sequence | Sample | Aggregate | NewTerms | IndicatorJoin;

/** The detection with every field that it names itself, for order, keys and counts, replaced. */
export function mapFields(detection: Detection, f: (field: Field) => Field): Detection {
  const { timestamp, tiebreaker } = detection.order;
  const order: Order = { timestamp: f(timestamp), tiebreaker: tiebreaker === null ? null : f(tiebreaker) };
  const keyed = <T extends { readonly by: readonly Key[] }>(stage: T): T => ({
    ...stage,
    by: stage.by.map((key) => ({ ...key, field: f(key.field) })),
  });
  switch (detection.kind) {
    case "filter":
      return { ...detection, order };
    case "sequence":
      return { ...detection, order, stages: detection.stages.map(keyed), until: detection.until === null ? null : keyed(detection.until) };
    case "sample":
      return { ...detection, order, stages: detection.stages.map(keyed) };
    case "aggregate": {
      const cardinality = detection.cardinality.map((c) => ({ ...c, field: f(c.field) }));
      return { ...detection, order, by: detection.by.map(f), cardinality };
    }
    case "new-terms":
      return { ...detection, order, fields: detection.fields.map(f) };
    case "indicator-join": {
      const groups = detection.groups.map((group) => group.map((e) => ({ ...e, field: f(e.field), indicator: f(e.indicator) })));
      return { ...detection, order, groups };
    }
    default:
      return assertNever(detection);
  }
}

/** The sources that a detection reads, each once. */
export function sourcesOf(detection: Detection): readonly SourceId[] {
  switch (detection.kind) {
    case "filter":
    case "aggregate":
    case "new-terms":
      return [detection.source];
    case "sequence":
      return [...new Set([...detection.stages.map((s) => s.source), ...(detection.until === null ? [] : [detection.until.source])])];
    case "sample":
      return [...new Set(detection.stages.map((s) => s.source))];
    case "indicator-join":
      return [detection.source, detection.indicators];
    default:
      return assertNever(detection);
  }
}
