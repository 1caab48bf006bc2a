import type { Data } from "./json-text.ts";
import type { PainlessScript } from "./painless-tree.ts";

/** A script as queries take it. */
export function scriptJson(script: PainlessScript): Data {
  return { lang: "painless", source: "return false;", params: script.parameters };
}
