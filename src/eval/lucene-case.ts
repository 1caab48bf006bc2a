/**
 * Is `c` the same character as `wanted` (of the pattern) when Lucene 10 ignores case in a regular expression? Unicode's simple case folding, of Unicode 16;
 * beside it İ finds i, and ı finds I, but not the other way round. Every cased code point was tried against every other on Elasticsearch 9.4.3.
 */
export function sameWithoutCase(wanted: number, c: number): boolean {
  if (wanted === c) return true;
  if (wanted === dottedCapitalI) return c === 0x69;
  if (wanted === dotlessSmallI) return c === 0x49;
  if (c === dottedCapitalI || c === dotlessSmallI) return false;
  return simpleFold(wanted) === simpleFold(c);
}

const dottedCapitalI = 0x130;
const dotlessSmallI = 0x131;

/** Pairs whose full mappings are several characters, so that JavaScript's functions do not show them. */
const multiple: ReadonlyMap<number, number> = new Map([
  [0x1fd3, 0x390],
  [0x1fe3, 0x3b0],
  [0xfb05, 0xfb06],
]);

function simpleFold(c: number): number {
  if (newerThan16(c)) return c;
  const other = multiple.get(c);
  return (
    other ??
    mapped(
      mapped(c, (s) => s.toUpperCase()),
      (s) => s.toLowerCase(),
    )
  );
}

/** Letters whose other case came with Unicode 17: Java 25 does not know it, newer JavaScript engines do. */
const newerThan16 = (c: number): boolean => c === 0xa7ce || c === 0xa7cf || (c >= 0xa7d2 && c <= 0xa7d5) || (c >= 0x16ea0 && c <= 0x16ed3);

/** A mapping to one character; where it gives several, there is no simple one. */
function mapped(c: number, map: (s: string) => string): number {
  const text = map(String.fromCodePoint(c));
  const first = text.codePointAt(0) ?? c;
  return String.fromCodePoint(first) === text ? first : c;
}
