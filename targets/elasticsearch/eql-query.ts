/** A whole rule as one query of EQL: events, sequences and samples with their pipes. */
import type { Key, Limit, Sample, Sequence, Stage } from "../../src/ir/detection.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Filter, Rule } from "../../src/ir/rule.ts";
import { eqlEvent } from "./eql-condition.ts";
import { type EqlContext, eqlField } from "./eql-context.ts";
import type { EqlBody, EqlEvent, EqlField, EqlPipe, EqlQuery, EqlStage } from "./eql-tree.ts";

/** Null: EQL cannot say it; why is among the context's refusals. */
export function eqlQuery(rule: Rule, detection: Filter | Sequence | Sample, context: EqlContext): EqlQuery | null {
  const body = bodyOf(rule, detection, context);
  return body === null ? null : { body, pipes: pipesOf(detection.limit) };
}

function bodyOf(rule: Rule, detection: Filter | Sequence | Sample, context: EqlContext): EqlBody | null {
  if (detection.kind === "filter") {
    const event = eventOf(rule, detection.source, context);
    return event === null ? null : { kind: "event", event };
  }
  const until = detection.kind === "sequence" ? detection.until : null;
  const all = [...detection.stages, ...(until === null ? [] : [until])];
  const common = commonKeys(all.map((s) => s.by));
  const own = (stage: Omit<Stage, "missing">, missing: boolean): EqlStage | null => {
    const event = eventOf(rule, stage.source, context);
    const by = keysOf(stage.by.slice(common), context);
    return event === null || by === null ? null : { event, missing, by, runs: 1 };
  };
  const by = keysOf(all[0]?.by.slice(0, common) ?? [], context);
  const stages: EqlStage[] = [];
  let before: Stage | null = null;
  for (const stage of detection.stages.map((s): Stage => ({ missing: false, ...s }))) {
    const last = stages.at(-1);
    if (before !== null && last !== undefined && last.runs < mostRuns && detection.kind === "sequence" && repeats(before, stage))
      stages.splice(-1, 1, { ...last, runs: last.runs + 1 });
    else {
      const written = own(stage, stage.missing);
      if (written === null) return null;
      stages.push(written);
    }
    before = stage;
  }
  if (by === null) return null;
  if (detection.kind === "sample") return { kind: "sample", by, stages };
  const end = until === null ? null : own(until, false);
  return until !== null && end === null ? null : { kind: "sequence", by, maxspan: detection.maxspan, stages, until: end };
}

/** What `with runs=` takes. */
const mostRuns = 100;

function eventOf(rule: Rule, id: string, context: EqlContext): EqlEvent | null {
  const source = rule.sources[id];
  if (source === undefined) throw new Error(`the rule has no source ${id}`);
  return eqlEvent(source.where, context);
}

const sameKey = (a: Key | undefined, b: Key | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  fieldName(a.field) === fieldName(b.field) &&
  a.field.mapped === b.field.mapped &&
  a.optional === b.optional;

/** How many keys all stages begin with: those that stand behind `sequence by`. */
function commonKeys(keys: readonly (readonly Key[])[]): number {
  const [first = []] = keys;
  const differs = first.findIndex((key, i) => !keys.every((by) => sameKey(by[i], key)));
  return differs < 0 ? first.length : differs;
}

const repeats = (a: Stage, b: Stage): boolean =>
  a.source === b.source && a.missing === b.missing && a.by.length === b.by.length && a.by.every((key, i) => sameKey(key, b.by[i]));

function keysOf(by: readonly Key[], context: EqlContext): readonly EqlField[] | null {
  const keys: EqlField[] = [];
  for (const key of by) {
    const field = eqlField(key.field, key.span, context);
    if (field === null) return null;
    keys.push({ ...field, optional: key.optional });
  }
  return keys;
}

/** A limit that skips is two pipes: `tail 10 | head 7` is 7 of the last 10, after the last 3. */
function pipesOf(limit: Limit | null): readonly EqlPipe[] {
  if (limit === null) return [];
  const { side, count, offset } = limit;
  if (offset === 0) return [{ side, count }];
  return [
    { side, count: offset + count },
    { side: side === "head" ? "tail" : "head", count },
  ];
}
