import type { Condition } from "../ir/condition.ts";
import type { Rule } from "../ir/rule.ts";
import { mapConditions } from "../ir/walk.ts";

/** A rewriting of the IR that keeps every event's verdict, `error` included. Total, and free of anything but its argument. */
export interface Pass {
  readonly name: string;
  run(rule: Rule): Rule;
}

export const runPasses = (rule: Rule, passes: readonly Pass[]): Rule => passes.reduce((r, pass) => pass.run(r), rule);

/** A pass that rewrites each condition once, its operands first. A rule that does not change is the same object. */
export function conditionPass(name: string, rewrite: (condition: Condition) => Condition): Pass {
  return {
    name,
    run(rule) {
      const sources = Object.entries(rule.sources).map(([id, source]) => {
        const where = mapConditions(source.where, rewrite);
        return [id, where === source.where ? source : { ...source, where }] as const;
      });
      return sources.every(([id, source]) => rule.sources[id] === source) ? rule : { ...rule, sources: Object.fromEntries(sources) };
    },
  };
}
