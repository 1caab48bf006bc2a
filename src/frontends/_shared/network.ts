import { parseAddress } from "../../eval/address.ts";
import type { Network } from "../../ir/pattern.ts";
import type { Span } from "../../source/span.ts";

/** An address or `address/prefix`, host bits cleared (they are legal); null if it is neither. */
export function networkOf(text: string, span: Span): Network | null {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const bytes = parseAddress(address);
  if (bytes === null) return null;
  const width = address.includes(":") ? 128 : 32;
  const written = slash < 0 ? String(width) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(written) || Number(written) > width) return null;
  const prefix = Number(written) + (128 - width);
  const masked = bytes.map((byte, i) => byte & ((0xff00 >> Math.max(0, Math.min(8, prefix - i * 8))) & 0xff));
  return { text, bytes: masked, prefix, span };
}
