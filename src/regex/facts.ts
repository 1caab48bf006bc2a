import type { Regex } from "../ir/pattern.ts";

/** The one string that the regex matches, or null when there is none, or several, or it cannot be told. Folding is not considered. */
export function exactText(regex: Regex): string | null {
  switch (regex.kind) {
    case "empty":
      return "";
    case "char":
      return String.fromCodePoint(regex.codePoint);
    case "concat": {
      let text = "";
      for (const part of regex.parts) {
        const t = exactText(part);
        if (t === null) return null;
        text += t;
      }
      return text;
    }
    case "choice":
    case "all": {
      const texts = (regex.kind === "choice" ? regex.options : regex.operands).map(exactText);
      const [first = null] = texts;
      return texts.every((t) => t === first) ? first : null;
    }
    case "repeat": {
      if (regex.max === 0) return "";
      const text = exactText(regex.of);
      if (text === "") return "";
      return text !== null && regex.min === regex.max && text.length * regex.min <= 32_766 ? text.repeat(regex.min) : null;
    }
    case "class": {
      const [only] = regex.items;
      if (regex.negated || only === undefined || regex.items.length > 1) return null;
      if (only.kind === "single") return String.fromCodePoint(only.codePoint);
      return only.from === only.to ? String.fromCodePoint(only.from) : null;
    }
    case "nothing":
    case "any":
    case "except":
    case "interval":
      return null;
  }
}

/** Does the regex match every string? False also when that cannot be told. */
export function isTotal(regex: Regex): boolean {
  switch (regex.kind) {
    case "repeat":
      return (regex.min === 0 && regex.max === null && coversAnyCharacter(regex.of)) || (regex.max !== 0 && isTotal(regex.of));
    case "choice":
      return regex.options.some(isTotal);
    case "all":
      return regex.operands.every(isTotal);
    case "concat":
      return regex.parts.some(isTotal) && regex.parts.every(matchesEmpty);
    case "except":
      return regex.of.kind === "nothing";
    case "empty":
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
  }
}

/** Does it match every string of one code point? */
function coversAnyCharacter(regex: Regex): boolean {
  switch (regex.kind) {
    case "any":
      return true;
    case "choice":
      return regex.options.some(coversAnyCharacter);
    case "repeat":
      return regex.min <= 1 && regex.max !== 0 && coversAnyCharacter(regex.of);
    case "class":
      return coversAll(regex);
    default:
      return isTotal(regex);
  }
}

function coversAll(regex: Extract<Regex, { kind: "class" }>): boolean {
  if (regex.negated) return false;
  const ranges = regex.items
    .map((i) => (i.kind === "range" ? [i.from, i.to] : [i.codePoint, i.codePoint]))
    .sort(([a = 0], [b = 0]) => a - b);
  let reached = -1;
  for (const [from = 0, to = 0] of ranges) {
    if (from > reached + 1) return false;
    reached = Math.max(reached, to);
  }
  return reached >= 0x10ffff;
}

/** Does it match the empty string? */
export function matchesEmpty(regex: Regex): boolean {
  switch (regex.kind) {
    case "empty":
      return true;
    case "concat":
      return regex.parts.every(matchesEmpty);
    case "choice":
      return regex.options.some(matchesEmpty);
    case "repeat":
      return regex.min === 0 || matchesEmpty(regex.of);
    case "all":
      return regex.operands.every(matchesEmpty);
    case "except":
      return !matchesEmpty(regex.of);
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
  }
}

/** Is there no string that it matches? Null when only an automaton could tell: an intersection, or a complement, that does not match the empty string. */
export function matchesNothing(regex: Regex): boolean | null {
  switch (regex.kind) {
    case "nothing":
      return true;
    case "empty":
    case "char":
    case "any":
    case "interval":
      return false;
    case "class":
      return regex.negated ? coversAll({ ...regex, negated: false }) : regex.items.length === 0;
    case "concat":
      return anyOf(regex.parts.map(matchesNothing));
    case "choice": {
      const options = regex.options.map(matchesNothing);
      return options.includes(false) ? false : options.includes(null) ? null : true;
    }
    case "repeat":
      return regex.min === 0 ? false : matchesNothing(regex.of);
    case "all":
      return matchesEmpty(regex) ? false : anyOf(regex.operands.map(matchesNothing)) === true ? true : null;
    case "except":
      return matchesEmpty(regex) ? false : isTotal(regex.of) ? true : null;
  }
}

const anyOf = (facts: readonly (boolean | null)[]): boolean | null => (facts.includes(true) ? true : facts.includes(null) ? null : false);
