import { flattenLogic } from "./flatten-logic.ts";
import { foldConstants } from "./fold-constants.ts";
import type { Pass } from "./pass.ts";

export { type Pass, runPasses } from "./pass.ts";

/** What every rule goes through before a target sees it, in this order. */
export const standardPasses: readonly Pass[] = [foldConstants, flattenLogic];
