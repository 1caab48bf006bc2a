// Comparing text.

/** A to Z as a to z, everything else as it is. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Does the text start and end with these, and have all the others between them, in this order and without overlap? */
export function inOrder(text: string, start: string, between: readonly string[], end: string): boolean {
  const last = text.length - end.length;
  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  let from = start.length;
  for (const piece of between) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > last) return false;
    from = found + piece.length;
  }
  return true;
}
