import type { Network } from "../../ir/pattern.ts";
import type { Span } from "../../source/span.ts";

const v4Prefix: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function v4Bytes(text: string): readonly number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((p) => /^(?:0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return null;
  return parts.map(Number);
}

/** The 16 bytes of an address, v4 as ::ffff:a.b.c.d; null if it is none. Zones (`%eth0`) and leading zeros are not taken. */
export function addressBytes(text: string): readonly number[] | null {
  if (text.length > 45) return null;
  if (!text.includes(":")) {
    const v4 = v4Bytes(text);
    return v4 === null ? null : [...v4Prefix, ...v4];
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = null, tail = []] = halves.map((half, i) => groupBytes(half, i === halves.length - 1));
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** `a:b:c` as bytes; the last group may be a v4 address. */
function groupBytes(text: string, last: boolean): readonly number[] | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [i, group] of groups.entries()) {
    const v4 = last && i === groups.length - 1 && group.includes(".") ? v4Bytes(group) : null;
    if (v4 !== null) bytes.push(...v4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group)) bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return null;
  }
  return bytes;
}

/** An address or `address/prefix`, host bits cleared (they are legal); null if it is neither. */
export function networkOf(text: string, span: Span): Network | null {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const bytes = addressBytes(address);
  if (bytes === null) return null;
  const width = address.includes(":") ? 128 : 32;
  const written = slash < 0 ? String(width) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(written) || Number(written) > width) return null;
  const prefix = Number(written) + (128 - width);
  const masked = bytes.map((byte, i) => byte & ((0xff00 >> Math.max(0, Math.min(8, prefix - i * 8))) & 0xff));
  return { text, bytes: masked, prefix, span };
}
