// `head` and `tail`, counted over all alerts until the stream ends.

import type { Machine } from "./stream.ts";

export interface Limit {
  readonly side: "head" | "tail";
  readonly count: number;
  readonly offset: number;
}

/** The machine with the first or the last of its alerts alone. Those of `tail` are known when the stream ends. */
export function limited<Role, Alert>(machine: Machine<Role, Alert>, { side, count, offset }: Limit): Machine<Role, Alert> {
  let seen = 0;
  let kept: Alert[] = [];
  const keep = (from: Alert[], found: Alert[]): void => {
    for (const alert of from) {
      seen++;
      if (side === "tail") kept.push(alert);
      else if (seen > offset && seen <= offset + count) found.push(alert);
    }
    if (kept.length > 2 * (offset + count)) kept = kept.slice(-(offset + count));
  };
  const passedOn = (run: (all: Alert[]) => void, found: Alert[]): void => {
    const all: Alert[] = [];
    run(all);
    if (all.length > 0) keep(all, found);
  };
  return {
    ...machine,
    take: (moment, found) => passedOn((all) => machine.take(moment, all), found),
    pass: (time, found) => passedOn((all) => machine.pass(time, all), found),
    end(found) {
      passedOn((all) => machine.end(all), found);
      const end = Math.max(0, kept.length - offset);
      for (const alert of kept.slice(Math.max(0, end - count), end)) found.push(alert);
      seen = 0;
      kept = [];
    },
    size() {
      const { keys, waiting } = machine.size();
      return { keys, waiting: waiting + kept.length };
    },
  };
}
