// Dates relative to now, in UTC.

/** What `now` means: epoch milliseconds, or what gives them. */
export type Clock = number | (() => number);

/** The time of the clock that the options name, in whole milliseconds; without one it is the clock of the machine. */
export function nowOf(options: { readonly now?: Clock } | null | undefined): number {
  const now = options?.now ?? Date.now;
  return Math.floor(typeof now === "function" ? now() : now);
}

/** So many months later, or earlier, by the calendar; a day that the month does not have becomes its last one. */
export function addMonths(ms: number, count: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return date.getTime();
}

/** The start of the day, hour, minute or second: of what has a fixed length and starts with 1970. */
export function startOf(ms: number, length: number): number {
  return Math.floor(ms / length) * length;
}

/** The start of the week, which is a Monday: 1970 began on a Thursday. */
export function startOfWeek(ms: number): number {
  return startOf(ms + 259_200_000, 604_800_000) - 259_200_000;
}

export function startOfMonth(ms: number): number {
  const date = new Date(ms);
  date.setUTCDate(1);
  return date.setUTCHours(0, 0, 0, 0);
}

export function startOfYear(ms: number): number {
  const date = new Date(ms);
  date.setUTCMonth(0, 1);
  return date.setUTCHours(0, 0, 0, 0);
}
