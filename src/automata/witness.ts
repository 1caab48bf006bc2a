import { type Dfa, intervalsOf } from "./dfa.ts";
import { liveStates } from "./operations.ts";
import { type Random, randomFrom } from "./random.ts";

/** How many texts, of which length at most, and the seed that chooses among the many. */
export interface WitnessOptions {
  readonly count: number;
  readonly seed: number;
  /** In code points. A language without a text so short has none. */
  readonly longest: number;
}

export const usualWitnesses: WitnessOptions = { count: 8, seed: 1, longest: 200 };

/** What stands for a class of code points, the most ordinary first. */
const ordinary = "aebcdfghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./\\: ,;=+*?%$@!#&()[]{}<>|'\"~^`";
/** What trips engines up: line ends, tabs, other cases of k, s and i, letters of two cases, an emoji. */
const tricky = "\n\t\r\u00e9\u00c9\u00df\u212a\u017f\u0130\u0131\u03a3\u4e2d\u{1f600}";

/** By class, code points that may stand for it; none where a class holds nothing but surrogates, which no JSON text in UTF-8 can carry. */
function charactersOf(dfa: Dfa): readonly { readonly usual: readonly number[]; readonly odd: readonly number[] }[] {
  return Array.from({ length: dfa.classes }, (_, c) => {
    const intervals = intervalsOf(dfa, c);
    const holds = (p: number): boolean => intervals.some((i) => i.from <= p && p <= i.to);
    const fromText = (text: string): number[] => [...text].map((ch) => ch.codePointAt(0) ?? 0).filter(holds);
    const ends = intervals
      .slice(0, 40)
      .flatMap((i) => [i.from, i.to, 0xe000])
      .filter((p) => holds(p) && (p < 0xd800 || p > 0xdfff) && p !== 0);
    const usual = fromText(ordinary);
    return usual.length > 0 ? { usual, odd: [...fromText(tricky), ...ends] } : { usual: [...fromText(tricky), ...ends], odd: [] };
  });
}

/** Steps from each state to the nearest accepting one, over classes that have a character; -1 where there is no way. */
function distances(dfa: Dfa, usable: readonly boolean[]): readonly number[] {
  const before: number[][] = dfa.next.map(() => []);
  dfa.next.forEach((row, s) => {
    row.forEach((t, c) => {
      if (usable[c]) before[t]?.push(s);
    });
  });
  const distance: number[] = dfa.accepting.map((a) => (a ? 0 : -1));
  const queue = distance.flatMap((d, s) => (d === 0 ? [s] : []));
  for (let i = 0; i < queue.length; i++)
    for (const p of before[queue[i] ?? 0] ?? [])
      if (distance[p] === -1) {
        distance[p] = (distance[queue[i] ?? 0] ?? 0) + 1;
        queue.push(p);
      }
  return distance;
}

/** The shortest text that the automaton accepts, of the most ordinary characters; null if there is none that JSON can carry. */
export const shortest = (dfa: Dfa): string | null =>
  witnesses(dfa, { ...usualWitnesses, count: 1, longest: Number.MAX_SAFE_INTEGER })[0] ?? null;

/**
 * Texts that the automaton accepts: the shortest first, then others found by walking at random, all different and in a fixed order for a seed. Fewer than
 * asked for where there are no more, or where walking finds none in reasonable time.
 */
export function witnesses(dfa: Dfa, options: WitnessOptions = usualWitnesses): readonly string[] {
  const characters = charactersOf(dfa);
  const distance = distances(
    dfa,
    characters.map((c) => c.usual.length > 0),
  );
  const random = randomFrom(options.seed);
  const found = new Set<string>();
  const first = walk(dfa, characters, distance, null, options.longest);
  if (first === null) return [];
  found.add(first);
  for (let i = 0; i < options.count * 10 && found.size < options.count; i++) {
    const text = walk(dfa, characters, distance, random, options.longest);
    if (text !== null) found.add(text);
  }
  return [...found];
}

/** One walk to an accepting state: straight there without `random`, else with detours while there is room for them. */
function walk(
  dfa: Dfa,
  characters: ReturnType<typeof charactersOf>,
  distance: readonly number[],
  random: Random | null,
  longest: number,
): string | null {
  let text = "";
  let state = 0;
  const least = distance[0] ?? -1;
  if (least < 0 || least > longest) return null;
  const detours = random === null ? 0 : Math.min(longest - least, random.below(24));
  for (let taken = 0; ; taken++) {
    const here = distance[state] ?? 0;
    const room = Math.min(longest, least + detours) - taken;
    if (here === 0 && (random === null || room <= 0 || random.below(8) === 0)) return text;
    const open = (dfa.next[state] ?? []).flatMap((t, c) => {
      const left = distance[t] ?? -1;
      const straight = left === here - 1;
      return left >= 0 && (characters[c]?.usual.length ?? 0) > 0 && (straight || (random !== null && left < room)) ? [{ t, c }] : [];
    });
    if (open.length === 0) return here === 0 ? text : null;
    const chosen = random === null ? nicest(open, characters) : (open[random.below(open.length)] ?? open[0]);
    if (chosen === undefined) return null;
    text += characterOf(characters[chosen.c], random);
    state = chosen.t;
  }
}

/** Of the ways ahead, the one with the most ordinary character. */
function nicest(
  open: readonly { readonly t: number; readonly c: number }[],
  characters: ReturnType<typeof charactersOf>,
): { readonly t: number; readonly c: number } | undefined {
  const rank = (c: number): number => {
    const place = ordinary.indexOf(String.fromCodePoint(characters[c]?.usual[0] ?? 0));
    return place < 0 ? ordinary.length : place;
  };
  return [...open].sort((x, y) => rank(x.c) - rank(y.c))[0];
}

function characterOf(
  of: { readonly usual: readonly number[]; readonly odd: readonly number[] } | undefined,
  random: Random | null,
): string {
  const usual = of?.usual ?? [];
  const odd = of?.odd ?? [];
  if (random === null) return String.fromCodePoint(usual[0] ?? 0x61);
  const from = odd.length > 0 && random.below(6) === 0 ? odd : usual;
  return String.fromCodePoint(from[random.below(from.length)] ?? 0x61);
}

/** Can the automaton accept any text at all that JSON can carry? */
export const hasWitness = (dfa: Dfa): boolean => (liveStates(dfa)[0] ?? false) && shortest(dfa) !== null;
