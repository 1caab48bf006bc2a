import { type Dfa, intervalsFrom } from "../../src/automata/dfa.ts";
import type { CodePointRange } from "../../src/ir/pattern.ts";
import { and, between, binary, boolean, call, equal, integer, name, or, type Sql, text, type When } from "../_shared/sql/tree.ts";

/** More are no query that anybody would want to read or run. */
const maxStates = 120;
const maxRanges = 1_500;

/**
 * Runs an automaton over the value, one row a character, since SQLite has no regular expressions: true, or null where it does not accept.
 * Null instead of SQL: it is too large.
 */
export function runAutomaton(dfa: Dfa, value: Sql, alias: string): Sql | null {
  if (dfa.next.length > maxStates) return null;
  const absorbing = (s: number): boolean => (dfa.next[s] ?? []).every((t) => t === s);
  // every text, or none
  if (absorbing(0)) return binary(dfa.accepting[0] === true ? "=" : "<>", value, value);
  const accepting = states(dfa, (s) => dfa.accepting[s] === true && !absorbing(s));
  const won = states(dfa, (s) => dfa.accepting[s] === true && absorbing(s));
  const lost = states(dfa, (s) => dfa.accepting[s] !== true && absorbing(s));
  const rest = name("rest");
  const state = name("state");
  const isOneOf = (list: readonly number[]): Sql => or(...list.map((s) => equal(state, integer(s))));
  const steps = [...dfa.next.keys()].filter((s) => !absorbing(s));
  const whens = steps.map((s): When => ({ condition: equal(state, integer(s)), result: step(dfa, s, call("unicode", rest)) }));
  if (whens.reduce((sum, w) => sum + size(w.result), 0) > maxRanges) return null;
  const ended = and(equal(rest, text("")), isOneOf(accepting));
  const open = and(binary("<>", rest, text("")), ...[...won, ...lost].map((s) => binary("<>", state, integer(s))));
  return {
    kind: "select",
    result: boolean(true),
    recursion: {
      alias,
      columns: ["rest", "state"],
      first: [value, integer(0)],
      next: [call("substr", rest, integer(2)), { kind: "case", whens, otherwise: integer(0) }],
      again: open,
      done: or(ended, isOneOf(won)),
    },
  };
}

const states = (dfa: Dfa, holds: (s: number) => boolean): readonly number[] => [...dfa.next.keys()].filter(holds);

/** Where a state goes, by the code point of the next character; the target of most code points is what is left. */
function step(dfa: Dfa, from: number, codePoint: Sql): Sql {
  const width = (list: readonly CodePointRange[]): number => list.reduce((sum, r) => sum + r.to - r.from + 1, 0);
  const [most, ...others] = [...intervalsFrom(dfa, from)].sort((a, b) => width(b[1]) - width(a[1]) || a[0] - b[0]);
  const usual = integer(most?.[0] ?? from);
  if (others.length === 0) return usual;
  const test = (r: CodePointRange): Sql =>
    r.from === r.to ? equal(codePoint, integer(r.from)) : between(codePoint, integer(r.from), integer(r.to));
  return { kind: "case", whens: others.map(([to, list]) => ({ condition: or(...list.map(test)), result: integer(to) })), otherwise: usual };
}

const size = (sql: Sql): number =>
  sql.kind === "case" ? sql.whens.reduce((sum, w) => sum + (w.condition.kind === "or" ? w.condition.operands.length : 1), 0) : 1;
