import { minimise, ofRegex } from "../../src/automata/automaton.ts";
import type { RegexMatch } from "../../src/ir/scalar.ts";
import { foldRegex } from "../../src/target/folding.ts";
import type { Data } from "./json-text.ts";

/** Entries of a table that a search may carry. */
const tableLimit = 20_000;

/**
 * A regular expression over a computed value, as the table of a deterministic automaton: a script walks it one code point after the other. Painless has regular
 * expressions of its own, but a cluster limits how many characters one may look at (`script.painless.regex.limit-factor`), and at the limit the whole search
 * fails. Null: the table would be too large.
 */
export function automatonData(test: RegexMatch): Data {
  const made = ofRegex(foldRegex(test.pattern, test.fold), { states: 2_000, steps: 1_000_000 });
  if (!made.ok) return null;
  const dfa = minimise(made.value);
  if (dfa.next.length * dfa.classes + dfa.starts.length > tableLimit) return null;
  return {
    starts: dfa.starts.map(BigInt),
    classes: dfa.classOf.map(BigInt),
    next: dfa.next.map((row) => row.map(BigInt)),
    accepting: dfa.accepting,
  };
}
