import { type Dfa, intervalsFrom } from "../../../src/automata/dfa.ts";
import { choice, concat, empty, nothing, type PlainRegex, repeat, setOf } from "./regex.ts";

/** Nodes of a regex that is made from an automaton; more is not worth sending to a database. */
const maxNodes = 4_000;

/** An automaton as a regex, by eliminating one state after the other, the cheapest first. Null: it would get too large. */
export function regexOf(dfa: Dfa): PlainRegex | null {
  const start = dfa.next.length;
  const end = start + 1;
  const edges = new Map<number, Map<number, PlainRegex>>();
  const link = (from: number, to: number, regex: PlainRegex): void => {
    const out = edges.get(from) ?? new Map<number, PlainRegex>();
    out.set(to, choice([out.get(to) ?? nothing, regex]));
    edges.set(from, out);
  };
  link(start, 0, empty);
  for (const from of dfa.next.keys()) {
    for (const [to, list] of intervalsFrom(dfa, from)) link(from, to, setOf(list));
    if (dfa.accepting[from] === true) link(from, end, empty);
  }
  const left = new Set(dfa.next.keys());
  while (left.size > 0) {
    const state = cheapest(left, edges);
    left.delete(state);
    const out = [...(edges.get(state) ?? [])].filter(([to]) => to !== state);
    const loop = repeat(edges.get(state)?.get(state) ?? nothing, 0, null);
    for (const [from, targets] of edges) {
      const into = from === state ? undefined : targets.get(state);
      if (into === undefined) continue;
      targets.delete(state);
      for (const [to, regex] of out) link(from, to, concat([into, loop, regex]));
    }
    edges.delete(state);
    const size = [...edges.values()].flatMap((m) => [...m.values()]).reduce((sum, r) => sum + nodes(r), 0);
    if (size > maxNodes) return null;
  }
  return edges.get(start)?.get(end) ?? nothing;
}

function cheapest(states: ReadonlySet<number>, edges: ReadonlyMap<number, ReadonlyMap<number, PlainRegex>>): number {
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const state of states) {
    let incoming = 0;
    for (const [from, targets] of edges) if (from !== state && targets.has(state)) incoming++;
    const outgoing = (edges.get(state)?.size ?? 0) - (edges.get(state)?.has(state) === true ? 1 : 0);
    const cost = incoming * outgoing;
    if (cost < bestCost) [best, bestCost] = [state, cost];
  }
  return best;
}

function nodes(regex: PlainRegex): number {
  switch (regex.kind) {
    case "concat":
      return regex.parts.reduce((sum, p) => sum + nodes(p), 1);
    case "choice":
      return regex.options.reduce((sum, o) => sum + nodes(o), 1);
    case "repeat":
      return 1 + nodes(regex.of);
    case "set":
      return regex.ranges.length;
    default:
      return 1;
  }
}
