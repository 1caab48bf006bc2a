import type { Regex } from "../ir/pattern.ts";
import { type Limits, making } from "./limits.ts";
import { type Nfa, nfaOf } from "./nfa.ts";
import { classesFor } from "./operations.ts";

/**
 * How a backtracking matcher fares: it tries the ways through a pattern one after the other, so its time is bounded by how many ways lead through any
 * text. This follows all ways at once over all texts. True: never more than `most` ways to one place, so the time is linear in the text. False: more than
 * that, or it cannot be told.
 */
export function fewRuns(regex: Regex, most: number, limits: Limits): boolean {
  const answer = making(limits, (budget) => {
    const nfa = nfaOf(regex, budget);
    const order = freeOrder(nfa);
    if (order === null) return false;
    const flat = nfa.edges.flatMap((edges, from) => edges.map((edge) => ({ ...edge, from })));
    const { classes, members } = classesFor(flat.map((edge) => edge.on));
    const byClass: { from: number; to: number }[][] = Array.from({ length: classes }, () => []);
    flat.forEach((edge, i) => {
      for (const c of members[i] ?? []) byClass[c]?.push(edge);
    });
    const closed = (runs: Map<number, number>): Map<number, number> => spread(nfa, order, runs);
    const start = closed(new Map([[nfa.start, 1]]));
    const seen = new Set([keyOf(start)]);
    const pending = [start];
    for (let runs = pending.pop(); runs !== undefined; runs = pending.pop()) {
      budget.states(seen.size);
      for (const edges of byClass) {
        budget.spend(edges.length + order.length);
        const reached = new Map<number, number>();
        for (const { from, to } of edges) {
          const count = runs.get(from) ?? 0;
          if (count > 0) reached.set(to, (reached.get(to) ?? 0) + count);
        }
        const next = closed(reached);
        for (const count of next.values()) if (count > most) return false;
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        pending.push(next);
      }
    }
    return true;
  });
  return answer.ok && answer.value;
}

const keyOf = (runs: Map<number, number>): string =>
  [...runs]
    .sort(([a], [b]) => a - b)
    .map(([s, n]) => `${s}*${n}`)
    .join();

/** States so that every step without reading leads forward; null if such steps go in a circle, as in `(a*)*`. */
function freeOrder(nfa: Nfa): readonly number[] | null {
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

/** Adds the ways that go on without reading. */
function spread(nfa: Nfa, order: readonly number[], runs: Map<number, number>): Map<number, number> {
  const all = new Map(runs);
  for (const s of order) {
    const count = all.get(s);
    if (count === undefined) continue;
    for (const t of nfa.free[s] ?? []) all.set(t, (all.get(t) ?? 0) + count);
  }
  return all;
}
