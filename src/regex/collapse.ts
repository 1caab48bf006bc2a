/**
 * Elasticsearch rewrites the text of a `regexp` query before Lucene reads it: a run of `+ * ?` becomes one of them, outside of classes, quotes and escapes
 * (AutomatonQueries.collapseConsecutiveQuantifiers, seen on 9.4.3). A run that repeats something keeps its meaning; one at the start of a group does not: `+*` finds "*".
 * `offsets[i]`: where the i-th unit of `text` stands in the pattern; one more for the end.
 */
export function collapseQuantifiers(pattern: string): { readonly text: string; readonly offsets: readonly number[] } {
  const units: string[] = [];
  const offsets: number[] = [];
  let within: "]" | '"' | null = null;
  let run = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    const quantifier = within === null && (c === "+" || c === "*" || c === "?");
    if (quantifier && run) {
      if (units[units.length - 1] !== c) units[units.length - 1] = "*";
      continue;
    }
    run = quantifier;
    units.push(c);
    offsets.push(i);
    if (c === "\\" && i + 1 < pattern.length) {
      units.push(pattern.charAt(++i));
      offsets.push(i);
    } else if (within !== null) within = c === within ? null : within;
    else if (c === "[") within = "]";
    else if (c === '"') within = '"';
  }
  return { text: units.join(""), offsets: [...offsets, pattern.length] };
}
