import { literalPeriod } from "../eval/date.ts";
import type { Instants } from "../eval/new-terms.ts";
import { timeOf } from "../eval/timeline.ts";
import type { NewTerms } from "../ir/detection.ts";
import type { Rule, Window } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import { UsageError } from "./exit.ts";

export interface TimeFlags {
  readonly from?: string;
  readonly to?: string;
  readonly now?: string;
}

/** Epoch milliseconds. `now`: what that means in the rules' dates. `from` and `to`: the first and last instant of the events that count; null: all do. */
export interface Times {
  readonly now: number;
  /** Was `now` given, or is it the machine's clock? */
  readonly pinned: boolean;
  readonly from: number | null;
  readonly to: number | null;
}

/** What `--now`, `--from` and `--to` say. `clock`: what `now` is unless given. Throws a usage error for what is no time. */
export function timesOf(flags: TimeFlags, clock: number): Times {
  const now = flags.now === undefined ? clock : instant("--now", flags.now, clock, "first");
  const from = flags.from === undefined ? null : instant("--from", flags.from, now, "first");
  const to = flags.to === undefined ? null : instant("--to", flags.to, now, "last");
  if (from !== null && to !== null && from > to)
    throw new UsageError(`no time lies from \`--from ${flags.from}\` to \`--to ${flags.to}\``, "`--from` comes before `--to`");
  return { now, pinned: flags.now !== undefined, from, to };
}

/** A time that leaves parts out, or is rounded, begins with its first instant and ends with its last. */
function instant(flag: string, text: string, now: number, side: "first" | "last"): number {
  const period = literalPeriod(text.trim(), now);
  if (typeof period !== "string") return period[side];
  throw new UsageError(
    `\`${flag} ${text}\` is no time`,
    "a time is written `2026-01-31T12:00:00Z` or `2026-01-31`, as milliseconds since 1970, or as date math such as `now-7d/d`",
  );
}

/** Does the event's time lie between `--from` and `--to`? An event without a time does so only where neither is given. */
export function counts(rule: Rule, event: JsonObject, { from, to }: Times): boolean {
  if (from === null && to === null) return true;
  const time = timeOf(event, rule.detection.order);
  return Number.isFinite(time) && time >= (from ?? Number.NEGATIVE_INFINITY) && time <= (to ?? Number.POSITIVE_INFINITY);
}

/**
 * Where the window and the history of a new terms rule lie: as its schedule has them, for a run at the time of `--now`, else of the newest event; `--from` and `--to` go before. As
 * in Kibana the history is counted back from the end of the window.
 */
export function newTermsWindow(detection: NewTerms, window: Window | null, events: readonly JsonObject[], times: Times): Instants {
  const newest = events.reduce((latest, event) => {
    const time = timeOf(event, detection.order);
    return Number.isFinite(time) ? Math.max(latest, time) : latest;
  }, Number.NEGATIVE_INFINITY);
  const due = times.to ?? (times.pinned || newest === Number.NEGATIVE_INFINITY ? times.now : newest);
  const at = (math: string, base: number, side: "first" | "last"): number => {
    const period = literalPeriod(math, base);
    return typeof period === "string" ? base : period[side];
  };
  const to = times.to ?? at(window?.to ?? "now", due, "last");
  return { from: times.from ?? at(window?.from ?? "now-6m", due, "first"), to, history: at(detection.history, to, "first") };
}
