import type { Condition } from "../../ir/condition.ts";
import type { Sample as IrSample, Sequence as IrSequence, Stage as IrStage, Key, Limit, Order } from "../../ir/detection.ts";
import type { Source } from "../../ir/rule.ts";
import type { EventQuery, Expression, Sample, Sequence, Stage } from "./ast.ts";
import { pathOf } from "./field-uses.ts";
import { type Lowering, resolve } from "./lowering.ts";

type Joined = { readonly sources: Readonly<Record<string, Source>>; readonly detection: IrSequence | IrSample };

/**
 * A sequence or sample: a source for each query, `stage-1` and so on, and `until`. Keys of the whole come before those of a stage. `runs` repeats a stage over the same source.
 * The body's own rules (two stages at least, equal numbers of keys) hold already: `sequence-checks.ts`. Null: an error, reported.
 */
export function lowerJoined(
  lowering: Lowering,
  body: Sequence | Sample,
  index: readonly string[],
  order: Order,
  limit: Limit | null,
  lowerEvent: (event: EventQuery) => Condition | null,
): Joined | null {
  const sources: Record<string, Source> = {};
  const stageOf = (id: string, stage: Stage): Omit<IrStage, "missing"> | null => {
    const where = lowerEvent(stage.event);
    const by = keysOf(lowering, [...body.by, ...stage.by]);
    if (where === null || by === null) return null;
    sources[id] = { index, where };
    return { source: id, by, span: stage.span };
  };
  const stages: IrStage[] = [];
  let failed = false;
  for (const [at, stage] of body.stages.entries()) {
    const lowered = stageOf(`stage-${at + 1}`, stage);
    if (lowered === null) failed = true;
    else for (let n = 0; n < (stage.runs?.count ?? 1); n++) stages.push({ ...lowered, missing: stage.missing });
  }
  if (body.kind === "sample") return failed ? null : { sources, detection: { kind: "sample", stages, order, limit } };
  const until = body.until === null ? null : stageOf("until", body.until);
  if (failed || (body.until !== null && until === null)) return null;
  return { sources, detection: { kind: "sequence", stages, until, maxspan: body.maxspan?.milliseconds ?? null, order, limit } };
}

/** Join keys as fields. An optional key that no index has is a field that is always missing: a group of its own. */
function keysOf(lowering: Lowering, by: readonly Expression[]): readonly Key[] | null {
  const keys: Key[] = [];
  for (const key of by) {
    if (key.kind !== "field") return null;
    const found = resolve(lowering, key);
    if (found.kind === "failed") return null;
    const path = pathOf(key.segments);
    const field =
      found.kind === "field"
        ? found.field
        : ({ path: path.split("."), type: "keyword", mapped: false, array: false, ignoreAbove: null } as const);
    keys.push({ field, optional: key.optional, span: key.span });
  }
  return keys;
}
