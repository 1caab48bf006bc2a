import { sha256 } from "../source/sha256.ts";

/** A UUID (RFC 9562, version 8) made from texts: the same texts always have the same one. */
export function uuidOf(...texts: readonly string[]): string {
  const hash = sha256(JSON.stringify(texts));
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
