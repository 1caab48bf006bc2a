import type { Position } from "../source/source-text.ts";
import { lineStarts } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";

/** Gives the text that a diagnostic's `file` names, or null when it is not at hand (then only the name is shown). */
export type Sources = (file: string) => string | null;

export interface Region {
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}

/** Line lookups in one text, whose lines are found once: a file of thousands of lines may have a finding on each. */
export interface LineIndex {
  readonly text: string;
  position(offset: number): Position;
  /** The line with this number (from 1) without its terminator, and where it begins. */
  line(number: number): { readonly text: string; readonly start: number };
}

function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    text,
    position(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
    },
    line(number) {
      const start = starts[number - 1] ?? text.length;
      let end = starts[number] ?? text.length;
      while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
      return { text: text.slice(start, end), start };
    },
  };
}

/** Answers for every file that `sources` knows, reading and indexing each at most once. */
export function lineIndexes(sources: Sources): (file: string | null) => LineIndex | null {
  const known = new Map<string, LineIndex | null>();
  return (file) => {
    if (file === null) return null;
    const old = known.get(file);
    if (old !== undefined) return old;
    const text = sources(file);
    const made = text === null ? null : lineIndex(text);
    known.set(file, made);
    return made;
  };
}

/** Where a span lies; an inverted or overlong span is cut to the text. */
export function regionOf(index: LineIndex, span: Span): Region {
  const start = index.position(span.start);
  return { start, end: index.position(Math.max(span.start, span.end)) };
}
