/** Where a generated document first says something else than it should, versions of products aside; null if nowhere. */
export function firstDifference(
  there: string,
  wanted: string,
): { readonly line: number; readonly there: string; readonly wanted: string } | null {
  const lines = (document: string): readonly string[] => document.replaceAll(/\d+(\.\d+)+(\.x)?/g, "V").split("\n");
  const [a, b] = [lines(there), lines(wanted)];
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    if (a[i] !== b[i]) return { line: i + 1, there: a[i] ?? "(nothing)", wanted: b[i] ?? "(nothing)" };
  return null;
}
