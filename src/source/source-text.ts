import type { Span } from "./span.ts";

/** A named text. The name is what diagnostics show: a path as the user gave it, or `<query>`, `<stdin>`. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** Line and column as people count them: from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which lines start, as far as `end`. `\n`, `\r\n` and a lone `\r` end a line. */
export function lineStarts(text: string, end = text.length): readonly number[] {
  const starts = [0];
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (c === 10 || c === 13) starts.push(i + 1);
  }
  return starts;
}

/** Where an offset lies. An offset past the end is the position just after the last character. */
export function positionAt(text: string, offset: number): Position {
  const at = Math.min(offset, text.length);
  const starts = lineStarts(text, at);
  return { line: starts.length, column: at - (starts.at(-1) ?? 0) + 1 };
}

export const slice = (source: SourceText, span: Span): string => source.text.slice(span.start, span.end);
