import type { CodePoints } from "./code-points.ts";
import { type Dfa, step } from "./dfa.ts";
import type { Budget } from "./limits.ts";

/** Cuts the code points so that every set is a union of classes. `members[i]` are the classes of the i-th set. */
export function classesFor(sets: readonly CodePoints[]): {
  readonly starts: readonly number[];
  readonly classOf: readonly number[];
  readonly classes: number;
  readonly members: readonly (readonly number[])[];
} {
  const cuts = new Set([0]);
  for (const set of sets)
    for (const { from, to } of set) {
      cuts.add(from);
      if (to < 0x10ffff) cuts.add(to + 1);
    }
  const starts = [...cuts].sort((a, b) => a - b);
  const at = new Map(starts.map((start, i) => [start, i]));
  const holders: number[][] = starts.map(() => []);
  sets.forEach((set, s) => {
    for (const { from, to } of set) for (let i = at.get(from) ?? 0; i < starts.length && (starts[i] ?? 0) <= to; i++) holders[i]?.push(s);
  });
  const byHolders = new Map<string, number>();
  const members: number[][] = sets.map(() => []);
  const classOf = holders.map((holder) => {
    const key = holder.join(",");
    const known = byHolders.get(key);
    if (known !== undefined) return known;
    const index = byHolders.size;
    byHolders.set(key, index);
    for (const s of holder) members[s]?.push(index);
    return index;
  });
  return { starts, classOf, classes: byHolders.size, members };
}

/** All that the automaton does not accept. */
export const complement = (dfa: Dfa): Dfa => ({ ...dfa, accepting: dfa.accepting.map((a) => !a) });

export const intersect = (a: Dfa, b: Dfa, budget: Budget): Dfa => product(a, b, (x, y) => x && y, budget);

/** The texts for which `accept` says so, given whether `a` and `b` accept them. Throws when the budget is spent. */
export function product(a: Dfa, b: Dfa, accept: (a: boolean, b: boolean) => boolean, budget: Budget): Dfa {
  const starts = [...new Set([...a.starts, ...b.starts])].sort((x, y) => x - y);
  const pairs = new Map<string, number>();
  const parts: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  const classOf = starts.map((start) => {
    while ((a.starts[i + 1] ?? Number.POSITIVE_INFINITY) <= start) i++;
    while ((b.starts[j + 1] ?? Number.POSITIVE_INFINITY) <= start) j++;
    const pair = [a.classOf[i] ?? 0, b.classOf[j] ?? 0] as const;
    const known = pairs.get(pair.join());
    if (known !== undefined) return known;
    pairs.set(pair.join(), parts.length);
    return parts.push(pair) - 1;
  });
  const known = new Map<number, number>();
  const states: (readonly [number, number])[] = [];
  const stateOf = (s: number, t: number): number => {
    const key = s * b.next.length + t;
    const found = known.get(key);
    if (found !== undefined) return found;
    budget.states(states.length + 1);
    known.set(key, states.length);
    return states.push([s, t]) - 1;
  };
  stateOf(0, 0);
  const next: number[][] = [];
  for (let s = 0; s < states.length; s++) {
    const [p = 0, q = 0] = states[s] ?? [];
    budget.spend(parts.length);
    next.push(parts.map(([x, y]) => stateOf(step(a, p, x), step(b, q, y))));
  }
  return {
    starts,
    classOf,
    classes: parts.length,
    next,
    accepting: states.map(([p, q]) => accept(a.accepting[p] ?? false, b.accepting[q] ?? false)),
  };
}

/** States from which some accepting state can be reached. */
export function liveStates(dfa: Dfa): readonly boolean[] {
  const before: number[][] = dfa.next.map(() => []);
  dfa.next.forEach((row, s) => {
    for (const t of new Set(row)) before[t]?.push(s);
  });
  const live = dfa.accepting.map((a) => a);
  const pending = live.flatMap((a, s) => (a ? [s] : []));
  for (let s = pending.pop(); s !== undefined; s = pending.pop())
    for (const p of before[s] ?? [])
      if (!live[p]) {
        live[p] = true;
        pending.push(p);
      }
  return live;
}

/** Does it accept nothing at all? All its states are reachable, so it is enough that none accepts. */
export const isEmpty = (dfa: Dfa): boolean => !dfa.accepting.includes(true);

/** Does it accept every text? */
export const isTotal = (dfa: Dfa): boolean => !dfa.accepting.includes(false);

/** The least automaton of the same language (Moore's refinement); states are numbered in the order in which they are reached, so equal languages over equal classes look equal. */
export function minimise(dfa: Dfa): Dfa {
  let block: number[] = dfa.accepting.map((a) => (a ? 1 : 0));
  for (let count = new Set(block).size; ; ) {
    const keys = new Map<string, number>();
    const sizes: number[] = [];
    for (const b of block) sizes[b] = (sizes[b] ?? 0) + 1;
    const refined = dfa.next.map((row, s) => {
      const own = block[s] ?? 0;
      // what is alone in its block stays so, wherever it leads
      const key = sizes[own] === 1 ? `${own}` : `${own}:${row.map((t) => block[t]).join(",")}`;
      const known = keys.get(key);
      if (known !== undefined) return known;
      keys.set(key, keys.size);
      return keys.size - 1;
    });
    block = refined;
    if (keys.size === count) break;
    count = keys.size;
  }
  return mergeClasses(renumber(dfa, block));
}

function renumber(dfa: Dfa, block: readonly number[]): Dfa {
  const representative = new Map<number, number>();
  block.forEach((b, s) => {
    if (!representative.has(b)) representative.set(b, s);
  });
  const order = [block[0] ?? 0];
  const number = new Map([[block[0] ?? 0, 0]]);
  const next: number[][] = [];
  const accepting: boolean[] = [];
  for (let i = 0; i < order.length; i++) {
    const s = representative.get(order[i] ?? 0) ?? 0;
    accepting.push(dfa.accepting[s] ?? false);
    next.push(
      (dfa.next[s] ?? []).map((t) => {
        const b = block[t] ?? 0;
        const known = number.get(b);
        if (known !== undefined) return known;
        number.set(b, order.length);
        return order.push(b) - 1;
      }),
    );
  }
  return { ...dfa, next, accepting };
}

/** Classes that lead from every state to the same state become one, and neighbouring intervals of one class too. */
function mergeClasses(dfa: Dfa): Dfa {
  const columns = new Map<string, number>();
  const kept: number[] = [];
  const merged = Array.from({ length: dfa.classes }, (_, c) => {
    const key = dfa.next.map((row) => row[c]).join(",");
    const known = columns.get(key);
    if (known !== undefined) return known;
    columns.set(key, kept.length);
    return kept.push(c) - 1;
  });
  const starts: number[] = [];
  const classOf: number[] = [];
  dfa.starts.forEach((start, i) => {
    const c = merged[dfa.classOf[i] ?? 0] ?? 0;
    if (classOf[classOf.length - 1] === c) return;
    starts.push(start);
    classOf.push(c);
  });
  return { starts, classOf, classes: kept.length, next: dfa.next.map((row) => kept.map((c) => row[c] ?? 0)), accepting: dfa.accepting };
}
