/** The median of several runs, in seconds, after one that warms up. */
export function medianOf(runs: number, work: () => void): number {
  work();
  const seconds = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  }).sort((a, b) => a - b);
  return seconds[Math.floor(runs / 2)] ?? Number.NaN;
}

export const thousands = (value: number): string => Math.round(value).toLocaleString("en-US");

/** Columns as wide as their widest cell, the first to the left, the others to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)));
    console.log(`  ${cells.join("  ").trimEnd()}`);
  }
}
