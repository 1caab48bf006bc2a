import type { Rule } from "../ir/rule.ts";
import { assertNever } from "../source/assert-never.ts";
import type { JsonObject } from "../source/json.ts";
import { groups } from "./aggregate.ts";
import { type Alert, alertOf } from "./alert.ts";
import { takes } from "./holds.ts";
import { indicatorMatches } from "./indicator-join.ts";
import { type Instants, newTerms } from "./new-terms.ts";
import { samples } from "./sample.ts";
import { limited, select } from "./select.ts";
import { sequences } from "./sequence.ts";

/** What a detection needs beside the events. */
export interface DetectOptions {
  /** Where the window and the history lie, for new terms; by default every event is in the window and there is no history. */
  readonly when?: Instants;
  /** For indicator matches. */
  readonly indicators?: readonly JsonObject[];
  /** Milliseconds since 1970, for conditions with dates relative to it; by default the rule's own (`schedule.now`). Without either no event satisfies them. */
  readonly now?: number;
}

const always: Instants = { history: Number.NEGATIVE_INFINITY, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * The oracle for whole detections: what the rule finds in these events, in the order in which Elasticsearch gives it (by the last event), `head` and `tail` applied.
 * The rule's window is the caller's affair. An event on which a condition fails at run time takes no part.
 */
export function detect(rule: Rule, events: readonly JsonObject[], options: DetectOptions = {}): readonly Alert[] {
  const { detection } = rule;
  const now = options.now ?? rule.schedule.now;
  const source = takes(rule, now ?? null);
  switch (detection.kind) {
    case "filter":
      return select({ ...rule, detection }, events, now === undefined ? {} : { now }).map((at) => alertOf([at]));
    case "sequence":
      return limited(sequences(source, detection, events), detection.limit);
    case "sample":
      return limited(samples(source, detection, events), detection.limit);
    case "aggregate":
      return groups(source, detection, events);
    case "new-terms":
      return newTerms(source, detection, events, options.when ?? always);
    case "indicator-join":
      return indicatorMatches(source, detection, events, options.indicators ?? []);
    default:
      return assertNever(detection);
  }
}
