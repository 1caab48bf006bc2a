import type { Json } from "./json.ts";
import type { OffsetMap, Piece } from "./offset-map.ts";
import { type Span, span } from "./span.ts";

/** Deeper than any mapping or rule, and far from what overflows a stack. */
const maxDepth = 200;

export type JsonResult =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly span: Span };

/** A key of an object or an index of an array, from the root down. */
export type JsonPath = readonly (string | number)[];

/** Where a value stands, and the key that holds it (null in an array and for the root). Key and string spans include their quotes. */
export interface JsonPlace {
  readonly key: Span | null;
  readonly value: Span;
}

const whitespace = /[ \t\r\n]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapeTail = /[\\"/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Just after the closing quote of the string whose opening quote is at `start`; -1 if it is no string of JSON. By hand: a regular expression overflows on megabytes. */
function stringEnd(text: string, start: number, to: number): number {
  for (let i = start + 1; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) return i + 1;
    if (c < 32) return -1;
    if (c === 92) {
      escapeTail.lastIndex = i + 1;
      if (!escapeTail.test(text)) return -1;
      i = escapeTail.lastIndex - 1;
    }
  }
  return -1;
}

class JsonError extends Error {
  readonly span: Span;
  constructor(message: string, at: Span) {
    super(message);
    this.span = at;
  }
}

/** One walk over a JSON text from `start`: calls `visit` with the place of each value. Throws `JsonError` at the first thing that is not JSON. */
function walk(text: string, from: number, to: number, visit: (path: JsonPath, place: JsonPlace) => void): void {
  let at = from;
  const path: (string | number)[] = [];
  const end = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    return pattern.test(text) && pattern.lastIndex <= to ? pattern.lastIndex : -1;
  };
  const blank = (): void => {
    at = end(whitespace);
  };
  const fail = (expected: string): never => {
    const found = at >= to ? "the end" : `\`${String.fromCodePoint(text.codePointAt(at) ?? 0)}\``;
    throw new JsonError(`expected ${expected} but found ${found}`, span(Math.min(at, to), Math.min(at + 1, to)));
  };
  const readString = (what: string): Span => {
    const start = at;
    const stop = at < to && text[at] === '"' ? stringEnd(text, at, to) : fail(what);
    if (stop >= 0) {
      at = stop;
      return span(start, stop);
    }
    throw new JsonError("the string does not end, or holds a bad escape or a control character", span(start, Math.min(start + 1, to)));
  };
  const value = (key: Span | null, depth: number): void => {
    const start = at;
    if (depth > maxDepth) throw new JsonError(`nested more than ${maxDepth} deep`, span(at, at + 1));
    const c = at < to ? text[at] : "";
    if (c === "{" || c === "[") members(c === "{", depth);
    else if (c === '"') readString("a value");
    else {
      const stop = end(scalar);
      if (stop < 0) fail("a value");
      at = stop;
    }
    visit(path, { key, value: span(start, at) });
  };
  const members = (object: boolean, depth: number): void => {
    const close = object ? "}" : "]";
    at++;
    blank();
    if (at < to && text[at] === close) {
      at++;
      return;
    }
    for (let index = 0; ; index++) {
      blank();
      const key = object ? readString("a key in double quotes") : null;
      // the text of a JSON string is what JSON.parse reads
      path.push(key === null ? index : (JSON.parse(text.slice(key.start, key.end)) as string));
      if (object) {
        blank();
        if (at >= to || text[at] !== ":") fail("`:`");
        at++;
        blank();
      }
      value(key, depth + 1);
      path.pop();
      blank();
      if (at < to && text[at] === close) break;
      if (at >= to || text[at] !== ",") fail(`\`,\` or \`${close}\``);
      at++;
    }
    at++;
  };
  blank();
  value(null, 0);
  blank();
  if (at < to) fail("the end");
}

/** Is something nested deeper than `maxDepth`? Cheap, so that only texts that need it are walked with positions. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > maxDepth) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}

/** Reads JSON; a byte order mark is skipped. Never throws: a text that is not JSON gives the first place where it is not. */
export function parseJson(source: string): JsonResult {
  const text = source.startsWith("\ufeff") ? ` ${source.slice(1)}` : source;
  try {
    if (!tooDeep(text)) {
      // JSON.parse gives exactly this type
      return { ok: true, value: JSON.parse(text) as Json };
    }
  } catch {
    // the walk below says where; engines word their messages differently
  }
  try {
    walk(text, 0, text.length, () => undefined);
  } catch (e) {
    if (e instanceof JsonError) return { ok: false, message: e.message, span: e.span };
    throw e;
  }
  return { ok: false, message: "not JSON", span: span(0, 0) };
}

const keyOf = (path: JsonPath): string => JSON.stringify(path);

/** Places of all values in a valid JSON text (or in its part from `from` to `to`), by path. A key that stands twice: the last one, as JSON.parse reads it. */
export function jsonPlaces(source: string, from = 0, to = source.length): (path: JsonPath) => JsonPlace | null {
  const text = source.startsWith("\ufeff") ? ` ${source.slice(1)}` : source;
  const places = new Map<string, JsonPlace>();
  try {
    walk(text, from, to, (path, place) => places.set(keyOf(path), place));
  } catch (e) {
    if (!(e instanceof JsonError)) throw e;
  }
  return (path) => places.get(keyOf(path)) ?? null;
}

/** The offsets of a JSON string token, quotes included in `token`. */
export function jsonStringMap(text: string, token: Span): OffsetMap {
  const end = token.end - 1;
  const pieces: Piece[] = [];
  let value = 0;
  let at = token.start + 1;
  while (at < end) {
    const backslash = text.indexOf("\\", at);
    const stop = backslash < 0 || backslash > end ? end : backslash;
    if (stop > at) pieces.push({ value, valueLength: stop - at, raw: at, rawLength: stop - at });
    value += stop - at;
    at = stop;
    if (at < end) {
      const rawLength = text[at + 1] === "u" ? 6 : 2;
      pieces.push({ value, valueLength: 1, raw: at, rawLength });
      value += 1;
      at += rawLength;
    }
  }
  return { pieces, end };
}
