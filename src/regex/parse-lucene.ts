import type { ClassItem, Regex } from "../ir/pattern.ts";
import { anyString, choiceOf, concatOf, textOf } from "./build.ts";
import { digit, luceneSpace, notDigit, notLuceneSpace, notWord, word } from "./classes.ts";
import { collapseQuantifiers } from "./collapse.ts";
import { Cursor } from "./cursor.ts";
import { matchesNothing } from "./facts.ts";
import { maxCount, maxDepth, maxLength, type RegexResult, reading } from "./result.ts";

/**
 * Reads a regular expression of Lucene 10 with all its flags on, as Elasticsearch 9 does for `regexp` queries. What Elasticsearch rejects is an error; what
 * it takes is read as it reads it, oddities included: `^ $` are characters, an operator with nothing before it is a character (`|a`, `*a`),
 * `[]a]` holds a bracket. Facts: org.apache.lucene.util.automaton.RegExp; thousands of generated patterns were compared on 9.4.3.
 *
 * `insensitive`: the pattern will be matched under `lucene-10`. Then an empty string that is not next to a character matches nothing at all.
 */
export function parseLucene(pattern: string, insensitive = false): RegexResult {
  if (pattern.length > maxLength) {
    const message = `longer than the ${maxLength} characters that Elasticsearch takes`;
    return { ok: false, message, start: maxLength, end: pattern.length };
  }
  const { text, offsets } = collapseQuantifiers(pattern);
  const result = reading(() => {
    const cursor = new Cursor(text);
    if (text === "") return finish({ kind: "text", text: [] }, insensitive);
    const piece = union(cursor, insensitive, 0);
    if (!cursor.done) cursor.fail("no group is open that this closes", cursor.offset, cursor.offset + 1);
    return finish(piece, insensitive);
  });
  return result.ok ? result : { ...result, start: offsets[result.start] ?? pattern.length, end: offsets[result.end] ?? pattern.length };
}

/** Lucene joins neighbouring characters into one string while it parses. Only that decides where an empty string is lost when case is ignored. */
type Piece =
  | { readonly kind: "text"; readonly text: readonly number[] }
  | { readonly kind: "joined"; readonly left: Piece; readonly right: Piece }
  | { readonly kind: "regex"; readonly regex: Regex };

const regex = (r: Regex): Piece => ({ kind: "regex", regex: r });
const char = (codePoint: number): Piece => ({ kind: "text", text: [codePoint] });

function finish(piece: Piece, insensitive: boolean): Regex {
  const parts: Regex[] = [];
  // iterative on the left: a pattern of a thousand classes is a chain that deep
  const rest: Piece[] = [piece];
  for (let p = rest.pop(); p !== undefined; p = rest.pop()) {
    if (p.kind === "joined") rest.push(p.right, p.left);
    else if (p.kind === "regex") parts.push(p.regex);
    else parts.push(p.text.length === 0 && insensitive ? { kind: "nothing" } : textOf(p.text));
  }
  return concatOf(parts);
}

function join(left: Piece, right: Piece): Piece {
  if (left.kind === "text" && right.kind === "text") return { kind: "text", text: [...left.text, ...right.text] };
  if (left.kind === "joined" && left.right.kind === "text" && right.kind === "text")
    return { kind: "joined", left: left.left, right: { kind: "text", text: [...left.right.text, ...right.text] } };
  if (left.kind === "text" && right.kind === "joined" && right.left.kind === "text")
    return { kind: "joined", left: { kind: "text", text: [...left.text, ...right.left.text] }, right: right.right };
  return { kind: "joined", left, right };
}

function union(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  const first = intersection(cursor, insensitive, depth);
  if (!cursor.at("|")) return first;
  const options = [finish(first, insensitive)];
  while (cursor.take("|")) options.push(finish(intersection(cursor, insensitive, depth), insensitive));
  return regex(choiceOf(options));
}

function intersection(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  const first = sequence(cursor, insensitive, depth);
  if (!cursor.at("&")) return first;
  const operands = [finish(first, insensitive)];
  while (cursor.take("&")) operands.push(finish(sequence(cursor, insensitive, depth), insensitive));
  return regex({ kind: "all", operands });
}

function sequence(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  let piece = repeated(cursor, insensitive, depth);
  while (!cursor.done && !cursor.at(")") && !cursor.at("|") && !cursor.at("&")) piece = join(piece, repeated(cursor, insensitive, depth));
  return piece;
}

function repeated(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  const start = cursor.offset;
  let piece = complemented(cursor, insensitive, depth);
  for (let count = 0; /^[?*+{]$/.test(cursor.peek()); count++) {
    if (count >= maxDepth) cursor.fail(`more than ${maxDepth} repetitions of one another`, cursor.offset, cursor.offset + 1);
    const [min, max] = bounds(cursor);
    piece = regex(repeatOf(cursor, start, finish(piece, insensitive), min, max));
  }
  return piece;
}

/** Lucene's unbounded repeat of what matches nothing matches nothing, not even the empty string; its bounded one does. */
function repeatOf(cursor: Cursor, start: number, of: Regex, min: number, max: number | null): Regex {
  if (max !== null) return { kind: "repeat", of, min, max };
  const none = matchesNothing(of);
  if (none === null) return cursor.fail("an unbounded repeat of this intersection or complement is not supported", start);
  return none ? { kind: "nothing" } : { kind: "repeat", of, min, max };
}

function bounds(cursor: Cursor): readonly [number, number | null] {
  if (cursor.take("?")) return [0, 1];
  if (cursor.take("*")) return [0, null];
  if (cursor.take("+")) return [1, null];
  const start = cursor.offset;
  const found = cursor.match(/\{(\d+)(,)?(\d+)?\}/y);
  if (found === null) return cursor.fail("a repeat count is `{n}`, `{n,}` or `{n,m}`; write `\\{` for a brace", start, start + 1);
  const min = Number(found[1]);
  const max = found[3] !== undefined ? Number(found[3]) : found[2] === undefined ? min : null;
  if (max !== null && min > max) cursor.fail("the least number of repeats is greater than the most", start);
  if (Math.max(min, max ?? 0) > maxCount) cursor.fail(`more than ${maxCount} repeats`, start);
  return [min, max];
}

function complemented(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  let flips = 0;
  while (cursor.take("~")) flips++;
  const piece = cursor.at("[") ? characterClass(cursor, insensitive) : simple(cursor, insensitive, depth);
  if (flips === 0) return piece;
  const of = finish(piece, insensitive);
  return regex(flips % 2 === 1 ? { kind: "except", of } : of);
}

function simple(cursor: Cursor, insensitive: boolean, depth: number): Piece {
  const start = cursor.offset;
  if (cursor.take(".")) return regex({ kind: "any" });
  if (cursor.take("#")) return regex({ kind: "nothing" });
  if (cursor.take("@")) return regex(anyString);
  if (cursor.take('"')) {
    const end = cursor.text.indexOf('"', cursor.offset);
    if (end < 0) cursor.fail('a quoted string has no closing `"`; write `\\"` for the character', start, start + 1);
    const text = Array.from(cursor.text.slice(cursor.offset, end), (c) => c.codePointAt(0) ?? 0);
    cursor.offset = end + 1;
    return { kind: "text", text };
  }
  if (cursor.take("(")) {
    if (cursor.take(")")) return { kind: "text", text: [] };
    if (depth >= maxDepth) cursor.fail(`groups nested more than ${maxDepth} deep`, start, start + 1);
    const piece = union(cursor, insensitive, depth + 1);
    if (!cursor.take(")")) cursor.fail("a group has no closing parenthesis", start, start + 1);
    return piece;
  }
  if (cursor.at("<")) return interval(cursor);
  if (!cursor.take("\\")) return char(cursor.next("something to match"));
  const shorthand = classEscape(cursor, start);
  if (shorthand !== null) return regex({ kind: "class", negated: false, items: shorthand });
  if (cursor.at("\\")) {
    cursor.offset++;
    // a class in Lucene, not a string: it joins no neighbour and has no case
    return regex({ kind: "char", codePoint: 0x5c });
  }
  return char(cursor.next("the escaped character"));
}

/** `\d` and its like after the backslash; null before a character that is no ASCII letter. */
function classEscape(cursor: Cursor, start: number): readonly ClassItem[] | null {
  const letter = cursor.peek();
  if (!/^[A-Za-z]$/.test(letter)) return null;
  cursor.offset++;
  const items = new Map([
    ["d", digit],
    ["D", notDigit],
    ["w", word],
    ["W", notWord],
    ["s", luceneSpace],
    ["S", notLuceneSpace],
  ]).get(letter);
  return items ?? cursor.fail(`Elasticsearch knows no escape \`\\${letter}\`; it has \\d \\D \\s \\S \\w \\W`, start);
}

function interval(cursor: Cursor): Piece {
  const start = cursor.offset;
  const end = cursor.text.indexOf(">", start);
  if (end < 0) return cursor.fail("a number range `<m-n>` has no closing `>`; write `\\<` for the character", start, start + 1);
  const found = cursor.match(/<(\d{1,10})-(\d{1,10})>/y);
  if (found === null) return cursor.fail("a number range is `<m-n>`; write `\\<` for the character", start, end + 1);
  const [, left = "", right = ""] = found;
  const numbers = [Number(left), Number(right)].sort((a, b) => a - b);
  const [from = 0, to = 0] = numbers;
  if (to > 2 ** 31 - 1) cursor.fail("a number range goes up to 2147483647", start);
  return regex({ kind: "interval", from, to, digits: left.length === right.length ? left.length : 0 });
}

function characterClass(cursor: Cursor, insensitive: boolean): Piece {
  const start = cursor.offset;
  cursor.offset++;
  const negated = cursor.take("^");
  const items: ClassItem[] = [];
  const unclosed = "the closing `]` of a class";
  do {
    const at = cursor.offset;
    if (cursor.take("\\")) {
      const shorthand = classEscape(cursor, at);
      if (shorthand !== null) items.push(...shorthand);
      else {
        // an escaped character does not fold beside others: a range of one says so
        const c = cursor.next("the escaped character");
        items.push({ kind: "range", from: c, to: c });
      }
      continue;
    }
    const from = cursor.next(unclosed);
    if (!cursor.take("-")) {
      items.push({ kind: "single", codePoint: from });
      continue;
    }
    cursor.take("\\");
    const to = cursor.next("the end of a range in a class");
    if (from > to) cursor.fail("a range in a class is out of order; write `\\-` for the character", at);
    items.push({ kind: "range", from, to });
  } while (!cursor.done && !cursor.at("]"));
  if (!cursor.take("]")) cursor.fail("a class has no closing `]`", start, start + 1);
  const [only] = items;
  // a class of one code point is that character for Lucene, which folds however it was written
  const single =
    items.length !== 1 || only === undefined ? null : only.kind === "single" ? only.codePoint : only.from === only.to ? only.from : null;
  if (single === null) return regex({ kind: "class", negated, items });
  if (negated) return regex({ kind: "class", negated, items: [{ kind: "single", codePoint: single }] });
  return insensitive && only?.kind === "single" && hasCase(single) ? regex({ kind: "char", codePoint: single }) : char(single);
}

const hasCase = (codePoint: number): boolean => {
  const c = String.fromCodePoint(codePoint);
  return c.toLowerCase() !== c.toUpperCase();
};
