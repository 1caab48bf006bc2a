import { rememberLast } from "../source/remember.ts";
import type { Condition } from "./condition.ts";
import { sourcesOf } from "./detection.ts";
import type { Rule } from "./rule.ts";
import type { Literal, Scalar } from "./scalar.ts";
import { leaves, mapConditions, mapScalars, scalarsOf } from "./walk.ts";

/** Is this a date relative to the time at which the rule runs (`now-5m`)? */
export const isRelative = (literal: Literal): literal is Literal & { readonly value: string } =>
  literal.type === "date" && typeof literal.value === "string" && literal.value.startsWith("now");

/** Does what the condition says of an event depend on the time at which it is asked? */
export const readsClock = (condition: Condition): boolean =>
  leaves(condition).some(({ leaf }) => leaf.kind === "any" && scalarsOf(leaf.test).some((s) => s.kind === "literal" && isRelative(s)));

/** The same for a rule: for one of the sources that its detection reads. */
export const ruleReadsClock = rememberLast(({ detection, sources }: Rule): boolean =>
  sourcesOf(detection).some((id) => sources[id] !== undefined && readsClock(sources[id].where)),
);

/**
 * The rule with its pinned time (`schedule.now`) written into its dates: `now-1d/d` becomes `2026-01-31T12:00:00.000Z||-1d/d`, which Elasticsearch reads as the same. A rule without
 * one stays as it is.
 */
export function anchored<R extends Rule>(rule: R): R {
  const { now } = rule.schedule;
  if (now === undefined || !ruleReadsClock(rule)) return rule;
  const sources = Object.entries(rule.sources).map(([id, source]) => [id, { ...source, where: anchoredCondition(source.where, now) }]);
  return { ...rule, sources: Object.fromEntries(sources) };
}

export function anchoredCondition(condition: Condition, now: number): Condition {
  if (!readsClock(condition)) return condition;
  const instant = new Date(now).toISOString();
  const literal = (l: Literal): Literal => (isRelative(l) ? { ...l, value: `${instant}||${l.value.slice("now".length)}` } : l);
  const scalar = (s: Scalar): Scalar => {
    switch (s.kind) {
      case "literal":
        return literal(s);
      case "in-set":
        return { ...s, options: s.options.map(literal) };
      case "in-range":
        return { ...s, from: literal(s.from), to: literal(s.to) };
      default:
        return s;
    }
  };
  return mapConditions(condition, (part) => (part.kind === "any" ? { ...part, test: mapScalars(part.test, scalar) } : part));
}
