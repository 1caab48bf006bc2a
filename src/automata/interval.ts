import type { Regex } from "../ir/pattern.ts";

/**
 * The decimal numbers of an interval as a regular expression. `digits` > 0: exactly that many digits; 0: any number of leading zeros, as Lucene has it
 * (Automata.makeDecimalInterval).
 */
export function intervalRegex(from: number, to: number, digits: number): Regex {
  const [low, high] = from <= to ? [from, to] : [to, from];
  if (digits > 0) {
    const [a, b] = [String(low).padStart(digits, "0"), String(high).padStart(digits, "0")];
    return a.length > digits || b.length > digits ? { kind: "nothing" } : between(a, b);
  }
  const options: Regex[] = [];
  for (let width = String(low).length; width <= String(high).length; width++) {
    const a = width === String(low).length ? String(low) : `1${"0".repeat(width - 1)}`;
    const b = width === String(high).length ? String(high) : "9".repeat(width);
    options.push(between(a, b));
  }
  return {
    kind: "concat",
    parts: [
      { kind: "repeat", of: digit("0", "0"), min: 0, max: null },
      { kind: "choice", options },
    ],
  };
}

const code = (d: string): number => d.codePointAt(0) ?? 0;
const digit = (from: string, to: string): Regex =>
  from === to
    ? { kind: "char", codePoint: code(from) }
    : { kind: "class", negated: false, items: [{ kind: "range", from: code(from), to: code(to) }] };

const nines = (length: number): string => "9".repeat(length);
const zeros = (length: number): string => "0".repeat(length);

/** All texts of digits, as long as both, from `low` to `high`. */
function between(low: string, high: string): Regex {
  const [a = "", b = ""] = [low.charAt(0), high.charAt(0)];
  if (low === "") return { kind: "empty" };
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  const rest = lowRest.length;
  const then = (first: Regex, tail: Regex): Regex => ({ kind: "concat", parts: [first, tail] });
  if (lowRest === zeros(rest) && highRest === nines(rest))
    return then(digit(a, b), { kind: "repeat", of: digit("0", "9"), min: rest, max: rest });
  if (a === b) return then(digit(a, a), between(lowRest, highRest));
  const options: Regex[] = [then(digit(a, a), between(lowRest, nines(rest))), then(digit(b, b), between(zeros(rest), highRest))];
  if (code(b) - code(a) > 1)
    options.push(
      then(digit(String.fromCodePoint(code(a) + 1), String.fromCodePoint(code(b) - 1)), {
        kind: "repeat",
        of: digit("0", "9"),
        min: rest,
        max: rest,
      }),
    );
  return { kind: "choice", options };
}
