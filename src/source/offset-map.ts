import { type Span, span } from "./span.ts";

/**
 * A stretch of a string's value and the text that spells it. Equal lengths: the text stands for itself, unit by unit. Otherwise it is one
 * escape, always longer than what it stands for.
 */
export interface Piece {
  readonly value: number;
  readonly valueLength: number;
  readonly raw: number;
  readonly rawLength: number;
}

/** Where each unit of a string's value stands in the text that spells it. Text between two pieces stands for nothing (a line continuation). */
export interface OffsetMap {
  readonly pieces: readonly Piece[];
  /** Where the value's text ends: just before the closing quotes. */
  readonly end: number;
}

/** The last piece that starts at or before this offset of the value. */
function pieceAt(map: OffsetMap, value: number): Piece | null {
  let low = 0;
  let high = map.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.pieces[middle]?.value ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  const piece = map.pieces[low];
  return piece !== undefined && value < piece.value + piece.valueLength ? piece : null;
}

/**
 * The span of the text that spells a span of the value: the same characters where they stand for themselves, the whole escape where it touches one.
 * An empty span stays empty; offsets past the value are its end.
 */
export function placeIn(map: OffsetMap, of: Span): Span {
  const first = pieceAt(map, Math.max(0, of.start));
  const start =
    first === null ? map.end : first.valueLength === first.rawLength ? first.raw + Math.max(0, of.start) - first.value : first.raw;
  if (of.end <= of.start) return span(start, start);
  const last = pieceAt(map, of.end - 1);
  const end = last === null ? map.end : last.valueLength === last.rawLength ? last.raw + of.end - last.value : last.raw + last.rawLength;
  return span(start, Math.max(start, end));
}
