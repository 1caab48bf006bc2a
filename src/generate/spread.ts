/** At most so many of them, evenly, the first and the last too. */
export function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => items.slice(Math.round(i * step), Math.round(i * step) + 1)).flat();
}
