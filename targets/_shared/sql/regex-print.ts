import { concat, type PlainRegex, repeat } from "./regex.ts";

/** How one product writes regular expressions. What is printed never depends on flags: neither case nor lines. */
export interface RegexSyntax {
  /** Any code point, newlines too. */
  readonly any: string;
  /** The largest bound of `{m,n}`, also of nested ones multiplied where `nested`. */
  readonly maxRepeat: number;
  readonly nested: boolean;
  /** The least code point that a text can hold. */
  readonly least: number;
  /** A code point by number. */
  hex(codePoint: number): string;
}

/** RE2, as in DuckDB and ClickHouse (https://github.com/google/re2/wiki/Syntax). Bounds above 1,000, also when nested, are refused by it. */
export const re2: RegexSyntax = { any: "(?s:.)", maxRepeat: 1000, nested: true, least: 0, hex: (c) => `\\x{${c.toString(16)}}` };

/** PostgreSQL's advanced regular expressions; in them `.` matches newlines unless a flag says otherwise, and bounds go to 255. */
export const are: RegexSyntax = {
  any: ".",
  maxRepeat: 255,
  nested: false,
  least: 1,
  hex: (c) => (c > 0xffff ? `\\U${c.toString(16).padStart(8, "0")}` : `\\u${c.toString(16).padStart(4, "0")}`),
};

/** Longer ones are not worth sending to a database. */
const maxLength = 60_000;

/** The text of a regex without anchors; null where it gets too long, or where bounds cannot be written. `nothing` has no text. */
export function printRegex(regex: PlainRegex, syntax: RegexSyntax): string | null {
  const bounded = withinBounds(regex, syntax, 1);
  const text = bounded === null ? null : show(bounded, syntax, 0);
  return text === null || text.length > maxLength ? null : text;
}

/** Bounds that are too large become several: x{600} is x{255}x{255}x{90}. */
function withinBounds(regex: PlainRegex, syntax: RegexSyntax, factor: number): PlainRegex | null {
  switch (regex.kind) {
    case "concat":
    case "choice": {
      const inner = (regex.kind === "concat" ? regex.parts : regex.options).map((p) => withinBounds(p, syntax, factor));
      const all = inner.filter((p) => p !== null);
      if (all.length < inner.length) return null;
      return regex.kind === "concat" ? { kind: "concat", parts: all } : { kind: "choice", options: all };
    }
    case "repeat": {
      const bound = Math.max(regex.min, regex.max ?? 0);
      const limit = syntax.nested ? Math.max(1, Math.floor(syntax.maxRepeat / factor)) : syntax.maxRepeat;
      const step = Math.min(bound, limit);
      const of = withinBounds(regex.of, syntax, factor * Math.max(1, step));
      if (of === null || bound / limit > 100) return null;
      if (bound <= limit) return { ...regex, of };
      const parts: PlainRegex[] = [];
      for (let left = regex.min; left > 0; left -= limit) parts.push(repeat(of, Math.min(left, limit), Math.min(left, limit)));
      if (regex.max === null) parts.push(repeat(of, 0, null));
      else for (let left = regex.max - regex.min; left > 0; left -= limit) parts.push(repeat(of, 0, Math.min(left, limit)));
      return concat(parts);
    }
    default:
      return regex;
  }
}

/** `level`: 0 a choice may stand here, 1 a concatenation, 2 only what a quantifier binds to. */
function show(regex: PlainRegex, syntax: RegexSyntax, level: 0 | 1 | 2): string {
  const group = (text: string, own: 0 | 1 | 2): string => (own < level ? `(?:${text})` : text);
  switch (regex.kind) {
    case "nothing":
    case "empty":
      return "(?:)";
    case "any":
      return syntax.any;
    case "char":
      return character(regex.codePoint, syntax);
    case "set":
      return set(regex.ranges, syntax);
    case "concat":
      return group(regex.parts.map((p) => show(p, syntax, p.kind === "choice" ? 1 : 1)).join(""), 1);
    case "choice":
      return group(regex.options.map((o) => show(o, syntax, 1)).join("|"), 0);
    case "repeat": {
      const body = regex.of.kind === "repeat" ? `(?:${show(regex.of, syntax, 0)})` : show(regex.of, syntax, 2);
      return body + quantifier(regex.min, regex.max);
    }
  }
}

function quantifier(min: number, max: number | null): string {
  if (min === 0 && max === null) return "*";
  if (min === 1 && max === null) return "+";
  if (min === 0 && max === 1) return "?";
  if (max === null) return `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** ASCII letters, digits and what is no operator anywhere stand for themselves, other ASCII behind a backslash; letters beyond ASCII too, the rest by number. */
function character(c: number, syntax: RegexSyntax): string {
  const text = String.fromCodePoint(c);
  if (/^[A-Za-z0-9_ :;,/'"=@%!<>~`&#]$/.test(text)) return text;
  if (c >= 0x21 && c <= 0x7e) return `\\${text}`;
  return c > 0xa0 && /^\p{L}$/u.test(text) ? text : syntax.hex(c);
}

function setCharacter(c: number, syntax: RegexSyntax): string {
  const text = String.fromCodePoint(c);
  if (/^[A-Za-z0-9_]$/.test(text)) return text;
  return c > 0x20 && c < 0x7f ? `\\${text}` : syntax.hex(c);
}

/** Surrogates are no text: ranges are cut there. A set that holds most code points is written as the complement of the others. */
function set(ranges: readonly { readonly from: number; readonly to: number }[], syntax: RegexSyntax): string {
  const usable = ranges.flatMap((r) => [
    { from: Math.max(r.from, syntax.least), to: Math.min(r.to, 0xd7ff) },
    { from: Math.max(r.from, 0xe000), to: r.to },
  ]);
  const kept = usable.filter((r) => r.from <= r.to);
  const gaps = gapsOf(kept, syntax.least);
  const items = (list: readonly { readonly from: number; readonly to: number }[]): string =>
    list
      .map(({ from, to }) => (from === to ? setCharacter(from, syntax) : `${setCharacter(from, syntax)}-${setCharacter(to, syntax)}`))
      .join("");
  if (gaps.length > 0 && items(gaps).length < items(kept).length) return `[^${items(gaps)}]`;
  return kept.length === 0 ? `[^${items([{ from: syntax.least, to: 0x10ffff }])}]` : `[${items(kept)}]`;
}

function gapsOf(ranges: readonly { readonly from: number; readonly to: number }[], least: number): readonly { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let at = least;
  for (const { from, to } of ranges) {
    if (from > at && !(at === 0xd800 && from === 0xe000)) gaps.push({ from: at, to: from - 1 });
    at = to + 1;
  }
  if (at <= 0x10ffff) gaps.push({ from: at, to: 0x10ffff });
  return gaps.flatMap((g) => [
    ...(g.from <= Math.min(g.to, 0xd7ff) ? [{ from: g.from, to: Math.min(g.to, 0xd7ff) }] : []),
    ...(Math.max(g.from, 0xe000) <= g.to ? [{ from: Math.max(g.from, 0xe000), to: g.to }] : []),
  ]);
}
