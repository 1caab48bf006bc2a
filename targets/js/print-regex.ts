import type { ClassItem, Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { quoteInClass, quoteInRegex } from "./quote.ts";

/** A regular expression literal with the flags `su`: `s` because `any` is every code point, `u` because patterns count code points. Never `i`. */
export function printRegex(pattern: Regex, start: boolean, end: boolean): string {
  const anchored = start || end;
  const body = pattern.kind === "choice" && anchored ? `(?:${print(pattern)})` : print(pattern);
  const text = `${start ? "^" : ""}${body}${end ? "$" : ""}`;
  return `/${text === "" ? "(?:)" : text}/su`;
}

function print(r: Regex): string {
  switch (r.kind) {
    case "empty":
      return "(?:)";
    case "nothing":
      return "[]";
    case "char":
      return quoteInRegex(r.codePoint);
    case "any":
      return ".";
    case "class":
      return printClass(r.items, r.negated);
    case "concat":
      return r.parts.map((part) => (part.kind === "choice" ? `(?:${print(part)})` : print(part))).join("");
    case "choice":
      return r.options.length === 0 ? "[]" : r.options.map(print).join("|");
    case "repeat":
      return `${atom(r.of)}${quantifier(r.min, r.max)}`;
    case "all":
    case "except":
    case "interval":
      // INVARIANT: the emitter sends these to an automaton
      throw new Error(`a JavaScript regular expression has no ${r.kind}`);
    default:
      return assertNever(r);
  }
}

function printClass(items: readonly ClassItem[], negated: boolean): string {
  const text = items.map(printItem).join("");
  if (text === "\\d") return negated ? "\\D" : "\\d";
  return `[${negated ? "^" : ""}${text}]`;
}

const atom = (r: Regex): string =>
  r.kind === "char" || r.kind === "any" || r.kind === "class" || r.kind === "nothing" ? print(r) : `(?:${print(r)})`;

function quantifier(min: number, max: number | null): string {
  if (min === 0 && max === null) return "*";
  if (min === 1 && max === null) return "+";
  if (min === 0 && max === 1) return "?";
  if (max === null) return `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printItem(item: ClassItem): string {
  if (item.kind === "single") return quoteInClass(item.codePoint);
  if (item.from === item.to) return quoteInClass(item.from);
  return item.from === 0x30 && item.to === 0x39 ? "\\d" : `${quoteInClass(item.from)}-${quoteInClass(item.to)}`;
}
