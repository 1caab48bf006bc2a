import type { ClassItem, CodePointRange } from "../ir/pattern.ts";

/** A set of code points: ranges in ascending order that neither overlap nor touch. */
export type CodePoints = readonly CodePointRange[];

export const maxCodePoint = 0x10ffff;
export const everything: CodePoints = [{ from: 0, to: maxCodePoint }];

/** Any ranges, in any order, as a set. */
export function union(ranges: readonly CodePointRange[]): CodePoints {
  const merged: CodePointRange[] = [];
  for (const range of [...ranges].filter((r) => r.from <= r.to).sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && range.from <= last.to + 1) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push({ from: range.from, to: range.to });
  }
  return merged;
}

export function complementOf(set: CodePoints): CodePoints {
  const gaps: CodePointRange[] = [];
  let from = 0;
  for (const range of set) {
    if (range.from > from) gaps.push({ from, to: range.from - 1 });
    from = range.to + 1;
  }
  if (from <= maxCodePoint) gaps.push({ from, to: maxCodePoint });
  return gaps;
}

/** What a class of a regular expression matches. */
export function ofClass(items: readonly ClassItem[], negated: boolean): CodePoints {
  const set = union(items.map((item) => (item.kind === "range" ? item : { from: item.codePoint, to: item.codePoint })));
  return negated ? complementOf(set) : set;
}
