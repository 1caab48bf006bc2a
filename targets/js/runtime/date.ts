// Dates of events, as milliseconds since 1970.

import { type Path, type Plain, typed } from "./read.ts";

/** The values of a date field: ISO texts or epoch milliseconds. */
export function dates(event: unknown, path: Path): number[] {
  return typed(event, path, instantOf);
}

export function instantOf(value: Plain): number | null {
  if (typeof value === "boolean") return null;
  const iso = typeof value === "string" ? isoDate(value) : null;
  if (iso !== null) return isoInstant(iso);
  const millis = typeof value === "number" || /^-?\d{1,16}$/.test(value) ? Math.floor(Number(value)) : Number.NaN;
  return Math.abs(millis) <= 8.64e15 ? millis : null;
}

/** The parts of what Elasticsearch's strict_date_optional_time reads: a date with as many parts as there are, and a zone after a time. */
export function isoDate(text: string): RegExpExecArray | null {
  return /^(\d{4}|[+-]\d{5,6})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?)?)?$/.exec(
    text,
  );
}

function isoInstant(parts: RegExpExecArray): number | null {
  const part = (index: number, otherwise: number): number => Number(parts[index] ?? otherwise);
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  const date = new Date(0);
  date.setUTCFullYear(part(1, 0), month - 1, day);
  date.setUTCHours(hour, minute, second, Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0")));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists || part(9, 0) > 18 || part(10, 0) > 59) return null;
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  return date.getTime() + (parts[8] === "-" ? offset : -offset);
}
