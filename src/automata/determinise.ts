import type { CodePoints } from "./code-points.ts";
import type { Dfa } from "./dfa.ts";
import type { Budget } from "./limits.ts";
import type { Nfa } from "./nfa.ts";
import { classesFor } from "./operations.ts";

/**
 * The subset construction. Throws when the budget is spent. Of a subset's states only those count that read something or are the end. Most classes of code points are in no set but
 * "any": what all of them lead to is made once a subset.
 */
export function determinise(nfa: Nfa, budget: Budget): Dfa {
  const { starts, classOf, classes, ways } = waysOf(nfa, budget);
  const found = subsets(nfa, budget);
  found.numberOf([nfa.start]);
  const next: number[][] = [];
  for (let s = 0; s < found.members.length; s++) {
    const members = found.members[s] ?? [];
    const everywhere: number[] = [];
    const some = new Map<number, number[]>();
    for (const state of members)
      for (const { to, on } of ways[state] ?? []) {
        if (on === null) everywhere.push(to);
        else
          for (const c of on) {
            const reached = some.get(c);
            if (reached === undefined) some.set(c, [to]);
            else reached.push(to);
          }
        budget.spend(on === null ? 1 : on.length);
      }
    budget.spend(classes);
    const row = new Array<number>(classes);
    const usual = found.numberOf(everywhere);
    for (let c = 0; c < classes; c++) {
      const reached = some.get(c);
      row[c] = reached === undefined ? usual : found.numberWith(usual, reached);
    }
    next.push(row);
  }
  return { starts, classOf, classes, next, accepting: found.members.map((members) => members.includes(nfa.end)) };
}

interface Way {
  readonly to: number;
  /** The classes on which it leads there; null: on all. */
  readonly on: readonly number[] | null;
}

/** By state, where reading leads. */
function waysOf(nfa: Nfa, budget: Budget): Pick<Dfa, "starts" | "classOf" | "classes"> & { readonly ways: readonly (readonly Way[])[] } {
  const { starts, classOf, classes, members } = classesFor(nfa.edges.flatMap((edges) => edges.map((edge) => edge.on)));
  let at = 0;
  const ways = nfa.edges.map((edges) =>
    edges.map(({ to }): Way => {
      const on = members[at++] ?? [];
      budget.spend(1);
      return { to, on: on.length === classes ? null : on };
    }),
  );
  return { starts, classOf, classes, ways };
}

interface Subsets {
  /** By number, the states, ascending. */
  readonly members: readonly (readonly number[])[];
  /** The number of the subset that these states reach without reading. */
  numberOf(states: readonly number[]): number;
  /** The same for these states and those of a subset. */
  numberWith(subset: number, states: readonly number[]): number;
}

function subsets(nfa: Nfa, budget: Budget): Subsets {
  const known = new Map<string, number>();
  /** By subset, then what is added to it: few of the many sets that lead to a subset need be put in order. */
  const larger = new Map<number, Map<string, number>>();
  const members: (readonly number[])[] = [];
  const closures: (readonly number[] | undefined)[] = [];
  const closureOf = (state: number): readonly number[] => (closures[state] ??= closed(nfa, state));
  // which round last saw a state: no set is made for each
  const seen = new Int32Array(nfa.edges.length);
  let round = 0;
  const all = totalState(nfa, closureOf);
  const collect = (into: number[], states: readonly number[]): void => {
    for (const state of states)
      for (const reached of closureOf(state))
        if (seen[reached] !== round) {
          seen[reached] = round;
          into.push(reached);
        }
  };
  const intern = (collected: number[]): number => {
    const states = all.canonical !== null && collected.some((s) => all.total.has(s)) ? [...all.canonical] : collected;
    states.sort((a, b) => a - b);
    budget.spend(states.length);
    const key = states.join();
    const number = known.get(key);
    if (number !== undefined) return number;
    budget.states(members.length + 1);
    known.set(key, members.length);
    return members.push(states) - 1;
  };
  return {
    members,
    numberOf(states) {
      round++;
      const reached: number[] = [];
      collect(reached, states);
      return intern(reached);
    },
    numberWith(subset, states) {
      round++;
      const base = members[subset] ?? [];
      for (const s of base) seen[s] = round;
      const added: number[] = [];
      collect(added, states);
      if (added.length === 0) return subset;
      budget.spend(added.length);
      const key = added.join();
      const beside = larger.get(subset) ?? new Map<string, number>();
      larger.set(subset, beside);
      const number = beside.get(key);
      if (number !== undefined) return number;
      const made = intern([...base, ...added]);
      beside.set(key, made);
      return made;
    },
  };
}

/** What is reached from a state without reading, as far as it reads something or is the end. */
function closed(nfa: Nfa, state: number): readonly number[] {
  const found = new Set([state]);
  for (const s of found) for (const t of nfa.free[s] ?? []) found.add(t);
  return [...found].filter((s) => s === nfa.end || (nfa.edges[s]?.length ?? 0) > 0);
}

/**
 * States from which every text is accepted, as behind the last `*` of a wildcard. A subset with one of them accepts every text, whatever else is in it: all such subsets are one,
 * `canonical`. (Of the patterns of a list each has such a state: without this there were a subset for each choice of patterns.)
 */
function totalState(
  nfa: Nfa,
  closureOf: (state: number) => readonly number[],
): { readonly total: ReadonlySet<number>; readonly canonical: readonly number[] | null } {
  const total = new Set<number>();
  for (const [state, edges] of nfa.edges.entries())
    if (closureOf(state).includes(nfa.end) && edges.some(({ on, to }) => isEverything(on) && closureOf(to).includes(state)))
      total.add(state);
  const [first] = total;
  return { total, canonical: first === undefined ? null : closureOf(first) };
}

const isEverything = (on: CodePoints): boolean => on.length === 1 && on[0]?.from === 0 && on[0].to === 0x10ffff;
