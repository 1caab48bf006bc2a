import { type Dfa, ofRegex } from "../../../src/automata/automaton.ts";
import { ofClass } from "../../../src/automata/code-points.ts";
import { intervalRegex } from "../../../src/automata/interval.ts";
import { minimise } from "../../../src/automata/operations.ts";
import type { Regex } from "../../../src/ir/pattern.ts";
import { assertNever } from "../../../src/source/assert-never.ts";
import { remember } from "../../../src/source/remember.ts";
import { regexOf } from "./regex-of-automaton.ts";

/** A regex without intersections, complements and intervals; classes are ranges. `nothing` stands only alone. */
export type PlainRegex =
  | { readonly kind: "nothing" | "empty" | "any" }
  | { readonly kind: "char"; readonly codePoint: number }
  | { readonly kind: "set"; readonly ranges: readonly { readonly from: number; readonly to: number }[] }
  | { readonly kind: "concat"; readonly parts: readonly PlainRegex[] }
  | { readonly kind: "choice"; readonly options: readonly PlainRegex[] }
  | { readonly kind: "repeat"; readonly of: PlainRegex; readonly min: number; readonly max: number | null };

export const nothing: PlainRegex = { kind: "nothing" };
export const empty: PlainRegex = { kind: "empty" };
export const anything: PlainRegex = { kind: "any" };

/** The same texts; null where an automaton is needed for it and gets too large. Folding must already be written out. */
export const plainRegex = remember(plain);

function plain(regex: Regex): PlainRegex | null {
  switch (regex.kind) {
    case "empty":
      return empty;
    case "nothing":
      return nothing;
    case "any":
      return anything;
    case "char":
      return { kind: "char", codePoint: regex.codePoint };
    case "class":
      return setOf(ofClass(regex.items, regex.negated));
    case "concat":
      return all(regex.parts, concat);
    case "choice":
      return all(regex.options, choice);
    case "repeat": {
      const of = plain(regex.of);
      return of === null ? null : repeat(of, regex.min, regex.max);
    }
    case "interval":
      return plain(intervalRegex(regex.from, regex.to, regex.digits));
    case "all":
    case "except": {
      const dfa = automatonOf(regex);
      return dfa === null ? null : regexOf(dfa);
    }
    default:
      return assertNever(regex);
  }
}

/** Null: too large. */
export function automatonOf(regex: Regex): Dfa | null {
  const made = ofRegex(regex, { states: 2_000, steps: 2_000_000 });
  return made.ok ? minimise(made.value) : null;
}

function all(regexes: readonly Regex[], join: (parts: readonly PlainRegex[]) => PlainRegex): PlainRegex | null {
  const parts: PlainRegex[] = [];
  for (const regex of regexes) {
    const one = plain(regex);
    if (one === null) return null;
    parts.push(one);
  }
  return join(parts);
}

export function setOf(ranges: readonly { readonly from: number; readonly to: number }[]): PlainRegex {
  const [first] = ranges;
  if (first === undefined) return nothing;
  if (ranges.length > 1) return { kind: "set", ranges };
  if (first.from === 0 && first.to === 0x10ffff) return anything;
  return first.from === first.to ? { kind: "char", codePoint: first.from } : { kind: "set", ranges };
}

export function concat(parts: readonly PlainRegex[]): PlainRegex {
  if (parts.some((p) => p.kind === "nothing")) return nothing;
  const flat = parts.filter((p) => p.kind !== "empty").flatMap((p) => (p.kind === "concat" ? p.parts : [p]));
  const [only] = flat;
  return only === undefined ? empty : flat.length === 1 ? only : { kind: "concat", parts: flat };
}

export function choice(options: readonly PlainRegex[]): PlainRegex {
  const seen = new Map<string, PlainRegex>();
  for (const option of options.flatMap((o) => (o.kind === "choice" ? o.options : [o]))) {
    if (option.kind !== "nothing") seen.set(JSON.stringify(option), option);
  }
  const flat = [...seen.values()];
  const [only] = flat;
  return only === undefined ? nothing : flat.length === 1 ? only : { kind: "choice", options: flat };
}

export function repeat(of: PlainRegex, min: number, max: number | null): PlainRegex {
  if (of.kind === "empty" || max === 0) return empty;
  if (of.kind === "nothing") return min === 0 ? empty : nothing;
  if (min === 1 && max === 1) return of;
  if (of.kind === "repeat" && of.min === 0 && of.max === null) return of;
  return { kind: "repeat", of, min, max };
}
