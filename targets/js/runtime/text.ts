// Comparing text.

/** A to Z as a to z, everything else as it is. */
export function asciiLower(text: string): string {
  const lower = text.toLowerCase();
  // within ASCII the two are the same; beyond it other letters have a lower case too
  return lower === text || !/[\u0080-\uffff]/.test(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Does the text consist of these pieces, in this order, with anything between them? The first is at the start and the last at the end. */
export function inOrder(text: string, pieces: readonly string[]): boolean {
  const [start, end] = [pieces[0] ?? "", pieces[pieces.length - 1] ?? ""];
  const last = text.length - end.length;
  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  let from = start.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > last) return false;
    from = found + piece.length;
  }
  return true;
}

/** As `inOrder`, with `?` in a piece for any one character. */
export function like(text: string, pieces: readonly string[]): boolean {
  const characters = [...text];
  const last = pieces.length - 1;
  let from = 0;
  for (const [i, piece] of pieces.entries()) {
    const wanted = [...piece];
    const end = characters.length - wanted.length;
    // the first piece can only be at the start, the last only at the end, the others as early as may be
    let at = i === last ? end : from;
    if (at < from) return false;
    const until = i === 0 || i === last ? at : end;
    while (at <= until && !wanted.every((character, k) => character === "?" || character === characters[at + k])) at++;
    if (at > until) return false;
    from = at + wanted.length;
  }
  return true;
}

/** The order of two texts by code point, as Elasticsearch sorts: negative, zero or positive. JavaScript's `<` goes by UTF-16 units. */
export function compareText(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  const difference = (at: number): number => (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
  // where the second halves of two surrogate pairs differ, the pairs do
  return (i > 0 && difference(i - 1)) || difference(i);
}

/** A table that reads texts code point by code point. */
export interface Automaton {
  /** The code points at which the intervals start. */
  readonly starts: readonly number[];
  /** The class of each interval. */
  readonly classes: readonly number[];
  /** For each state, the next state by class. The first state is the start. */
  readonly next: readonly (readonly number[])[];
  readonly accepting: readonly number[];
}

/** Does the automaton accept the whole text? */
export function accepts(automaton: Automaton, text: string): boolean {
  const { starts, classes, next, accepting } = automaton;
  let state = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    state = next[state]?.[classes[low] ?? 0] ?? 0;
  }
  return accepting.includes(state);
}
