import type { Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { utf8Length } from "../../src/source/utf8-length.ts";
import type { Approximation } from "./saying.ts";
import type { TextTest } from "./text-test.ts";

const printable = (codePoint: number): boolean => codePoint >= 0x20 && codePoint <= 0x7e;
const dots = (s: string): string => [...s].map((c) => (printable(c.codePointAt(0) ?? 0) ? c : ".".repeat(utf8Length(c)))).join("");

const approximation: Approximation = {
  code: "falco/path-characters",
  direction: "over",
  reason: "in paths Falco writes a dot for each byte beyond printable ASCII, so other characters match as well",
};

/**
 * A test on a path as libsinsp rewrites it. Paths are taken to be printable ASCII (README.md); what a constant of the rule has beyond becomes the dots that stand for it,
 * which is the only way in which the rule can match such a path at all.
 */
export function dottedTest(test: TextTest): { readonly test: TextTest; readonly approximations: readonly Approximation[] } {
  switch (test.kind) {
    case "patterns": {
      const patterns = test.patterns.map((p) => p.map((part) => (part.kind === "text" ? { ...part, text: dots(part.text) } : part)));
      const same = test.patterns.every((p) => p.every((part) => part.kind !== "text" || dots(part.text) === part.text));
      return { test: { ...test, patterns }, approximations: same ? [] : [approximation] };
    }
    case "regex": {
      const regex = dottedRegex(test.regex);
      const direction = hasComplement(regex) ? "incomparable" : "over";
      return { test: { ...test, regex }, approximations: regex === test.regex ? [] : [{ ...approximation, direction }] };
    }
    case "length":
      return { test, approximations: [] };
    default:
      return assertNever(test);
  }
}

/** What is more inside a complement is less outside. */
function hasComplement(regex: Regex): boolean {
  switch (regex.kind) {
    case "except":
      return true;
    case "concat":
      return regex.parts.some(hasComplement);
    case "choice":
      return regex.options.some(hasComplement);
    case "all":
      return regex.operands.some(hasComplement);
    case "repeat":
      return hasComplement(regex.of);
    case "empty":
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
    default:
      return assertNever(regex);
  }
}

/** The same pattern if it holds no character beyond ASCII. */
function dottedRegex(regex: Regex): Regex {
  const all = <T extends Regex>(parts: readonly Regex[], rebuild: (parts: readonly Regex[]) => T, whole: T): T => {
    const mapped = parts.map(dottedRegex);
    return mapped.every((p, i) => p === parts[i]) ? whole : rebuild(mapped);
  };
  switch (regex.kind) {
    case "char":
      return printable(regex.codePoint) ? regex : dotsFor(regex.codePoint);
    case "class": {
      const beyond = regex.items.flatMap((i) => (i.kind === "single" && !printable(i.codePoint) ? [i.codePoint] : []));
      if (beyond.length === 0 || regex.negated) return regex;
      const items = regex.items.filter((i) => i.kind !== "single" || printable(i.codePoint));
      return { kind: "choice", options: [{ ...regex, items }, ...beyond.map(dotsFor)] };
    }
    case "concat":
      return all(regex.parts, (parts) => ({ kind: "concat", parts }), regex);
    case "choice":
      return all(regex.options, (options) => ({ kind: "choice", options }), regex);
    case "all":
      return all(regex.operands, (operands) => ({ kind: "all", operands }), regex);
    case "repeat":
    case "except":
      return all([regex.of], ([of = regex.of]) => ({ ...regex, of }), regex);
    case "empty":
    case "nothing":
    case "any":
    case "interval":
      return regex;
    default:
      return assertNever(regex);
  }
}

const dotsFor = (codePoint: number): Regex => ({
  kind: "concat",
  parts: [...dots(String.fromCodePoint(codePoint))].map(() => ({ kind: "char", codePoint: 0x2e })),
});
