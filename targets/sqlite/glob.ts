import type { PlainRegex } from "../_shared/sql/regex.ts";

type Range = { readonly from: number; readonly to: number };

/** Alternatives of one pattern; more is no shorter than an automaton. */
const maxPatterns = 24;

/** A regex as GLOB patterns of which one must match; null where GLOB cannot say it (a repeated class) or too many are needed. */
export function globsOf(regex: PlainRegex): readonly string[] | null {
  switch (regex.kind) {
    case "nothing":
      return [];
    case "empty":
      return [""];
    case "any":
      return ["?"];
    case "char":
      return isText(regex.codePoint) ? [literal(regex.codePoint)] : [];
    case "set":
      return [set(regex.ranges)];
    case "choice":
      return limited(regex.options.map(globsOf), (all) => [...new Set(all.flat())]);
    case "concat":
      return limited(regex.parts.map(globsOf), (all) => all.reduce((heads, tails) => heads.flatMap((h) => tails.map((t) => h + t)), [""]));
    case "repeat": {
      const of = globsOf(regex.of);
      if (of === null) return null;
      const powers: string[][] = [[""]];
      const most = regex.max ?? regex.min;
      if (most > 200) return null;
      for (let n = 1; n <= most; n++) {
        const next = (powers.at(-1) ?? []).flatMap((h) => of.map((t) => h + t));
        if (next.length > maxPatterns) return null;
        powers.push(next);
      }
      const patterns = powers.slice(regex.min).flat();
      if (patterns.length > maxPatterns) return null;
      if (regex.max !== null) return patterns;
      return regex.of.kind === "any" ? patterns.map((p) => `${p}*`) : null;
    }
  }
}

function limited(
  parts: readonly (readonly string[] | null)[],
  join: (all: readonly (readonly string[])[]) => readonly string[],
): readonly string[] | null {
  const all = parts.filter((p) => p !== null);
  if (all.length < parts.length) return null;
  // the product is bounded before it is made
  if (all.reduce((product, p) => product * Math.max(1, p.length), 1) > maxPatterns * maxPatterns) return null;
  const joined = join(all);
  return joined.length > maxPatterns ? null : joined;
}

/** NUL and halves of surrogate pairs are in no value, and neither can stand in a statement. */
const isText = (c: number): boolean => c > 0 && (c < 0xd800 || c > 0xdfff);

const literal = (c: number): string => (c === 0x2a || c === 0x3f || c === 0x5b ? `[${String.fromCodePoint(c)}]` : String.fromCodePoint(c));

/**
 * Brackets: `]` counts as itself only when first, `-` only when last (or first of all), `^` only when not first. Range ends are never one of them. As read
 * in SQLite's patternCompare.
 */
function set(ranges: readonly Range[]): string {
  const { has, items } = itemsOf(ranges);
  const head = (has(0x5d) ? "]" : "") + items;
  if (head === "" && has(0x5e)) return has(0x2d) ? "[-^]" : "^";
  const body = `${head}${has(0x5e) ? "^" : ""}${has(0x2d) ? "-" : ""}`;
  // nothing left: a pattern that no value matches, since each has a first character or none
  return body === "" ? "[^\u0001-\u{10ffff}]" : body === "-" ? "-" : body === "]" ? "]" : `[${body}]`;
}

/** One character of any other class; null where there is no character in this one. After a `^`, a `]` counts as itself first of all. */
export function noneOf(ranges: readonly Range[]): string | null {
  const { has, items } = itemsOf(ranges);
  const body = (has(0x5d) ? "]" : "") + items + (has(0x5e) ? "^" : "") + (has(0x2d) ? "-" : "");
  return body === "" ? null : `[^${body}]`;
}

/** Which of the three are in the class, and the rest of it as it stands in brackets. */
function itemsOf(ranges: readonly Range[]): { has(c: number): boolean; readonly items: string } {
  const special = [0x5d, 0x5e, 0x2d];
  const singles = special.filter((s) => ranges.some((r) => r.from <= s && s <= r.to));
  const rest = special.reduce<readonly Range[]>((list, s) => list.flatMap((r) => without(r, s)), ranges.flatMap(textOnly));
  const items = rest
    .map((r) => (r.from === r.to ? String.fromCodePoint(r.from) : `${String.fromCodePoint(r.from)}-${String.fromCodePoint(r.to)}`))
    .join("");
  return { has: (c) => singles.includes(c), items };
}

const without = (r: Range, c: number): readonly Range[] =>
  c < r.from || c > r.to ? [r] : [...(r.from < c ? [{ from: r.from, to: c - 1 }] : []), ...(c < r.to ? [{ from: c + 1, to: r.to }] : [])];

const textOnly = (r: Range): readonly Range[] =>
  [
    { from: Math.max(r.from, 1), to: Math.min(r.to, 0xd7ff) },
    { from: Math.max(r.from, 0xe000), to: r.to },
  ].filter((part) => part.from <= part.to);
