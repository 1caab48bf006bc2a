import { asciiLower, type Pattern, type Piece, unreadable } from "./meaning.ts";

/** What one product's regular expressions have in common with these tests' patterns, by its own lexical rules. */
export interface RegexDialect {
  /** How any code point is written, newlines too. */
  readonly any: readonly string[];
  /** Characters that mean something unless a backslash stands before them. */
  readonly special: RegExp;
  /** What a backslash before a letter or digit gives: a character, and how many characters of the pattern it takes. Null: nothing that is known here. */
  escape(rest: string): { readonly text: string; readonly length: number } | null;
}

const characterOf = (rest: string): { readonly text: string; readonly length: number } => {
  const text = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return { text, length: text.length };
};

const coded = (rest: string, form: RegExp): { readonly text: string; readonly length: number } | null => {
  const found = form.exec(rest);
  return found?.[1] === undefined ? null : { text: String.fromCodePoint(Number.parseInt(found[1], 16)), length: found[0].length };
};

/** https://github.com/google/re2/wiki/Syntax */
export const re2: RegexDialect = {
  any: ["(?s:.)"],
  special: /[\\^$.|?*+()[\]{}]/,
  escape: (rest) => coded(rest, /^x\{([0-9a-f]{1,6})\}/i) ?? coded(rest, /^x([0-9a-f]{2})/i),
};

/** RE2 in POSIX mode: no `(?`, no escapes of letters; a dot stops at a newline. */
export const posix: RegexDialect = { any: ["(.|\n)"], special: /[\\^$.|?*+()[\]{}]/, escape: () => null };

/** PostgreSQL's advanced regular expressions (https://www.postgresql.org/docs/current/functions-matching.html). */
export const are: RegexDialect = {
  any: ["."],
  special: /[\\^$.|?*+()[\]{}]/,
  escape: (rest) => coded(rest, /^u([0-9a-fA-F]{4})/) ?? coded(rest, /^U([0-9a-fA-F]{8})/),
};

/** JavaScript's with the flags `su`. */
export const ecma: RegexDialect = {
  any: ["."],
  special: /[\\^$.|?*+()[\]{}/]/,
  escape: (rest) => {
    const control = ({ n: "\n", r: "\r", t: "\t", f: "\f", v: "\v" } as const)[rest[0] ?? ""];
    if (control !== undefined) return { text: control, length: 1 };
    return coded(rest, /^u\{([0-9a-f]{1,6})\}/i) ?? coded(rest, /^u([0-9a-f]{4})/i) ?? coded(rest, /^x([0-9a-f]{2})/i);
  },
};

/** Lucene's RegExp with all its operators (https://lucene.apache.org/core/10_0_0/core/org/apache/lucene/util/automaton/RegExp.html). */
export const lucene: RegexDialect = {
  any: ["."],
  special: /[\\.|?*+()[\]{}~&#@"<]/,
  escape: (rest) => (/^[dDwWsSnrtbfv]/.test(rest) ? null : characterOf(rest)),
};

export interface ReadRegex {
  readonly pattern: Pattern;
  readonly fold: "none" | "ascii";
}

/** A letter that stood as a class of its two cases. */
interface Folded {
  readonly folded: string;
}
type Item = Piece | Folded;

/** The pattern of an expression that matches the whole text, without anchors. */
export function readRegex(source: string, dialect: RegexDialect): ReadRegex {
  const items: Item[] = [];
  let at = 0;
  while (at < source.length) {
    const { item, length } = readItem(source.slice(at), dialect);
    at += length;
    const times = quantifierAt(source.slice(at));
    at += times.length;
    if (item !== null) items.push(...repeated(item, times.min, times.max));
  }
  return joined(items);
}

function readItem(rest: string, dialect: RegexDialect): { readonly item: Item | null; readonly length: number } {
  const any = dialect.any.find((a) => rest.startsWith(a));
  if (any !== undefined) return { item: "one", length: any.length };
  const empty = ["(?:)", "()"].find((e) => rest.startsWith(e));
  if (empty !== undefined) return { item: null, length: empty.length };
  if (rest.startsWith("[")) return readClass(rest, dialect);
  const read = readCharacter(rest, dialect, dialect.special);
  return { item: { text: read.text }, length: read.length };
}

function readCharacter(rest: string, dialect: RegexDialect, special: RegExp): { readonly text: string; readonly length: number } {
  const [first = "", second = ""] = [...rest.slice(0, 4)];
  if (first !== "\\")
    return special.test(first) ? unreadable(`a bare ${first} in a regular expression: ${rest}`) : { text: first, length: first.length };
  if (second === "") return unreadable("a regular expression that ends in a backslash");
  if (!/[A-Za-z0-9]/.test(second) && dialect !== lucene) return { text: second, length: 1 + second.length };
  const escaped = dialect.escape(rest.slice(1));
  return escaped === null ? unreadable(`the escape \\${second}`) : { text: escaped.text, length: 1 + escaped.length };
}

/** Only one character, or a letter in its two cases. */
function readClass(rest: string, dialect: RegexDialect): { readonly item: Item; readonly length: number } {
  const members: string[] = [];
  let at = 1;
  while (at < rest.length && rest[at] !== "]") {
    const read = readCharacter(rest.slice(at), dialect, /[\^\-[&~]/);
    members.push(read.text);
    at += read.length;
  }
  const [first = "", second, third] = members;
  if (rest[at] !== "]" || first === "" || third !== undefined) return unreadable(`the class ${rest.slice(0, at + 1)}`);
  if (second === undefined) return { item: { text: first }, length: at + 1 };
  if (!/[A-Za-z]/.test(first) || first === second || asciiLower(first) !== asciiLower(second))
    return unreadable(`the class ${rest.slice(0, at + 1)}`);
  return { item: { folded: asciiLower(first) }, length: at + 1 };
}

function quantifierAt(rest: string): { readonly min: number; readonly max: number | null; readonly length: number } {
  if (rest.startsWith("*")) return { min: 0, max: null, length: 1 };
  if (rest.startsWith("+")) return { min: 1, max: null, length: 1 };
  const braces = /^\{(\d+)(,(\d*))?\}/.exec(rest);
  if (braces === null) return { min: 1, max: 1, length: 0 };
  const [whole, least = "", comma, most] = braces;
  return {
    min: Number(least),
    max: comma === undefined ? Number(least) : most === undefined || most === "" ? null : Number(most),
    length: whole.length,
  };
}

function repeated(item: Item, min: number, max: number | null): readonly Item[] {
  const times = Array.from({ length: min }, () => item);
  if (max === min) return times;
  return max === null && item === "one" ? [...times, "many"] : unreadable("a repetition of something that is not any character");
}

function joined(items: readonly Item[]): ReadRegex {
  const letters = items.flatMap((i) => (typeof i === "object" && "text" in i && /^[A-Za-z]$/.test(i.text) ? [i.text] : []));
  const isFolded = items.some((i) => typeof i === "object" && "folded" in i);
  if (isFolded && letters.length > 0) return unreadable(`some letters in both cases and some not: ${letters.join("")}`);
  return {
    pattern: items.map((i): Piece => (typeof i === "object" && "folded" in i ? { text: i.folded } : i)),
    fold: isFolded ? "ascii" : "none",
  };
}
