/** Of one run, in seconds: by the clock, and of the processor, all threads of this process together. What one core can do is told by the latter. */
export interface Measured {
  readonly wall: number;
  readonly cpu: number;
}

/** How many runs in a row may be no faster, and how long all of them may take. */
const patience = { runs: 6, seconds: 60 } as const;

/** The fastest of as many runs as it takes until some in a row were no faster: the compiler of JavaScript is done by then. */
export function steady(work: () => void): Measured {
  let best: Measured = { wall: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY };
  let spent = 0;
  for (let same = 0; same < patience.runs && spent < patience.seconds; ) {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    const wall = (performance.now() - start) / 1000;
    const cpu = (user + system) / 1e6;
    // less than a hundredth is chance
    same = cpu < best.cpu * 0.99 ? 0 : same + 1;
    best = { wall: Math.min(best.wall, wall), cpu: Math.min(best.cpu, cpu) };
    spent += cpu;
  }
  return best;
}

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
