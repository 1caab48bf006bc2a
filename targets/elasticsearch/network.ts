import type { Network } from "../../src/ir/pattern.ts";

/**
 * A network as Elasticsearch takes it. A v4 network in v6 clothes (`::ffff:10.0.0.0/104`) is refused there as ambiguous, so it is written as v4;
 * every other keeps the rule's spelling.
 */
export function networkText(network: Network): string {
  const { bytes, prefix, text } = network;
  const mapped = prefix >= 96 && bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped && text.includes(":") ? `${bytes.slice(12).join(".")}/${prefix - 96}` : text;
}
