/**
 * Dates with date math, taken apart for targets. The oracle does not use this file: a mistake here shows as a disagreement.
 */
export type Unit = "y" | "M" | "w" | "d" | "h" | "m" | "s";

/** One step of date math: so many units later, or (`round`) the unit in which the instant lies: from its first to its last millisecond. */
export type Step = { readonly kind: "add"; readonly count: number; readonly unit: Unit } | { readonly kind: "round"; readonly unit: Unit };

/** `now-1d/d` has the anchor null, `2024-05-01||+1M` has `2024-05-01`. */
export interface DateMath {
  readonly anchor: string | null;
  readonly steps: readonly Step[];
}

/** Null: a date without date math, or no date math that Elasticsearch reads. */
export function readDateMath(text: string): DateMath | null {
  const bar = text.indexOf("||");
  const relative = text.startsWith("now");
  if (!relative && bar < 0) return null;
  const steps = readSteps(relative ? text.slice("now".length) : text.slice(bar + 2));
  return steps === null ? null : { anchor: relative ? null : text.slice(0, bar), steps };
}

function readSteps(math: string): readonly Step[] | null {
  if (!/^(?:[+-]\d{0,6}[yMwdhHms]|\/[yMwdhHms])*$/.test(math)) return null;
  return [...math.matchAll(/([+-])(\d*)([yMwdhHms])|\/([yMwdhHms])/g)].map(([, sign, count = "", unit = "", rounded]): Step => {
    if (rounded !== undefined) return { kind: "round", unit: unitOf(rounded) };
    return { kind: "add", count: (sign === "-" ? -1 : 1) * Number(count === "" ? 1 : count), unit: unitOf(unit) };
  });
}

const unitOf = (letter: string): Unit => (["y", "M", "w", "d", "m", "s"] as const).find((unit) => unit === letter) ?? "h";

/** Lengths of the units that the calendar does not change; UTC has no other days. */
export const unitMillis: Readonly<Record<Exclude<Unit, "y" | "M">, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** Where the steps lead from an instant, in milliseconds since 1970: the first or the last millisecond of the period that rounding opens. NaN beyond what a date can hold. */
export const movedInstant = (anchor: number, steps: readonly Step[], side: "first" | "last"): number =>
  steps.reduce((at, step) => {
    if (step.kind === "add") return added(at, step.count, step.unit);
    const start = startOf(at, step.unit);
    return side === "first" ? start : added(start, 1, step.unit) - 1;
  }, anchor);

/** By the calendar, in UTC; a day that the month does not have becomes its last one. */
function added(ms: number, count: number, unit: Unit): number {
  if (unit !== "y" && unit !== "M") return ms + count * unitMillis[unit];
  const at = new Date(ms);
  const month = at.getUTCFullYear() * 12 + at.getUTCMonth() + count * (unit === "y" ? 12 : 1);
  const first = firstOfMonth(month);
  const day = Math.min(at.getUTCDate() - 1, (firstOfMonth(month + 1) - first) / unitMillis.d - 1);
  return first + day * unitMillis.d + (ms - startOf(ms, "d"));
}

/** `month` counts from the year 0. */
function firstOfMonth(month: number): number {
  const at = new Date(0);
  at.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
  return at.getTime();
}

/** Weeks start on Monday; 1970-01-01 was a Thursday. */
function startOf(ms: number, unit: Unit): number {
  const at = new Date(ms);
  if (unit === "y") return firstOfMonth(at.getUTCFullYear() * 12);
  if (unit === "M") return firstOfMonth(at.getUTCFullYear() * 12 + at.getUTCMonth());
  const offset = unit === "w" ? 3 * unitMillis.d : 0;
  return Math.floor((ms + offset) / unitMillis[unit]) * unitMillis[unit] - offset;
}

/** How far the steps lead at most, in either direction, in days. */
export const reachOf = (steps: readonly Step[]): number =>
  steps.reduce((days, step) => {
    const count = step.kind === "add" ? Math.abs(step.count) : 1;
    return days + count * (step.unit === "y" ? 366 : step.unit === "M" ? 31 : unitMillis[step.unit] / unitMillis.d);
  }, 0);
