import type { CodePointRange } from "../ir/pattern.ts";

/**
 * A deterministic automaton over code points. The code points are cut into intervals, intervals that behave the same share a class, and `next` is total:
 * every state has a successor for every class. State 0 is the start.
 */
export interface Dfa {
  /** First code points of the intervals, ascending; the first is 0. */
  readonly starts: readonly number[];
  /** The class of each interval. */
  readonly classOf: readonly number[];
  readonly classes: number;
  /** By state, then class. */
  readonly next: readonly (readonly number[])[];
  readonly accepting: readonly boolean[];
}

/** Which class a code point belongs to. */
export function classAt(dfa: Dfa, codePoint: number): number {
  let low = 0;
  let high = dfa.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((dfa.starts[middle] ?? 0) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return dfa.classOf[low] ?? 0;
}

export const step = (dfa: Dfa, state: number, classIndex: number): number => dfa.next[state]?.[classIndex] ?? 0;

/** Does the whole text belong to the language? A lone surrogate is a code point of its own. */
export function accepts(dfa: Dfa, text: string): boolean {
  let state = 0;
  for (const character of text) state = step(dfa, state, classAt(dfa, character.codePointAt(0) ?? 0));
  return dfa.accepting[state] ?? false;
}

const lastOf = (dfa: Dfa, i: number): number => (dfa.starts[i + 1] ?? 0x110000) - 1;

/** The intervals of one class. */
export function intervalsOf(dfa: Dfa, classIndex: number): readonly CodePointRange[] {
  return dfa.starts.flatMap((from, i) => (dfa.classOf[i] === classIndex ? [{ from, to: lastOf(dfa, i) }] : []));
}

/** By state that one character leads to, which characters do: intervals in ascending order that do not touch. */
export function intervalsFrom(dfa: Dfa, state: number): ReadonlyMap<number, readonly CodePointRange[]> {
  const found = new Map<number, CodePointRange[]>();
  for (const [i, from] of dfa.starts.entries()) {
    const target = step(dfa, state, dfa.classOf[i] ?? 0);
    const known = found.get(target);
    const before = known?.at(-1);
    if (known === undefined) found.set(target, [{ from, to: lastOf(dfa, i) }]);
    else if (before?.to === from - 1) known[known.length - 1] = { from: before.from, to: lastOf(dfa, i) };
    else known.push({ from, to: lastOf(dfa, i) });
  }
  return found;
}
