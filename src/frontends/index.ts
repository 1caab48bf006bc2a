import { eql } from "./eql/index.ts";
import type { FrontEnd } from "./front-end.ts";
import { kql } from "./kql/index.ts";
import { lucene } from "./lucene/index.ts";

/** Every rule language, one line each. */
export const frontEnds: readonly FrontEnd[] = [eql, kql, lucene];

export const frontEndOf = (language: string): FrontEnd | null =>
  frontEnds.find((f) => f.id === language || f.aliases?.includes(language) === true) ?? null;
