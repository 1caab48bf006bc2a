/** Damerau-Levenshtein distance (optimal string alignment), given up as soon as it must exceed `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** The nearest of `names` to what was written, ignoring case; null when nothing is near. One threshold for the whole project. */
export function nearest(written: string, names: Iterable<string>): string | null {
  const word = written.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  for (const name of names) {
    const d = distance(word, name.toLowerCase(), limit);
    if (d <= limit && (best === null || d < limit)) {
      best = name;
      limit = d;
    }
  }
  return best;
}
