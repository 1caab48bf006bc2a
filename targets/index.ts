import type { Target } from "../src/target/target.ts";
import { elasticsearch } from "./elasticsearch/target.ts";

/** Every target, one line each, in the order in which they are shown. */
export const targets: readonly Target[] = [elasticsearch];
