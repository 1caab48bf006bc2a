import type { ClassItem, Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";

/**
 * A pattern in Lucene's dialect with all its operators (flags ALL), to be matched case-sensitively. For patterns whose folding has been written out, and for parts
 * of one that is too long. Every character that is no letter or digit is escaped: `\` before any other character gives that character
 * (before letters it may be a shorthand or an error: `\d`, `\n`).
 */
export const luceneRegex = (regex: Regex): string => print(regex, loosest);

/** How tightly an operand must bind, from the whole pattern down to what a repetition may follow. */
const loosest = 0;
const inChoice = 1;
const inIntersection = 2;
const inConcat = 3;
const tightest = 4;

const group = (text: string, own: number, needed: number): string => (own < needed ? `(${text})` : text);

function print(regex: Regex, needed: number): string {
  switch (regex.kind) {
    case "empty":
      return "()";
    case "nothing":
      return "#";
    case "char":
      return character(regex.codePoint);
    case "any":
      return ".";
    case "class":
      return classText(regex.negated, regex.items);
    case "concat":
      if (regex.parts.length === 0) return "()";
      return group(regex.parts.map((p) => print(p, tightest - 1)).join(""), inConcat, regex.parts.length === 1 ? loosest : needed);
    case "choice":
      if (regex.options.length === 0) return "#";
      return group(regex.options.map((o) => print(o, inChoice)).join("|"), loosest, needed);
    case "all":
      if (regex.operands.length === 0) return "@";
      return group(regex.operands.map((o) => print(o, inIntersection)).join("&"), inChoice, needed);
    case "repeat":
      return group(`${print(regex.of, tightest)}${quantifier(regex.min, regex.max)}`, inConcat, needed);
    case "except":
      return group(`~${print(regex.of, tightest)}`, inConcat, needed);
    case "interval": {
      const end = (n: number): string => String(n).padStart(regex.digits, "0");
      return `<${end(regex.from)}-${end(regex.to)}>`;
    }
    default:
      return assertNever(regex);
  }
}

function quantifier(min: number, max: number | null): string {
  if (max === null) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function character(codePoint: number): string {
  const text = String.fromCodePoint(codePoint);
  return /^[A-Za-z0-9]$/.test(text) ? text : `\\${text}`;
}

function classText(negated: boolean, items: readonly ClassItem[]): string {
  if (items.length === 0) return negated ? "." : "#";
  const inside = items
    .map((item) => (item.kind === "single" ? character(item.codePoint) : `${character(item.from)}-${character(item.to)}`))
    .join("");
  return `[${negated ? "^" : ""}${inside}]`;
}
