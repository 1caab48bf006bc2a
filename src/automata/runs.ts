import type { Regex } from "../ir/pattern.ts";
import { type Budget, type Limits, making } from "./limits.ts";
import { type Nfa, nfaOf } from "./nfa.ts";
import { classesFor } from "./operations.ts";

/** How many ways lead to each state. */
type Runs = ReadonlyMap<number, number>;

/**
 * How a backtracking matcher fares: it tries the ways through a pattern one after the other, so its time is bounded by how many ways lead through any
 * text. This follows all ways at once over all texts. True: never more than `most` ways to one place, so the time is linear in the text. False: more than
 * that, or it cannot be told.
 */
export function fewRuns(regex: Regex, most: number, limits: Limits): boolean {
  const answer = making(limits, (budget) => {
    const nfa = nfaOf(regex, budget);
    const spread = spreadOf(nfa, budget);
    if (spread === null) return false;
    const read = readingsOf(nfa);
    /** Null: too many ways. */
    const spreadAll = (runs: Runs): Runs | null => {
      const all = new Map<number, number>();
      for (const [state, count] of runs) {
        budget.spend(spread[state]?.size ?? 0);
        for (const [to, ways] of spread[state] ?? []) {
          const sum = (all.get(to) ?? 0) + count * ways;
          if (sum > most) return null;
          all.set(to, sum);
        }
      }
      return all;
    };
    const start = spreadAll(new Map([[nfa.start, 1]]));
    if (start === null) return false;
    const seen = new Set([keyOf(start, most)]);
    const pending = [start];
    for (let runs = pending.pop(); runs !== undefined; runs = pending.pop()) {
      budget.states(seen.size);
      const byClass = new Map<number, Map<number, number>>();
      for (const [state, count] of runs)
        for (const { to, classes } of read[state] ?? []) {
          budget.spend(classes.length);
          for (const c of classes) {
            const reached = byClass.get(c) ?? new Map<number, number>();
            reached.set(to, (reached.get(to) ?? 0) + count);
            byClass.set(c, reached);
          }
        }
      for (const reached of byClass.values()) {
        const next = spreadAll(reached);
        if (next === null) return false;
        const key = keyOf(next, most);
        if (seen.has(key)) continue;
        seen.add(key);
        pending.push(next);
      }
    }
    return true;
  });
  return answer.ok && answer.value;
}

/** By state, where reading leads, and on which classes of code points. */
function readingsOf(nfa: Nfa): readonly (readonly { readonly to: number; readonly classes: readonly number[] }[])[] {
  const { members } = classesFor(nfa.edges.flatMap((edges) => edges.map((edge) => edge.on)));
  let next = 0;
  return nfa.edges.map((edges) => edges.map((edge) => ({ to: edge.to, classes: members[next++] ?? [] })));
}

/** The same for the same runs, of which no state has more than `most`. */
function keyOf(runs: Runs, most: number): string {
  const numbers: number[] = [];
  for (const [state, count] of runs) numbers.push(state * (most + 1) + count);
  return numbers.sort((a, b) => a - b).join();
}

/** By state, the states with something to read (or the end) that it reaches without reading, in how many ways; null if such steps go in a circle. */
function spreadOf(nfa: Nfa, budget: Budget): readonly Runs[] | null {
  const order = freeOrder(nfa);
  if (order === null) return null;
  const spread: Map<number, number>[] = [];
  for (const state of order.reverse()) {
    const ways = new Map<number, number>();
    if ((nfa.edges[state]?.length ?? 0) > 0 || state === nfa.end) ways.set(state, 1);
    for (const next of nfa.free[state] ?? []) {
      budget.spend(spread[next]?.size ?? 0);
      for (const [to, count] of spread[next] ?? []) ways.set(to, (ways.get(to) ?? 0) + count);
    }
    spread[state] = ways;
  }
  return spread;
}

/** States so that every step without reading leads forward; null if such steps go in a circle, as in `(a*)*`. */
function freeOrder(nfa: Nfa): number[] | null {
  const state: ("new" | "open" | "done")[] = nfa.free.map(() => "new");
  const order: number[] = [];
  for (let root = 0; root < nfa.free.length; root++) {
    const stack: { readonly s: number; i: number }[] = state[root] === "new" ? [{ s: root, i: 0 }] : [];
    if (stack.length > 0) state[root] = "open";
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top === undefined) break;
      const next = nfa.free[top.s]?.[top.i++];
      if (next === undefined) {
        state[top.s] = "done";
        order.push(top.s);
        stack.pop();
      } else if (state[next] === "open") return null;
      else if (state[next] === "new") {
        state[next] = "open";
        stack.push({ s: next, i: 0 });
      }
    }
  }
  return order.reverse();
}
