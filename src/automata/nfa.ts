import type { Regex } from "../ir/pattern.ts";
import { assertNever } from "../source/assert-never.ts";
import { type CodePoints, everything, ofClass } from "./code-points.ts";
import { determinise } from "./determinise.ts";
import { type Dfa, intervalsOf } from "./dfa.ts";
import { intervalRegex } from "./interval.ts";
import type { Budget } from "./limits.ts";
import { complement, intersect } from "./operations.ts";

export interface Edge {
  readonly on: CodePoints;
  readonly to: number;
}

/** A nondeterministic automaton: `free[s]` are the states reached from s without reading. One start, one end. */
export interface Nfa {
  readonly edges: readonly (readonly Edge[])[];
  readonly free: readonly (readonly number[])[];
  readonly start: number;
  readonly end: number;
}

/** Builds Thompson's automaton. Intersections, complements and intervals are determinised on the way. Throws when the budget is spent. */
export function nfaOf(regex: Regex, budget: Budget): Nfa {
  const edges: Edge[][] = [];
  const free: number[][] = [];
  const state = (): number => {
    budget.states(edges.length + 1);
    budget.spend(1);
    free.push([]);
    return edges.push([]) - 1;
  };
  const link = (from: number, to: number): void => {
    free[from]?.push(to);
  };
  const read = (from: number, on: CodePoints, to: number): void => {
    if (on.length > 0) edges[from]?.push({ on, to });
  };

  /** Adds the states for `r` between two given ones. INVARIANT: nothing new leads into `from` or out of `to`, so parts never leak into each other. */
  const build = (r: Regex, from: number, to: number): void => {
    switch (r.kind) {
      case "empty":
        link(from, to);
        break;
      case "nothing":
        break;
      case "char":
        read(from, [{ from: r.codePoint, to: r.codePoint }], to);
        break;
      case "any":
        read(from, everything, to);
        break;
      case "class":
        read(from, ofClass(r.items, r.negated), to);
        break;
      case "concat": {
        let at = from;
        for (const part of r.parts) {
          const next = state();
          build(part, at, next);
          at = next;
        }
        link(at, to);
        break;
      }
      case "choice":
        for (const option of r.options) build(option, from, to);
        break;
      case "repeat":
        repeat(r, from, to);
        break;
      case "interval":
        build(intervalRegex(r.from, r.to, r.digits), from, to);
        break;
      case "all": {
        let dfa: Dfa | null = null;
        for (const operand of r.operands) {
          const next = determinise(nfaOf(operand, budget), budget);
          dfa = dfa === null ? next : intersect(dfa, next, budget);
        }
        if (dfa === null) build({ kind: "repeat", of: { kind: "any" }, min: 0, max: null }, from, to);
        else embed(dfa, from, to);
        break;
      }
      case "except":
        embed(complement(determinise(nfaOf(r.of, budget), budget)), from, to);
        break;
      default:
        assertNever(r);
    }
  };

  const repeat = (r: Extract<Regex, { kind: "repeat" }>, from: number, to: number): void => {
    if (r.max !== null && r.max < r.min) return;
    let at = from;
    const copy = (): void => {
      const next = state();
      build(r.of, at, next);
      at = next;
    };
    for (let i = 0; i < r.min; i++) copy();
    if (r.max === null) {
      const loop = state();
      link(at, loop);
      build(r.of, loop, loop);
      at = loop;
    } else
      for (let i = r.min; i < r.max; i++) {
        link(at, to);
        copy();
      }
    link(at, to);
  };

  const embed = (dfa: Dfa, from: number, to: number): void => {
    const states = dfa.next.map(() => state());
    const sets = Array.from({ length: dfa.classes }, (_, c) => intervalsOf(dfa, c));
    link(from, states[0] ?? from);
    dfa.next.forEach((row, s) => {
      row.forEach((target, c) => {
        read(states[s] ?? from, sets[c] ?? [], states[target] ?? to);
      });
      if (dfa.accepting[s]) link(states[s] ?? from, to);
    });
  };

  const [start, end] = [state(), state()];
  build(regex, start, end);
  return { edges, free, start, end };
}
