/**
 * Addresses as Elasticsearch's `ip` type reads them: 16 bytes, IPv4 as ::ffff:a.b.c.d. A zone (`fe80::1%eth0`) is dropped; no leading zeros in IPv4, no other notation.
 */
export function parseAddress(text: string): readonly number[] | null {
  const [address = "", zone] = text.split(/%(.*)/s);
  if (zone === "") return null;
  const v4 = parseV4(address);
  if (v4 !== null) return [...mapped, ...v4];
  return address.includes(":") ? parseV6(address) : null;
}

const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function parseV4(text: string): readonly number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return null;
  return parts.map(Number);
}

function parseV6(text: string): readonly number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half, i) => groupsOf(half, i === halves.length - 1));
  if (left === undefined || left === null || right === null) return null;
  if (right === undefined) return left.length === 16 ? left : null;
  const gap = 16 - left.length - right.length;
  return gap < 2 ? null : [...left, ...Array<number>(gap).fill(0), ...right];
}

/** The bytes of groups between colons; at the end of an address the last may be IPv4. Empty text has none. */
function groupsOf(text: string, atEnd: boolean): readonly number[] | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [i, group] of groups.entries()) {
    const v4 = atEnd && i === groups.length - 1 ? parseV4(group) : null;
    const n = /^[0-9a-fA-F]{1,8}$/.test(group) ? Number.parseInt(group, 16) : Number.NaN;
    if (v4 !== null) bytes.push(...v4);
    else if (n <= 0xffff) bytes.push(n >> 8, n & 0xff);
    else return null;
  }
  return bytes.length > 16 ? null : bytes;
}

/** The text that Elasticsearch gives for an address: dotted for IPv4 and v4-mapped, else lower-case with the longest run of zero groups shortened. */
export function addressText(bytes: readonly number[]): string {
  if (mapped.every((b, i) => bytes[i] === b)) return bytes.slice(12).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let best = { start: 0, length: 0 };
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > best.length) best = { start: i, length: end - i };
  }
  const hex = groups.map((g) => g.toString(16));
  if (best.length < 2) return hex.join(":");
  return `${hex.slice(0, best.start).join(":")}::${hex.slice(best.start + best.length).join(":")}`;
}

/** Do the first `prefix` bits agree? */
export function inNetwork(address: readonly number[], network: readonly number[], prefix: number): boolean {
  for (let bit = 0; bit < prefix; bit++) {
    const mask = 0x80 >> (bit % 8);
    const index = Math.floor(bit / 8);
    if (((address[index] ?? 0) & mask) !== ((network[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** `10.0.0.0/8`; null if it is no such text. */
export function parseNetwork(text: string): { readonly bytes: readonly number[]; readonly prefix: number } | null {
  const [, base = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bytes = parseAddress(base);
  if (bytes === null) return null;
  const prefix = base.includes(":") ? Number(length) : Number(length) + 96;
  return prefix > 128 ? null : { bytes, prefix };
}

export function compareAddresses(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 16; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
