import type { ClassItem, Regex } from "../ir/pattern.ts";
import { choiceOf, concatOf } from "./build.ts";
import { digit, horizontalSpace, javaSpace, lineTerminators, notDigit, notJavaSpace, notWord, word } from "./classes.ts";
import { Cursor } from "./cursor.ts";
import { characterEscape } from "./java-escape.ts";
import { maxCount, maxDepth, type RegexResult, reading } from "./result.ts";

/**
 * Reads a regular expression of java.util.regex as `Matcher.matches()` takes it (the whole text, no flags): what Elasticsearch's scripts run. Lazy quantifiers
 * match the same strings as greedy ones; anchors at the ends say nothing new. What depends on how a backtracking matcher walks (possessive quantifiers, atomic groups,
 * back references, look-around, boundaries) is an error "not supported". Facts: the documentation of java.util.regex.Pattern.
 *
 * `insensitive`: ASCII letters match in both cases; ranges are widened here, since ranges in the IR never fold.
 */
export function parseJava(pattern: string, insensitive = false): RegexResult {
  return reading(() => {
    const cursor = new Cursor(pattern);
    const draft = choice(cursor, insensitive, 0);
    if (!cursor.done) cursor.fail("no group is open that this closes", cursor.offset, cursor.offset + 1);
    return settle(cursor, draft, true, true);
  });
}

/** A regex whose anchors are not yet known to stand at the ends. */
type Draft =
  | { readonly kind: "plain"; readonly regex: Regex }
  | { readonly kind: "anchor"; readonly at: "start" | "end"; readonly start: number; readonly end: number }
  | { readonly kind: "concat"; readonly parts: readonly Draft[] }
  | { readonly kind: "choice"; readonly options: readonly Draft[] }
  | { readonly kind: "repeat"; readonly of: Draft; readonly min: number; readonly max: number | null };

const plain = (regex: Regex): Draft => ({ kind: "plain", regex });
const plainChar = (codePoint: number): Draft => plain({ kind: "char", codePoint });
const plainClass = (items: readonly ClassItem[], negated = false): Draft => plain({ kind: "class", negated, items });

/** Drops the anchors that stand where they always hold; `first` and `last`: nothing comes before or after within the text. */
function settle(cursor: Cursor, draft: Draft, first: boolean, last: boolean): Regex {
  switch (draft.kind) {
    case "plain":
      return draft.regex;
    case "anchor":
      if (draft.at === "start" ? first : last) return { kind: "empty" };
      return cursor.fail("an anchor inside of a pattern is not supported", draft.start, draft.end);
    case "concat": {
      const isAnchor = (at: "start" | "end") => (d: Draft) => d.kind === "anchor" && d.at === at;
      return concatOf(
        draft.parts.map((part, i) =>
          settle(
            cursor,
            part,
            first && draft.parts.slice(0, i).every(isAnchor("start")),
            last && draft.parts.slice(i + 1).every(isAnchor("end")),
          ),
        ),
      );
    }
    case "choice":
      return choiceOf(draft.options.map((o) => settle(cursor, o, first, last)));
    case "repeat": {
      const once = draft.max === 1;
      return { kind: "repeat", of: settle(cursor, draft.of, once && first, once && last), min: draft.min, max: draft.max };
    }
  }
}

function choice(cursor: Cursor, insensitive: boolean, depth: number): Draft {
  const options = [sequence(cursor, insensitive, depth)];
  while (cursor.take("|")) options.push(sequence(cursor, insensitive, depth));
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { kind: "choice", options };
}

function sequence(cursor: Cursor, insensitive: boolean, depth: number): Draft {
  const parts: Draft[] = [];
  while (!cursor.done && !cursor.at(")") && !cursor.at("|")) parts.push(repeated(cursor, insensitive, depth));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: "concat", parts };
}

function repeated(cursor: Cursor, insensitive: boolean, depth: number): Draft {
  const quoted = cursor.match(/\\Q([\s\S]*?)(?:\\E|$)/y);
  if (quoted !== null) return quotation(cursor, quoted[1] ?? "");
  const draft = atom(cursor, insensitive, depth);
  return quantified(cursor, draft);
}

/** `\Q…\E`: a quantifier behind it takes the last character alone. */
function quotation(cursor: Cursor, text: string): Draft {
  const chars = Array.from(text, (c) => plainChar(c.codePointAt(0) ?? 0));
  const final = chars.pop();
  return final === undefined ? { kind: "concat", parts: [] } : { kind: "concat", parts: [...chars, quantified(cursor, final)] };
}

function quantified(cursor: Cursor, draft: Draft): Draft {
  const start = cursor.offset;
  const bounds = quantifier(cursor);
  if (bounds === null) return draft;
  if (draft.kind === "anchor") cursor.fail("a repeated anchor is not supported", draft.start);
  if (cursor.take("+")) cursor.fail("possessive quantifiers are not supported", start);
  cursor.take("?");
  nothingToRepeat(cursor);
  return { kind: "repeat", of: draft, min: bounds[0], max: bounds[1] };
}

/** Java rejects `* + ?` where they repeat nothing; a count it takes, to repeat the empty string or the repetition before it. */
function nothingToRepeat(cursor: Cursor): void {
  const { offset } = cursor;
  if (cursor.at("{")) cursor.fail("a repeat count without anything before it is not supported", offset, offset + 1);
  if (/^[?*+]$/.test(cursor.peek())) cursor.fail("a quantifier has nothing to repeat", offset, offset + 1);
}

function quantifier(cursor: Cursor): readonly [number, number | null] | null {
  const start = cursor.offset;
  if (cursor.take("?")) return [0, 1];
  if (cursor.take("*")) return [0, null];
  if (cursor.take("+")) return [1, null];
  if (!cursor.at("{")) return null;
  const found = cursor.match(/\{(\d+)(,)?(\d+)?\}/y);
  if (found === null) return cursor.fail("a repeat count is `{n}`, `{n,}` or `{n,m}`; write `\\{` for a brace", start, start + 1);
  const min = Number(found[1]);
  const max = found[3] !== undefined ? Number(found[3]) : found[2] === undefined ? min : null;
  if (max !== null && min > max) cursor.fail("the least number of repeats is greater than the most", start);
  if (Math.max(min, max ?? 0) > maxCount) cursor.fail(`more than ${maxCount} repeats`, start);
  return [min, max];
}

function atom(cursor: Cursor, insensitive: boolean, depth: number): Draft {
  const start = cursor.offset;
  if (cursor.take(".")) return plainClass(lineTerminators, true);
  if (cursor.take("^")) return { kind: "anchor", at: "start", start, end: cursor.offset };
  if (cursor.take("$")) return { kind: "anchor", at: "end", start, end: cursor.offset };
  if (cursor.at("(")) return group(cursor, insensitive, depth);
  if (cursor.at("[")) return characterClass(cursor, insensitive);
  nothingToRepeat(cursor);
  if (!cursor.take("\\")) return plainChar(cursor.next("something to match"));
  const anchor = cursor.match(/[AzZ]/y);
  if (anchor !== null) return { kind: "anchor", at: anchor[0] === "A" ? "start" : "end", start, end: cursor.offset };
  const items = shorthand(cursor);
  return items === null ? plainChar(characterEscape(cursor, start)) : plainClass(items.items, items.negated);
}

const shorthands: ReadonlyMap<string, { readonly items: readonly ClassItem[]; readonly negated: boolean }> = new Map([
  ["d", { items: digit, negated: false }],
  ["D", { items: notDigit, negated: false }],
  ["w", { items: word, negated: false }],
  ["W", { items: notWord, negated: false }],
  ["s", { items: javaSpace, negated: false }],
  ["S", { items: notJavaSpace, negated: false }],
  ["h", { items: horizontalSpace, negated: false }],
  ["H", { items: horizontalSpace, negated: true }],
]);

function shorthand(cursor: Cursor): { readonly items: readonly ClassItem[]; readonly negated: boolean } | null {
  const found = shorthands.get(cursor.peek()) ?? null;
  if (found !== null) cursor.offset++;
  return found;
}

function group(cursor: Cursor, insensitive: boolean, depth: number): Draft {
  const start = cursor.offset;
  if (depth >= maxDepth) cursor.fail(`groups nested more than ${maxDepth} deep`, start, start + 1);
  const opening = cursor.match(/\((?:\?:|\?<[a-zA-Z][a-zA-Z0-9]*>|(?!\?))/y);
  if (opening === null) {
    const special = cursor.match(/\(\?(?:<[=!]|.)?/y);
    return cursor.fail(`\`${special?.[0] ?? "("}\` is not supported: only plain, named and \`(?:\` groups are`, start);
  }
  const draft = choice(cursor, insensitive, depth + 1);
  if (!cursor.take(")")) cursor.fail("a group has no closing parenthesis", start, start + 1);
  return draft;
}

function characterClass(cursor: Cursor, insensitive: boolean): Draft {
  const start = cursor.offset;
  cursor.offset++;
  const negated = cursor.take("^");
  const items: ClassItem[] = [];
  do {
    if (cursor.done) cursor.fail("a class has no closing `]`", start, start + 1);
    items.push(...classMember(cursor, insensitive));
  } while (!cursor.at("]"));
  cursor.offset++;
  return plainClass(items, negated);
}

function classMember(cursor: Cursor, insensitive: boolean): readonly ClassItem[] {
  const start = cursor.offset;
  if (cursor.at("[")) cursor.fail("a class inside of a class is not supported; write `\\[` for the character", start, start + 1);
  if (cursor.at("&&")) cursor.fail("an intersection in a class is not supported", start, start + 2);
  const quoted = cursor.match(/\\Q([\s\S]*?)(?:\\E|$)/y);
  if (quoted !== null) return Array.from(quoted[1] ?? "", (c) => ({ kind: "single", codePoint: c.codePointAt(0) ?? 0 }));
  if (cursor.take("\\")) {
    const found = shorthand(cursor);
    if (found?.negated === true) cursor.fail("`\\H` in a class is not supported", start);
    if (found !== null) return found.items;
    cursor.offset = start;
  }
  const from = classCharacter(cursor);
  const ends = cursor.at("-]") || cursor.at("-[") || !cursor.take("-");
  if (ends) return [{ kind: "single", codePoint: from }];
  const to = classCharacter(cursor);
  if (from > to) cursor.fail("a range in a class is out of order; write `\\-` for the character", start);
  return insensitive ? [{ kind: "range", from, to }, ...otherCase(from, to)] : [{ kind: "range", from, to }];
}

function classCharacter(cursor: Cursor): number {
  const start = cursor.offset;
  return cursor.take("\\") ? characterEscape(cursor, start) : cursor.next("the closing `]` of a class");
}

/** The ASCII letters of a range in their other case. */
function otherCase(from: number, to: number): readonly ClassItem[] {
  const shifted = (first: number, last: number, by: number): readonly ClassItem[] => {
    const low = Math.max(from, first);
    const high = Math.min(to, last);
    return low > high ? [] : [{ kind: "range", from: low + by, to: high + by }];
  };
  return [...shifted(0x41, 0x5a, 0x20), ...shifted(0x61, 0x7a, -0x20)];
}
