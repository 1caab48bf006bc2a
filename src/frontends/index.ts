import { eql } from "./eql/index.ts";
import type { FrontEnd } from "./front-end.ts";

/** Every rule language, one line each. */
export const frontEnds: readonly FrontEnd[] = [eql];

export const frontEndOf = (language: string): FrontEnd | null => frontEnds.find((f) => f.id === language) ?? null;
