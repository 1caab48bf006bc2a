/** An address as 32 lower-case hex digits, v4 as ::ffff:a.b.c.d, without its zone (`fe80::1%eth0`): text that orders and compares as the addresses do. Null: no address. */
export function addressHex(text: string): string | null {
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) return null;
  const address = percent < 0 ? text : text.slice(0, percent);
  const bytes = address.includes(":") ? v6(address) : v4(address)?.flatMap((b, i) => (i === 0 ? [...v4Prefix, b] : [b]));
  return bytes === undefined || bytes === null ? null : hex(bytes);
}

const v4Prefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

export const hex = (bytes: readonly number[]): string => bytes.map((b) => b.toString(16).padStart(2, "0")).join("");

/** The canonical text of 32 hex digits, dotted for v4; for the others a URL's host is one (https://url.spec.whatwg.org/#concept-ipv6-serializer). */
export function addressText(hex: string): string {
  const v4 = /^0{20}f{4}/.test(hex) ? hex.slice(24).match(/../g) : null;
  if (v4 !== null) return v4.map((b) => Number.parseInt(b, 16)).join(".");
  return new URL(`http://[${hex.replaceAll(/(?<=^(?:.{4})+)(?!$)/g, ":")}]`).hostname.slice(1, -1);
}

/** First and last address of a network. */
export function networkBounds(bytes: readonly number[], prefix: number): { readonly low: string; readonly high: string } {
  const edge = (fill: 0 | 1): string =>
    hex(
      bytes.map((b, i) => {
        const mask = 0xff >> Math.min(8, Math.max(0, prefix - 8 * i));
        return fill === 1 ? b | mask : b & ~mask & 0xff;
      }),
    );
  return { low: edge(0), high: edge(1) };
}

/** Dotted decimal without leading zeros. */
function v4(text: string): number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return null;
  return parts.map(Number);
}

function v6(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = "", tail] = halves;
  const left = groups(head, tail === undefined);
  const right = tail === undefined ? [] : groups(tail, true);
  if (left === null || right === null) return null;
  const missing = 16 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return null;
  return [...left, ...Array<number>(missing).fill(0), ...right];
}

/** Groups between colons as bytes; a dotted v4 address may stand last where `mayEndInV4`. */
function groups(text: string, mayEndInV4: boolean): number[] | null {
  if (text === "") return [];
  const out: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    const n = /^[0-9a-fA-F]{1,8}$/.test(part) ? Number.parseInt(part, 16) : Number.NaN;
    if (n <= 0xffff) {
      out.push(n >> 8, n & 0xff);
      continue;
    }
    const bytes = mayEndInV4 && i === parts.length - 1 ? v4(part) : null;
    if (bytes === null) return null;
    out.push(...bytes);
  }
  return out;
}
