import { instantOf, isoDate } from "./runtime/date.ts";

/** What a date of a rule stands for: all milliseconds from `first` to `last`. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

export type DateLiteral = { readonly ok: true; readonly period: Period } | { readonly ok: false; readonly needsClock: boolean };

type Unit = "y" | "M" | "w" | "d" | "h" | "m" | "s";

/**
 * Reads a date literal as Elasticsearch does: epoch milliseconds, an ISO date that stands for the part of its day that it leaves open (`2024-05-01` is the whole day, `2024-05` its first), or
 * date math on a date (`2024-05-01||+1M/d`), where rounding opens a period. `now` needs a clock, which a matcher does not have.
 */
export function readDate(literal: string | bigint | number): DateLiteral {
  if (typeof literal !== "string") return instant(Number(literal));
  if (literal.startsWith("now")) return { ok: false, needsClock: true };
  const [date = "", math] = literal.split("||", 2);
  if (math !== undefined) return calculated(date, literal.slice(date.length + 2));
  const first = instantOf(literal);
  if (first === null) return unreadable;
  const unit = openUnit(literal);
  return { ok: true, period: { first, last: unit === null ? first : moved(first, 1, unit) - 1 } };
}

const unreadable: DateLiteral = { ok: false, needsClock: false };
const instant = (ms: number): DateLiteral =>
  Math.abs(ms) <= 8.64e15 ? { ok: true, period: { first: Math.floor(ms), last: Math.floor(ms) } } : unreadable;

/** The unit whose end Elasticsearch fills in where an ISO date leaves parts out: the day's, also when the month is left out, then hour, minute, second. */
function openUnit(text: string): Unit | null {
  const parts = isoDate(text);
  if (parts === null || parts[7] !== undefined) return null;
  const units: readonly Unit[] = ["d", "d", "d", "h", "m", "s"];
  const named = parts.slice(1, 7).filter((part) => part !== undefined).length;
  return units[named - 1] ?? null;
}

function calculated(date: string, math: string): DateLiteral {
  const start = instantOf(date);
  if (start === null || !/^(?:[+-]\d{0,6}[yMwdhHms]|\/[yMwdhHms])*$/.test(math)) return unreadable;
  let period: Period = { first: start, last: start };
  for (const [, sign, count = "", unit = "", rounding] of math.matchAll(/([+-])(\d*)([yMwdhHms])|\/([yMwdhHms])/g)) {
    if (rounding === undefined) {
      const amount = (sign === "-" ? -1 : 1) * Number(count === "" ? 1 : count);
      period = { first: moved(period.first, amount, unitOf(unit)), last: moved(period.last, amount, unitOf(unit)) };
    } else
      period = {
        first: rounded(period.first, unitOf(rounding)),
        last: moved(rounded(period.last, unitOf(rounding)), 1, unitOf(rounding)) - 1,
      };
  }
  return Number.isFinite(period.first + period.last) ? { ok: true, period } : unreadable;
}

const unitOf = (letter: string): Unit => (["y", "M", "w", "d", "m", "s"] as const).find((unit) => unit === letter) ?? "h";

const seconds: Readonly<Record<Exclude<Unit, "y" | "M">, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** By the calendar, in UTC; the 31st becomes the last day of a shorter month. */
function moved(ms: number, count: number, unit: Unit): number {
  if (unit !== "y" && unit !== "M") return ms + count * seconds[unit] * 1000;
  const date = new Date(ms);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * (unit === "y" ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const lastDay = new Date(0);
  lastDay.setUTCFullYear(year, month + 1, 0);
  date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDay.getUTCDate()));
  return date.getTime();
}

/** The start of the unit in which the instant lies; weeks start on Monday. */
function rounded(ms: number, unit: Unit): number {
  const date = new Date(ms);
  if (unit === "w") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (unit === "y") date.setUTCMonth(0, 1);
  if (unit === "M") date.setUTCDate(1);
  if (unit === "m") date.setUTCSeconds(0, 0);
  else if (unit === "s") date.setUTCMilliseconds(0);
  else if (unit === "h") date.setUTCMinutes(0, 0, 0);
  else date.setUTCHours(0, 0, 0, 0);
  return date.getTime();
}
