import { ruleReadsClock } from "../../../src/ir/clock.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { Sql } from "./tree.ts";

/**
 * A point in time that a query takes: the ends of the window, where new terms begin to be looked for, and what `now` in the rule's dates means.
 */
export type Parameter = "from" | "to" | "history" | "now";

/** A parameter with the text of its value. */
export interface Argument {
  readonly parameter: Parameter;
  readonly value: string;
}

/** How a product takes points in time from outside, each of the type of `ts`. */
export interface Parameters {
  /** What stands for a parameter in the query. */
  value(parameter: Parameter): Sql;
  /** Up to the SELECT, and what stands behind it; the name is quoted. */
  before(name: string, parameters: readonly Parameter[]): string;
  readonly after: string;
  /** What stands for the query in a FROM, with its arguments; null where the query itself has to be run with values for them. */
  readonly use: ((name: string, args: readonly Argument[]) => string) | null;
  /** What a value is, for who has to give one. */
  readonly unit: string;
}

/** What the parameter is called, but for the signs around it. */
export const parameterName = (parameter: Parameter): string => `${parameter}_time`;

/** A limit counts within the window, and events are joined within it: such a rule takes the window's ends. What is new depends on them, window or not. */
export const takesWindow = ({ detection, schedule }: Rule): boolean =>
  detection.kind === "new-terms" || (schedule.window !== null && (detection.kind !== "filter" || detection.limit !== null));

/** The parameters of a rule's query, in order; none: it is a view, and `now` is the product's own time. */
export function parametersOf(rule: Rule): readonly Parameter[] {
  if (!takesWindow(rule)) return [];
  return [
    "from",
    "to",
    ...(rule.detection.kind === "new-terms" ? ["history" as const] : []),
    ...(ruleReadsClock(rule) ? ["now" as const] : []),
  ];
}
