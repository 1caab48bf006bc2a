// Functions on text, as Elasticsearch's scripts compute them: positions are UTF-16 units. Null is a missing value, undefined a failure (see `lift`).

import { absent, lift, type Maybe, type Numeric } from "./compute.ts";

/** A number as a 32-bit integer: the low bits of a bigint, a floating number cut off and held within the range. */
export function toInt(value: Maybe<Numeric>): Maybe<number> {
  return lift((v: Numeric) => {
    if (typeof v === "bigint") return Number(BigInt.asIntN(32, v));
    return Number.isNaN(v) ? 0 : Math.max(-2147483648, Math.min(2147483647, Math.trunc(v)));
  }, value);
}

/** How long a text is. */
export function lengthOf(text: Maybe<string>): Maybe<number> {
  return lift((t: string) => t.length, text);
}

/** Like a slice in Python: negative positions count from the end. Without a start it is the whole text. */
export function substring(text: Maybe<string>, start: Maybe<number>, end: Maybe<number>): Maybe<string> {
  if (text === undefined || start === undefined || end === undefined) return undefined;
  if (text === null || start === null) return text;
  return text.slice(start, end ?? text.length);
}

/** Where `search` first occurs, not before `start`; null if it does not. */
export function indexOf(text: Maybe<string>, search: Maybe<string>, start: Maybe<number>): Maybe<number> {
  if (start === undefined) return undefined;
  return lift(
    (t: string, s: string) => {
      const found = t.indexOf(s, start ?? 0);
      return found < 0 ? null : found;
    },
    text,
    search,
  );
}

/** `indexOf` with both texts in lower case. */
export function indexOfFolded(text: Maybe<string>, search: Maybe<string>, start: Maybe<number>): Maybe<number> {
  return indexOf(text?.toLowerCase() ?? text, search?.toLowerCase() ?? search, start);
}

/** What lies between the first `left` and the next `right` (or, greedy, the last): "" if one does not occur, the whole text if one of the three is empty. */
export function between(text: Maybe<string>, left: Maybe<string>, right: Maybe<string>, greedy: Maybe<boolean>): Maybe<string> {
  return cut(text, left, right, greedy, (t) => t);
}

/** `between` with all texts in lower case; what it gives is of the text as it is. */
export function betweenFolded(text: Maybe<string>, left: Maybe<string>, right: Maybe<string>, greedy: Maybe<boolean>): Maybe<string> {
  return cut(text, left, right, greedy, (t) => t.toLowerCase());
}

function cut(
  text: Maybe<string>,
  left: Maybe<string>,
  right: Maybe<string>,
  greedy: Maybe<boolean>,
  form: (text: string) => string,
): Maybe<string> {
  if (greedy === undefined) return undefined;
  return lift(
    (t: string, l: string, r: string) => {
      if (t === "" || l === "" || r === "") return t;
      const found = form(t).indexOf(form(l));
      if (found < 0) return "";
      const start = found + form(l).length;
      const end = greedy === true ? form(t).lastIndexOf(form(r)) : form(t).indexOf(form(r), start);
      if (end < 0) return "";
      return end < start || end > t.length ? undefined : t.slice(start, end);
    },
    text,
    left,
    right,
  );
}

/** The texts one after the other. */
export function concat(...parts: readonly Maybe<string>[]): Maybe<string> {
  const missing = absent(...parts);
  return missing === false ? parts.join("") : missing;
}

/** A number as Java writes it: 2.0, 1.0E7, and integers without a point. */
export function numberText(value: Numeric): string {
  if (typeof value === "bigint" || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const short = size.toExponential();
    // Java writes at least two digits, and takes the two that are nearest: 4.9E-324
    const [digits, power] = (short.includes(".") ? short : size.toExponential(1)).split("e");
    return `${sign}${digits}E${Number(power)}`;
  }
  const plain = String(size);
  return `${sign}${plain.includes(".") ? plain : `${plain}.0`}`;
}
