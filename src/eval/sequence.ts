import type { Sequence, Stage } from "../ir/detection.ts";
import type { Value } from "../ir/value.ts";
import type { JsonObject } from "../source/json.ts";
import type { Alert } from "./alert.ts";
import type { Takes } from "./holds.ts";
import { keysOf, keyText } from "./keys.ts";
import { clean } from "./missing-stage.ts";
import { type Moment, timeline } from "./timeline.ts";

/** A sequence under way: the moments of its positive stages so far. */
type Pending = readonly [Moment, ...Moment[]];

interface Machine {
  readonly key: readonly Value[];
  /** By positive stage, oldest first: sequences whose last event is of that stage. */
  readonly pending: Pending[][];
  /** Ordinal of the latest `until` event, or -1. */
  until: number;
}

/** What an event is to a stage: the keys under which it may stand there; none if the stage's condition does not hold. */
export function standsFor(takes: Takes, stage: Omit<Stage, "missing">, event: JsonObject): readonly (readonly Value[])[] {
  return takes(stage.source, event) ? keysOf(event, stage.by) : [];
}

/**
 * Sequences in order of their last event. A streaming machine for each key: the stages are tried from the last to the first, so that an event never fills two slots of one
 * sequence; the newest pending sequence takes the event, it and all older ones of its stage are used up, even if it is then too old or ended by `until`.
 * (Elasticsearch's SequenceMatcher and KeyToSequences, 8.x.)
 */
export function sequences(takes: Takes, detection: Sequence, events: readonly JsonObject[]): readonly Alert[] {
  const order = timeline(events, detection.order);
  const positive = detection.stages.filter((stage) => !stage.missing);
  const machines = new Map<string, Machine>();
  const complete: { readonly found: Pending; readonly key: readonly Value[] }[] = [];
  const machineOf = (key: readonly Value[]): Machine => {
    const text = keyText(key);
    const known = machines.get(text);
    if (known !== undefined) return known;
    const machine: Machine = { key, pending: positive.map(() => []), until: -1 };
    machines.set(text, machine);
    return machine;
  };
  for (const moment of order) {
    for (let s = positive.length - 1; s >= 0; s--) {
      const stage = positive[s];
      if (stage === undefined) continue;
      for (const key of standsFor(takes, stage, moment.event)) {
        const machine = machineOf(key);
        const grown = s === 0 ? ([moment] as const) : grow(machine, s, moment, detection.maxspan);
        if (grown === null) continue;
        if (s === positive.length - 1) complete.push({ found: grown, key });
        else machine.pending[s]?.push(grown);
      }
    }
    if (detection.until !== null) for (const key of standsFor(takes, detection.until, moment.event)) machineOf(key).until = moment.ordinal;
  }
  return complete
    .filter(({ found, key }) => clean(takes, detection, found, key, order))
    .map(({ found, key }) => toAlert(detection, found, key));
}

function grow(machine: Machine, stage: number, moment: Moment, maxspan: number | null): Pending | null {
  const before = machine.pending[stage - 1] ?? [];
  let at = before.length - 1;
  while (at >= 0 && (before[at]?.at(-1)?.ordinal ?? 0) >= moment.ordinal) at--;
  const candidate = before[at];
  if (candidate === undefined) return null;
  before.splice(0, at + 1);
  if (maxspan !== null && moment.time - candidate[0].time > maxspan) return null;
  // inclusive at the candidate's own last event, exclusive at the new one (which has not been entered yet)
  if (machine.until >= (candidate.at(-1)?.ordinal ?? 0)) return null;
  return [...candidate, moment];
}

function toAlert(detection: Sequence, found: Pending, key: readonly Value[]): Alert {
  let next = 0;
  const slots = detection.stages.map((stage) => (stage.missing ? null : (found[next++]?.at ?? null)));
  return { members: found.map((m) => m.at), slots, key };
}
