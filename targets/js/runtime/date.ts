// Dates of events, as milliseconds since 1970.

import { type Path, type Plain, typed } from "./read.ts";

/** The values of a date field: ISO texts or epoch milliseconds. */
export function dates(event: unknown, path: Path): number[] {
  return typed(event, path, instantOf);
}

/** A number is read by its digits, as Elasticsearch reads it: 2024 is a year. */
export function instantOf(value: Plain): number | null {
  if (typeof value === "boolean") return null;
  const text = typeof value === "string" ? value : Math.abs(value) <= 8.64e15 ? String(Math.floor(value) + 0) : "";
  const iso = isoDate(text);
  if (iso !== null) return isoInstant(iso);
  const millis = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(millis) <= 8.64e15 ? millis : null;
}

/** The parts of what Elasticsearch's strict_date_optional_time reads: a date with as many parts as there are, and a zone after a time. */
export function isoDate(text: string): RegExpExecArray | null {
  return /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?)?)?)?$/.exec(
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
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  if (!exists || offset > 18 * 3_600_000 || part(10, 0) > 59) return null;
  return date.getTime() + (parts[8] === "-" ? offset : -offset);
}
