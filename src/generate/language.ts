import { textRegex, wildcardRegex } from "../automata/wildcard.ts";
import type { Leaf } from "../ir/condition.ts";
import type { Fold } from "../ir/fold.ts";
import type { Regex } from "../ir/pattern.ts";
import type { Scalar } from "../ir/scalar.ts";
import { foldRegex } from "../target/folding.ts";

/** The texts that satisfy a test. `exact: false`: a guess from which candidates are taken, each to be tried with the oracle; nothing can be proven with it. */
export interface Language {
  readonly regex: Regex;
  readonly exact: boolean;
}

const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };
const concat = (...parts: readonly Regex[]): Regex => ({ kind: "concat", parts });
const times = (min: number, max: number | null): Regex => ({ kind: "repeat", of: { kind: "any" }, min, max });
const folded = (regex: Regex, fold: Fold): Language => ({ regex: foldRegex(regex, fold), exact: fold !== "java-root" });

/** The language of a leaf over one text field; null where nothing can be said (then other candidates are tried). */
export function languageOf(leaf: Leaf): Language | null {
  if (leaf.kind === "exists") return { regex: anything, exact: true };
  return leaf.binds.length === 1 ? ofTest(leaf.test) : null;
}

function ofTest(test: Scalar): Language | null {
  switch (test.kind) {
    case "compare":
      if (test.op === "==" && test.left.kind === "bound" && test.right.kind === "literal" && typeof test.right.value === "string")
        return folded(textRegex(test.right.value), test.fold);
      return ofComputed(test);
    case "in-set":
      if (test.value.kind !== "bound") return shaped(test.value, choice(test.options.map((o) => o.value)));
      return folded(choice(test.options.map((o) => o.value)), test.fold);
    case "wildcard": {
      const regex: Regex = { kind: "choice", options: test.patterns.map((p) => wildcardRegex(p, test.lines)) };
      return test.value.kind === "bound" ? folded(regex, test.fold) : shaped(test.value, regex);
    }
    case "regex":
      return test.value.kind === "bound" ? folded(test.pattern, test.fold) : shaped(test.value, test.pattern);
    case "affix": {
      if (test.needle.kind !== "literal" || typeof test.needle.value !== "string") return null;
      const needle = textRegex(test.needle.value);
      const around = {
        starts: concat(needle, anything),
        ends: concat(anything, needle),
        contains: concat(anything, needle, anything),
      }[test.where];
      return test.value.kind === "bound" ? folded(around, test.fold) : shaped(test.value, around);
    }
    default:
      return null;
  }
}

const choice = (values: readonly unknown[]): Regex => ({ kind: "choice", options: values.map((v) => textRegex(String(v))) });

/** A comparison of something computed from the text: `length(x) > 5`, `substring(x, 0, 4) == "http"`. */
function ofComputed(test: Extract<Scalar, { kind: "compare" }>): Language | null {
  const { left, right } = test;
  if (left.kind !== "call" || right.kind !== "literal") return null;
  if (left.fn === "length" && typeof right.value === "bigint") {
    const n = Number(right.value);
    if (!Number.isSafeInteger(n) || n > 5_000) return null;
    const bounds: Readonly<Record<typeof test.op, Regex>> = {
      "==": times(n, n),
      "<": times(0, Math.max(0, n - 1)),
      "<=": times(0, Math.max(0, n)),
      ">": times(Math.max(0, n + 1), null),
      ">=": times(Math.max(0, n), null),
    };
    return { regex: bounds[test.op], exact: false };
  }
  if (left.fn === "index-of" && typeof right.value === "bigint") {
    const needle = left.args[1];
    if (needle?.kind !== "literal" || typeof needle.value !== "string") return null;
    const n = Math.max(0, Math.min(Number(right.value), 500));
    return { regex: concat(test.op === "==" ? times(n, n) : times(n, null), textRegex(needle.value), anything), exact: false };
  }
  if (test.op === "==" && typeof right.value === "string") return shaped(left, textRegex(right.value));
  return null;
}

/** Texts whose computed part looks like `inner`. */
function shaped(value: Scalar, inner: Regex): Language | null {
  if (value.kind !== "call") return null;
  switch (value.fn) {
    case "string":
      return { regex: inner, exact: false };
    case "substring": {
      const from = value.args[1];
      const to = value.args[2];
      const start = from?.kind === "literal" && typeof from.value === "bigint" ? Number(from.value) : 0;
      const open = to === undefined || (to.kind === "literal" && to.value === null);
      if (Math.abs(start) > 500) return null;
      return {
        regex: start < 0 ? concat(anything, inner) : concat(times(start, start), inner, open ? { kind: "empty" } : anything),
        exact: false,
      };
    }
    case "between": {
      const [, left, right] = value.args;
      if (left?.kind !== "literal" || right?.kind !== "literal" || typeof left.value !== "string" || typeof right.value !== "string")
        return null;
      return { regex: concat(times(0, 2), textRegex(left.value), inner, textRegex(right.value), times(0, 2)), exact: false };
    }
    case "concat":
      return { regex: inner, exact: false };
    default:
      return null;
  }
}
