import type { JsonObject } from "../../src/source/json.ts";

/** One way to break the compiler on purpose, as data: `verdict verify` must notice it. */
export interface Mutation {
  /** What goes wrong, in a few words. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Text that occurs exactly once in the file, and what stands there instead. */
  readonly before: string;
  readonly after: string;
  /** A rule that can show it: a query, in EQL unless it says otherwise. */
  readonly probe: string;
  readonly language?: string;
  /** What the rule says besides: its type, and what a rule of that type has. */
  readonly ruleType?: JsonObject;
  /** Engines each of which must show it. */
  readonly engines: readonly string[];
}

/** How often the text stands there; anything but once means that the code has moved on, and the mutation must follow. */
export const occurrences = (source: string, text: string): number => source.split(text).length - 1;
