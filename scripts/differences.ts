const shown = 20;

/**
 * What a generated document says otherwise than it should, versions of products aside, to be read by a person: lines that are there and should not be, with their numbers, then lines that
 * are missing. Null where nothing differs.
 */
export function differences(path: string, there: string, wanted: string): string | null {
  const lines = (document: string): readonly string[] => document.split("\n");
  const plain = (line: string): string => line.replaceAll(/\d+(\.\d+)+(\.x)?/g, "V");
  const without = (of: readonly string[], others: readonly string[]): readonly string[] => {
    const left = new Map<string, number>();
    for (const line of others.map(plain)) left.set(line, (left.get(line) ?? 0) + 1);
    return of.flatMap((line, i) => {
      const count = left.get(plain(line)) ?? 0;
      left.set(plain(line), count - 1);
      return count > 0 ? [] : [`${path}:${i + 1}: ${line}`];
    });
  };
  const [says, measured] = [without(lines(there), lines(wanted)), without(lines(wanted), lines(there))];
  const ordered = lines(there).map(plain).join("\n") === lines(wanted).map(plain).join("\n");
  if (ordered) return null;
  if (says.length + measured.length === 0) return "  the same lines in another order";
  const part = (word: string, of: readonly string[]): readonly string[] => [
    ...of.slice(0, shown).map((line) => `  ${word} ${line}`),
    ...(of.length > shown ? [`  ${word} and ${of.length - shown} more`] : []),
  ];
  return [...part("says:    ", says), ...part("measured:", measured)].join("\n");
}
