/** An instant or a rounded span of time in milliseconds since 1970, both ends included: `2024-05-01` is a whole day. */
export interface TimeSpan {
  readonly first: number;
  readonly last: number;
}

const iso = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?)?$/;

/** Elasticsearch's `strict_date_optional_time||epoch_millis`. Null: no date. */
export function readDate(text: string): TimeSpan | null {
  const m = iso.exec(text);
  if (m === null) return epochMillis(text);
  const [, year = "", month, day, hour, minute, second, fraction, zone] = m;
  const field = (given: string | undefined, fallback: number): number => (given === undefined ? fallback : Number(given));
  const parts = [Number(year), field(month, 1), field(day, 1), field(hour, 0), field(minute, 0), field(second, 0)] as const;
  const start = instant(...parts);
  if (start === null) return null;
  const end =
    fraction !== undefined
      ? start + Number(fraction.padEnd(3, "0").slice(0, 3))
      : endOf([month, day, hour, minute, second].filter((p) => p !== undefined).length, start);
  const offset = zoneMillis(zone);
  return offset === null ? null : { first: (fraction === undefined ? start : end) - offset, last: end - offset };
}

/** What a JavaScript date can hold. */
export const maxInstant = 8.64e15;

function epochMillis(text: string): TimeSpan | null {
  if (!/^-?\d{1,16}$/.test(text) || Math.abs(Number(text)) > maxInstant) return null;
  return { first: Number(text), last: Number(text) };
}

function instant(year: number, month: number, day: number, hour: number, minute: number, second: number): number | null {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const instant = date.setUTCHours(hour, minute, second, 0);
  return Number.isNaN(instant) ? null : instant;
}

/** The last millisecond of the day, hour, minute or second that `given` parts after the year name: Elasticsearch takes a month or day left out for the first. */
function endOf(given: number, start: number): number {
  const lengths = [86_400_000, 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000];
  return start + (lengths[given] ?? 1_000) - 1;
}

function zoneMillis(zone: string | undefined): number | null {
  if (zone === undefined || zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(":", "") || 0);
  if (hours * 60 + minutes > 18 * 60 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
