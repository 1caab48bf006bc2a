/**
 * Lucene makes a deterministic automaton of a wildcard pattern and gives up when the sets of states that it goes through have 100,000 members in all
 * (Operations.determinize, "would require more than 10000 effort"): a search with such a pattern fails. The construction is done here as Lucene does it, so that the
 * compiler can tell.
 */
const effortLimit = 100_000;

type Element = { readonly kind: "character"; readonly codePoint: number } | { readonly kind: "one" } | { readonly kind: "many" };

/** Takes a pattern in Lucene's syntax. */
function elementsOf(pattern: string): readonly Element[] {
  const elements: Element[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    let c = characters[i] ?? "";
    if (c === "*") elements.push({ kind: "many" });
    else if (c === "?") elements.push({ kind: "one" });
    else {
      if (c === "\\") c = characters[++i] ?? c;
      elements.push({ kind: "character", codePoint: c.codePointAt(0) ?? 0 });
    }
  }
  return elements;
}

/** Would a search with this pattern fail? */
export function isTooComplex(pattern: string): boolean {
  // most need no more than a count of characters, escaped ones too:
  // before the first `*` every set has one member; behind it each `?` can double the sets, everything else makes at most one more
  const first = pattern.indexOf("*");
  if (first < 0) return false;
  const rest = pattern.slice(first);
  const doubling = rest.split("?").length - 1;
  if (first + (rest.length + 2) ** 2 * 2 ** doubling < effortLimit) return false;
  const elements = elementsOf(pattern);
  return elements.some((e) => e.kind === "many") && effort(elements) >= effortLimit;
}

/** Members of all the sets in the subset construction, counted up to the limit. State 0 is the start, state i + 1 follows element i. */
function effort(elements: readonly Element[]): number {
  /** Elements that may consume next in a state: a `*` may also be skipped. */
  const next = (state: number): readonly number[] => {
    const reach: number[] = [];
    if (state > 0 && elements[state - 1]?.kind === "many") reach.push(state - 1);
    for (let i = state; i < elements.length; i++) {
      reach.push(i);
      if (elements[i]?.kind !== "many") break;
    }
    return reach;
  };
  const reach = Array.from({ length: elements.length + 1 }, (_, state) => next(state));
  const seen = new Set<string>(["0"]);
  const work: (readonly number[])[] = [[0]];
  let spent = 0;
  for (let set = work.pop(); set !== undefined; set = work.pop()) {
    spent += set.length;
    if (spent >= effortLimit) return spent;
    for (const sorted of successors(set, reach, elements)) {
      const key = sorted.join(",");
      if (seen.has(key)) continue;
      seen.add(key);
      work.push(sorted);
    }
  }
  return spent;
}

/** The sets that follow one by some character: by each that some element asks for, and by any other. */
function successors(
  set: readonly number[],
  reach: readonly (readonly number[])[],
  elements: readonly Element[],
): readonly (readonly number[])[] {
  const always: number[] = [];
  const byCharacter = new Map<number, number[]>();
  for (const state of set)
    for (const i of reach[state] ?? []) {
      const element = elements[i];
      if (element === undefined) continue;
      if (element.kind !== "character") insert(always, i + 1);
      else {
        const own = byCharacter.get(element.codePoint);
        if (own === undefined) byCharacter.set(element.codePoint, [i + 1]);
        else own.push(i + 1);
      }
    }
  const sets = always.length === 0 ? [] : [always];
  for (const own of byCharacter.values()) {
    const states = [...always];
    for (const state of own) insert(states, state);
    sets.push(states);
  }
  return sets;
}

/** Keeps the states in order, each once. Most come last. */
function insert(states: number[], state: number): void {
  let at = states.length;
  while (at > 0 && (states[at - 1] ?? 0) > state) at--;
  if (states[at - 1] === state) return;
  if (at === states.length) states.push(state);
  else states.splice(at, 0, state);
}
