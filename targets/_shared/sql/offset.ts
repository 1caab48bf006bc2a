const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** How many milliseconds before now `now-6m` is; null for what is no fixed time before now (rounding, months, dates). */
export function offsetOf(math: string): number | null {
  if (!/^now([+-]\d{1,9}[smhdw])*$/.test(math)) return null;
  let offset = 0;
  for (const [, sign, count, unit] of math.matchAll(/([+-])(\d+)([smhdw])/g)) {
    offset += (sign === "-" ? 1 : -1) * Number(count) * (units[unit ?? ""] ?? 0);
  }
  return offset;
}
