// Addresses, as 32 hexadecimal digits, so that comparing text compares addresses. IPv4 is ::ffff:a.b.c.d.

import { type Path, typed } from "./read.ts";

/** The values of an address field. */
export function addresses(event: unknown, path: Path): string[] {
  return typed(event, path, (value) => (typeof value === "string" ? addressKey(value) : null));
}

/** The digits of an address, without its zone (`fe80::1%eth0`); null for what is none. */
export function addressKey(text: string): string | null {
  const percent = text.indexOf("%");
  if (percent >= 0 && percent === text.length - 1) return null;
  const address = percent < 0 ? text : text.slice(0, percent);
  if (!address.includes(":")) {
    const tail = v4Digits(address);
    return tail === null ? null : `00000000000000000000ffff${tail}`;
  }
  const halves = address.split("::");
  const [left, right] = [v6Digits(halves[0] ?? "", halves.length === 1), v6Digits(halves[1] ?? "", true)];
  if (halves.length > 2 || left === null || right === null) return null;
  const gap = 32 - left.length - right.length;
  if (halves.length === 1) return gap === 0 ? left : null;
  return gap < 4 ? null : left + "0".repeat(gap) + right;
}

function v4Digits(text: string): string | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("");
}

/** The digits of groups between colons; at the end of an address the last may be IPv4. */
function v6Digits(text: string, atEnd: boolean): string | null {
  if (text === "") return "";
  const groups = text.split(":");
  const digits = groups.map((group, i) => {
    if (/^[0-9a-fA-F]{1,8}$/.test(group) && Number.parseInt(group, 16) < 65536)
      return Number.parseInt(group, 16).toString(16).padStart(4, "0");
    return atEnd && i === groups.length - 1 ? v4Digits(group) : null;
  });
  return digits.includes(null) ? null : digits.join("");
}

/** Does the address lie in one of the networks, each given by its first and last address? */
export function inNetworks(address: string, networks: readonly (readonly [string, string])[]): boolean {
  return networks.some(([first, last]) => first <= address && address <= last);
}

/** `inNetworks` for text, which may be no address. */
export function textInNetworks(text: string, networks: readonly (readonly [string, string])[]): boolean {
  const address = addressKey(text);
  return address !== null && inNetworks(address, networks);
}

/** An address as Elasticsearch writes it: dotted for IPv4, else the longest run of zeros as "::". */
export function addressText(address: string): string {
  if (address.startsWith("00000000000000000000ffff"))
    return (address.slice(24).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(".");
  const groups = (address.match(/..../g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));
  const runs = groups.map((_, i) => /^(0 )*/.exec(`${groups.slice(i).join(" ")} `)?.[0].length ?? 0);
  const longest = Math.max(...runs);
  if (longest < 4) return groups.join(":");
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest / 2).join(":")}`;
}
