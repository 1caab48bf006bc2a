import { movedInstant, readDateMath, type Step, type Unit, unitMillis } from "../../src/target/date-math.ts";
import { binary, helper, type Js, number } from "./js-tree.ts";
import { instantOf, isoDate } from "./runtime/date.ts";

/** What a date of a rule stands for: all milliseconds from `first` to `last`. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** `relative`: date math on now, as its steps. Null: no date. */
export type DateLiteral =
  | { readonly kind: "fixed"; readonly period: Period }
  | { readonly kind: "relative"; readonly steps: readonly Step[] }
  | null;

/**
 * Reads a date literal as Elasticsearch does: epoch milliseconds, an ISO date that stands for the part of its day that it leaves open (`2024-05-01` is the whole day, `2024-05` its first), or
 * date math on now or on a date (`2024-05-01||+1M/d`), where rounding opens a period.
 */
export function readDate(literal: string | bigint | number): DateLiteral {
  if (typeof literal !== "string") return fixed(Math.floor(Number(literal)), Math.floor(Number(literal)));
  const math = readDateMath(literal);
  if (math?.anchor === null) return { kind: "relative", steps: math.steps };
  if (math !== null) {
    const start = instantOf(math.anchor);
    return start === null ? null : fixed(movedInstant(start, math.steps, "first"), movedInstant(start, math.steps, "last"));
  }
  const first = instantOf(literal);
  return first === null ? null : fixed(first, first + openLength(literal) - 1);
}

const fixed = (first: number, last: number): DateLiteral =>
  Math.abs(first) <= 8.64e15 && Math.abs(last) <= 8.64e15 ? { kind: "fixed", period: { first, last } } : null;

/** The length of the unit whose end Elasticsearch fills in where an ISO date leaves parts out: the day's, also when the month is left out, then hour, minute, second. */
function openLength(text: string): number {
  const parts = isoDate(text);
  if (parts === null || parts[7] !== undefined) return 1;
  const lengths = [unitMillis.d, unitMillis.d, unitMillis.d, unitMillis.h, unitMillis.m, unitMillis.s];
  const named = parts.slice(1, 7).filter((part) => part !== undefined).length;
  return lengths[named - 1] ?? 1;
}

export const isRounded = (steps: readonly Step[]): boolean => steps.some((step) => step.kind === "round");

/** Where the steps lead from now: the first or the last millisecond of the period that rounding opens. */
export const movedFrom = (now: Js, steps: readonly Step[], side: "first" | "last"): Js =>
  steps.reduce((at, step) => {
    if (step.kind === "add") return added(at, step.count, step.unit);
    const start = startOf(at, step.unit);
    return side === "first" ? start : plus(added(start, 1, step.unit), -1);
  }, now);

const plus = (at: Js, ms: number): Js => (ms === 0 ? at : ms < 0 ? binary("-", at, number(-ms)) : binary("+", at, number(ms)));

function added(at: Js, count: number, unit: Unit): Js {
  if (unit === "y") return helper("addMonths", at, number(count * 12));
  return unit === "M" ? helper("addMonths", at, number(count)) : plus(at, count * unitMillis[unit]);
}

function startOf(at: Js, unit: Unit): Js {
  if (unit === "y") return helper("startOfYear", at);
  if (unit === "M") return helper("startOfMonth", at);
  return unit === "w" ? helper("startOfWeek", at) : helper("startOf", at, number(unitMillis[unit]));
}
