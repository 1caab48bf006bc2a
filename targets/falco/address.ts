import type { Network } from "../../src/ir/pattern.ts";

/** The 16 bytes of an address, a v4 one as ::ffff:a.b.c.d; null if the text is none. */
export function parseAddress(text: string): readonly number[] | null {
  const v4 = parseV4(text);
  if (v4 !== null) return [...Array<number>(10).fill(0), 0xff, 0xff, ...v4];
  if (!text.includes(":")) return null;
  const [head, tail, more] = text.split("::");
  if (head === undefined || more !== undefined) return null;
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  if (left === null || right === null) return null;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return null;
  return [...left, ...Array<number>(missing).fill(0), ...right];
}

function parseV4(text: string): readonly number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p))) return null;
  const bytes = parts.map(Number);
  return bytes.every((b) => b <= 255) ? bytes : null;
}

/** The bytes of `a:b:c` or `a:b:1.2.3.4`. */
function groups(text: string): readonly number[] | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 ? parseV4(part) : null;
    if (v4 !== null) bytes.push(...v4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 0xff);
    else return null;
  }
  return bytes;
}

export const isV4 = (bytes: readonly number[]): boolean =>
  bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 0xff && bytes[11] === 0xff;

/** As Falco reads one: v4 with dots (it takes any text with a dot for v4), v6 in eight groups. */
export function printAddress(bytes: readonly number[]): string {
  if (isV4(bytes)) return bytes.slice(12).join(".");
  return Array.from({ length: 8 }, (_, i) => (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16)).join(":");
}

/** A network as Falco's `fd.snet` takes it; a v6 network that holds the v4-mapped addresses also gets all of v4, which Falco keeps apart. */
export function printNetwork(network: Network): readonly string[] {
  const { bytes, prefix } = network;
  if (isV4(bytes) && prefix >= 96) return [`${bytes.slice(12).join(".")}/${prefix - 96}`];
  const mapped = [...Array<number>(10).fill(0), 0xff, 0xff, 0, 0, 0, 0];
  const holdsV4 = prefix < 96 && sameBits(bytes, mapped, prefix);
  // Falco takes no v6 prefix of 0 ("invalid v6 netmask")
  const v6 = prefix === 0 ? ["0:0:0:0:0:0:0:0/1", "8000:0:0:0:0:0:0:0/1"] : [`${printAddress(bytes)}/${prefix}`];
  return holdsV4 ? [...v6, "0.0.0.0/0"] : v6;
}

function sameBits(a: readonly number[], b: readonly number[], bits: number): boolean {
  for (let i = 0; i < bits; i++) {
    const mask = 0x80 >> (i & 7);
    if (((a[i >> 3] ?? 0) & mask) !== ((b[i >> 3] ?? 0) & mask)) return false;
  }
  return true;
}
