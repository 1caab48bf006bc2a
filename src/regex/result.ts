import type { Regex } from "../ir/pattern.ts";

/** What a reader of regular expressions gives. Offsets are UTF-16 code units of the pattern; `message` is lower case, without a period. */
export type RegexResult =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly message: string; readonly start: number; readonly end: number };

/** Thrown inside a reader, caught at its door: never seen outside of src/regex. */
export class PatternError extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** Runs a reader and turns its PatternError into a result. */
export function reading(read: () => Regex): RegexResult {
  try {
    return { ok: true, regex: read() };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, message: error.message, start: error.start, end: error.end };
    throw error;
  }
}

/** Groups inside groups deeper than this are an error, so that no reader, printer or evaluator runs out of stack. */
export const maxDepth = 100;
/** Repeat counts beyond this are an error: engines build one copy per count. */
export const maxCount = 10_000;
/** Elasticsearch's index.max_regex_length. */
export const maxLength = 1_000;
