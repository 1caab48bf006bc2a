/**
 * What an artefact says, as a reader found it, and what the rule meant, in one form, so that the two can be compared. Nothing in this folder imports anything of a target but its
 * `emit`: a mistake in a target's quoting or printing must not be made here as well.
 */

/** A stretch of a pattern: text that stands for itself, exactly one code point, or any run. */
export type Piece = { readonly text: string } | "one" | "many";
export type Pattern = readonly Piece[];

/** What is asked of one value of a field. `computed`: a test with functions, of which only the constants are read. */
export type Test =
  | { readonly kind: "exists" }
  | { readonly kind: "matches"; readonly pattern: Pattern; readonly fold: "none" | "ascii" }
  | { readonly kind: "computed"; readonly texts: readonly string[] };

export type Claim =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "and" | "or"; readonly operands: readonly Claim[] }
  | { readonly kind: "not"; readonly operand: Claim }
  | { readonly kind: "atom"; readonly field: string; readonly test: Test };

export type Atom = Extract<Claim, { kind: "atom" }>;

/** What a reader could not read: an artefact that is not in the product's language, or says something that no rule of these tests means. */
export class Unreadable extends Error {}

export function unreadable(what: string): never {
  throw new Unreadable(what);
}

export const constant = (value: boolean): Claim => ({ kind: "constant", value });
export const allOf = (operands: readonly Claim[]): Claim => ({ kind: "and", operands });
export const anyOf = (operands: readonly Claim[]): Claim => ({ kind: "or", operands });
export const not = (operand: Claim): Claim => ({ kind: "not", operand });
export const exists = (field: string): Claim => ({ kind: "atom", field, test: { kind: "exists" } });
export const computed = (field: string, texts: readonly string[]): Claim => ({ kind: "atom", field, test: { kind: "computed", texts } });

/** Some value of the field matches the whole pattern. Only `*`s match whatever is there. */
export function matches(field: string, pattern: Pattern, fold: "none" | "ascii"): Claim {
  const normal = normalised(pattern);
  if (normal.length === 1 && normal[0] === "many") return exists(field);
  const letters = normal.some((p) => typeof p === "object" && /[A-Za-z]/.test(p.text));
  if (fold === "none" || !letters) return { kind: "atom", field, test: { kind: "matches", pattern: normal, fold: "none" } };
  const lowered = normal.map((p): Piece => (typeof p === "object" ? { text: asciiLower(p.text) } : p));
  return { kind: "atom", field, test: { kind: "matches", pattern: lowered, fold } };
}

export const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

/** Texts side by side are one; of wildcards side by side the `one`s come first, and then `many` once. */
export function normalised(pattern: Pattern): Pattern {
  const out: Piece[] = [];
  let many = false;
  const close = (): void => {
    if (many) out.push("many");
    many = false;
  };
  for (const piece of pattern) {
    if (piece === "many") many = true;
    else if (piece === "one") out.push(piece);
    else if (piece.text !== "") {
      close();
      const last = out.at(-1);
      if (typeof last === "object") out[out.length - 1] = { text: last.text + piece.text };
      else out.push(piece);
    }
  }
  close();
  return out;
}

const keys = new WeakMap<Atom, string>();

/** Equal for equal tests. */
function keyOf(atom: Atom): string {
  const known = keys.get(atom) ?? keyText(atom);
  keys.set(atom, known);
  return known;
}

const keyText = (atom: Atom): string =>
  JSON.stringify(
    atom.test.kind === "matches"
      ? [atom.field, atom.test.fold, atom.test.pattern]
      : [atom.field, atom.test.kind === "exists" ? "exists" : "computed"],
  );

function* atomsOf(claim: Claim): Generator<Atom> {
  if (claim.kind === "atom") yield claim;
  else if (claim.kind === "not") yield* atomsOf(claim.operand);
  else if (claim.kind === "and" || claim.kind === "or") for (const operand of claim.operands) yield* atomsOf(operand);
}

function truth(claim: Claim, holds: ReadonlySet<string>): boolean {
  switch (claim.kind) {
    case "constant":
      return claim.value;
    case "and":
      return claim.operands.every((c) => truth(c, holds));
    case "or":
      return claim.operands.some((c) => truth(c, holds));
    case "not":
      return !truth(claim.operand, holds);
    case "atom":
      return holds.has(keyOf(claim));
  }
}

/** Of more combinations, so many are tried. */
const mostTried = 8_192;

/**
 * How the two differ, or null: the same truth whichever tests hold, of those that either of them names, so that a test that is missing or that nobody meant shows, and one that never
 * decides does not. A field of which some test holds is there: a guard for that is no difference.
 */
export function difference(meant: Claim, read: Claim): string | null {
  const [wanted, found] = [byKey(meant), byKey(read)];
  for (const [key, atom] of wanted) {
    const other = found.get(key);
    if (atom.test.kind !== "computed" || other?.test.kind !== "computed") continue;
    const texts = new Set(other.test.texts.map(unmarked));
    for (const text of atom.test.texts)
      if (!texts.has(unmarked(text))) return `the constant ${JSON.stringify(text)} is not in ${JSON.stringify([...texts])}`;
  }
  const tests = [...new Map([...wanted, ...found])].filter(([, a]) => a.test.kind !== "exists");
  const fields = [...new Set([...wanted.values(), ...found.values()].map((a) => a.field))];
  const combinations = 2 ** (tests.length + fields.length);
  const isChosen = (n: number, i: number): boolean => (combinations <= mostTried ? (n >>> i) % 2 === 1 : coin(n * 64 + i));
  for (let n = 0; n < Math.min(combinations, mostTried); n++) {
    const present = new Set(fields.filter((_, i) => isChosen(n, i)));
    const holds = new Set(tests.filter(([, a], i) => isChosen(n, fields.length + i) && present.has(a.field)).map(([key]) => key));
    for (const field of present) holds.add(keyOf({ kind: "atom", field, test: { kind: "exists" } }));
    const says = truth(read, holds);
    if (truth(meant, holds) === says) continue;
    const [lost, more] = [[...wanted.keys()].filter((k) => !found.has(k)), [...found.keys()].filter((k) => !wanted.has(k))];
    return `it says ${says} where these hold: ${[...holds].join(" ") || "none"}; not in it: ${lost.join(" ") || "none"}; only in it: ${more.join(" ") || "none"}`;
  }
  return null;
}

/** Heads or tails, the same for the same number. */
function coin(n: number): boolean {
  let x = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) & 1) === 1;
}

const byKey = (claim: Claim): ReadonlyMap<string, Atom> => new Map([...atomsOf(claim)].map((a) => [keyOf(a), a]));

/** Positions in UTF-16 are kept in SQL by a mark (U+FFFE) behind each character of two units. */
const unmarked = (text: string): string => text.replace(/(?<=[\u{10000}-\u{10ffff}])\ufffe/gu, "");
