/**
 * Dates as Elasticsearch's `date` fields read them (`strict_date_optional_time||epoch_millis`) and date math in literals. Instants are milliseconds since 1970,
 * which is what such fields hold: finer fractions are cut off.
 */
export interface Period {
  /** The first and last millisecond that a text stands for: a whole day for "2024-05-01", one instant for one with milliseconds. */
  readonly first: number;
  readonly last: number;
}

type Unit = "y" | "M" | "w" | "d" | "h" | "m" | "s";

const iso = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?)?$/;
const epoch = /^-?\d{1,16}$/;
const limit = 8.64e15;

/** A point in time of an event: text or epoch milliseconds; null if it is no date. */
export function instantOf(value: string | bigint | number): number | null {
  return periodOf(value)?.first ?? null;
}

/**
 * What a date without date math stands for; null if it is no date. An event's number is read by its digits, as Elasticsearch reads it: 2024 is a year, 20240 milliseconds.
 */
export function periodOf(value: string | bigint | number): Period | null {
  const text = typeof value === "string" ? value : typeof value === "bigint" ? String(value) : millisText(value);
  const parts = iso.exec(text);
  if (parts !== null) return isoPeriod(parts);
  return epoch.test(text) ? within(Number(text)) : null;
}

const millisText = (ms: number): string => (Math.abs(ms) <= limit ? String(BigInt(Math.floor(ms))) : "");

const within = (ms: number): Period | null => (Math.abs(ms) <= limit ? { first: ms, last: ms } : null);

/** Rounding up, Elasticsearch fills in the end of the day, of the hour, of the minute, of the second; but a month or day left out is the first, so "2024-05" is its first day. */
function isoPeriod([, year = "", month, day, hour, minute, second, fraction, zone]: readonly (string | undefined)[]): Period | null {
  const unit: Unit | null =
    hour === undefined ? "d" : minute === undefined ? "h" : second === undefined ? "m" : fraction === undefined ? "s" : null;
  const fields = [year, month ?? "1", day ?? "1", hour ?? "0", minute ?? "0", second ?? "0"].map(Number);
  const local = utc(fields);
  const offset = zoneOffset(zone);
  if (local === null || offset === null) return null;
  const millis = Number((fraction ?? "").slice(0, 3).padEnd(3, "0"));
  const first = local + millis - offset;
  return { first, last: unit === null ? first : add(local, 1, unit) - 1 - offset };
}

/** Milliseconds of a date in UTC; null for the 30th of February and its like. */
function utc([year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0]: readonly number[]): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return same && minute < 60 && second < 60 && !Number.isNaN(date.getTime()) ? date.getTime() : null;
}

function zoneOffset(zone: string | undefined): number | null {
  if (zone === undefined || zone === "Z") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours * 60 + minutes > 18 * 60 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Calendar arithmetic in UTC; a day that the month does not have becomes its last one. */
function add(ms: number, count: number, unit: Unit): number {
  const seconds = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  if (unit !== "y" && unit !== "M") return ms + count * seconds[unit] * 1000;
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count * (unit === "y" ? 12 : 1));
  const next = new Date(date);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, next.getUTCDate()));
  return date.getTime();
}

/** The start of the unit that the instant lies in; weeks start on Monday. */
function floor(ms: number, unit: Unit): number {
  const date = new Date(ms);
  switch (unit) {
    case "y":
      date.setUTCMonth(0, 1);
      date.setUTCHours(0, 0, 0, 0);
      break;
    case "M":
      date.setUTCDate(1);
      date.setUTCHours(0, 0, 0, 0);
      break;
    case "w":
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      date.setUTCHours(0, 0, 0, 0);
      break;
    case "d":
      date.setUTCHours(0, 0, 0, 0);
      break;
    case "h":
      date.setUTCMinutes(0, 0, 0);
      break;
    case "m":
      date.setUTCSeconds(0, 0);
      break;
    case "s":
      date.setUTCMilliseconds(0);
  }
  return date.getTime();
}

/**
 * A date literal of a rule: milliseconds, a date, `now`, or one with date math behind it (`now-5m/m`, `2024-05-01||+1d/M`). Rounding gives a period; so does a date that
 * leaves parts out, but not before date math. `now` is needed only for `now`. The message says what is wrong.
 */
export function literalPeriod(text: string | bigint | number, now: number | null): Period | string {
  if (typeof text !== "string") return within(Math.floor(Number(text))) ?? "no such date";
  const relative = text.startsWith("now");
  const bar = text.indexOf("||");
  if (!relative && bar < 0) return periodOf(text) ?? `"${text}" is no date`;
  if (relative && now === null) return "`now` needs a clock";
  const anchor = relative ? now : instantOf(text.slice(0, bar));
  if (anchor === null) return `"${text}" is no date`;
  return mathPeriod(text, relative ? text.slice(3) : text.slice(bar + 2), anchor);
}

function mathPeriod(text: string, math: string, anchor: number): Period | string {
  let period: Period = { first: anchor, last: anchor };
  const step = /([+-])(\d{0,6})([yMwdhHms])|\/([yMwdhHms])/y;
  while (step.lastIndex < math.length) {
    const found = step.exec(math);
    if (found === null) return `"${text}" is no date math`;
    const unit = unitOf(found[3] ?? found[4]);
    if (found[4] !== undefined) {
      period = { first: floor(period.first, unit), last: add(floor(period.last, unit), 1, unit) - 1 };
    } else {
      const count = Number(found[2] === "" ? 1 : found[2]) * (found[1] === "-" ? -1 : 1);
      period = { first: add(period.first, count, unit), last: add(period.last, count, unit) };
    }
  }
  return Number.isNaN(period.first) || Number.isNaN(period.last) ? `"${text}" is out of range` : period;
}

function unitOf(letter: string | undefined): Unit {
  switch (letter) {
    case "y":
    case "M":
    case "w":
    case "d":
    case "m":
    case "s":
      return letter;
    default:
      return "h";
  }
}
