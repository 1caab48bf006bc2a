import { plainText } from "../../src/ir/pattern.ts";
import type { CompareOp, Scalar } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Pattern, textTestOf } from "./text-test.ts";

/** Three values as scalars have them, and `unknown` where this small evaluator does not go. */
export type Truth = "true" | "false" | "null" | "unknown";

/**
 * A test whose fields all have known texts: what a document of a class says of itself (`event.action`), or null for a field that such documents lack. Null
 * goes through every operator but `is-null`.
 */
export function truthOf(test: Scalar, values: ReadonlyMap<number, string | null>): Truth {
  const text = boundText(test, values);
  switch (test.kind) {
    case "is-null":
      if (test.operand.kind === "bound") return values.get(test.operand.variable) === null ? "true" : "false";
      return nullness(test.operand, values);
    case "compare":
      if (test.left.kind === "bound" && test.right.kind === "literal" && test.op !== "==")
        return text === null
          ? "null"
          : typeof test.right.value === "string"
            ? truth(ordered(text ?? "", test.op, test.right.value))
            : "unknown";
      return decide(test, text);
    case "in-set":
    case "wildcard":
    case "affix":
      return decide(test, text);
    case "in-range":
    case "regex":
    case "cidr":
    case "arithmetic":
    case "negate":
    case "call":
    case "bound":
      return text === null ? "null" : "unknown";
    case "literal":
      return test.value === true ? "true" : test.value === false ? "false" : test.value === null ? "null" : "unknown";
    default:
      return assertNever(test);
  }
}

const truth = (b: boolean): Truth => (b ? "true" : "false");

/** The text of the value that is tested: null if it is missing, undefined if the test looks at something else than one field. */
function boundText(test: Scalar, values: ReadonlyMap<number, string | null>): string | null | undefined {
  const subject = subjectOf(test);
  return subject === null ? undefined : values.get(subject);
}

function subjectOf(test: Scalar): number | null {
  switch (test.kind) {
    case "bound":
      return test.variable;
    case "compare":
    case "arithmetic":
      return test.left.kind === "literal" ? subjectOf(test.right) : subjectOf(test.left);
    case "in-set":
    case "in-range":
    case "wildcard":
    case "regex":
    case "cidr":
    case "affix":
      return subjectOf(test.value);
    case "negate":
      return subjectOf(test.operand);
    // every string function is null where its first argument is
    case "call": {
      const [first] = test.args;
      return first === undefined ? null : subjectOf(first);
    }
    case "is-null":
    case "literal":
      return null;
    default:
      return assertNever(test);
  }
}

function nullness(operand: Scalar, values: ReadonlyMap<number, string | null>): Truth {
  const inner = truthOf(operand, values);
  return inner === "unknown" ? "unknown" : truth(inner === "null");
}

function decide(test: Scalar, text: string | null | undefined): Truth {
  if (text === undefined) return "unknown";
  if (text === null) return "null";
  const read = textTestOf(test);
  if (!read.ok || read.test.kind !== "patterns") return "unknown";
  const { patterns, fold } = read.test;
  return truth(patterns.some((p) => matches(p, text, fold)));
}

const lowered = (s: string, fold: "none" | "ascii"): string => (fold === "none" ? s : s.replace(/[A-Z]/g, (c) => c.toLowerCase()));

/** Greedy with one point to come back to: linear in pattern times text. */
export function matches(pattern: Pattern, value: string, fold: "none" | "ascii"): boolean {
  const plain = plainText(pattern);
  if (plain !== null) return lowered(plain, fold) === lowered(value, fold);
  const units = pattern.flatMap((part): readonly (string | null | undefined)[] => {
    if (part.kind === "text") return [...lowered(part.text, fold)];
    return part.kind === "one" ? [undefined] : [null];
  });
  const text = [...lowered(value, fold)];
  let u = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < text.length; ) {
    const unit = u < units.length ? units[u] : "";
    if (unit === null) {
      star = u++;
      resume = i;
    } else if (u < units.length && (unit === undefined || unit === text[i])) {
      u++;
      i++;
    } else if (star >= 0) {
      u = star + 1;
      i = ++resume;
    } else return false;
  }
  return units.slice(u).every((unit) => unit === null);
}

function ordered(left: string, op: Exclude<CompareOp, "==">, right: string): boolean {
  const order = byCodePoint(left, right);
  switch (op) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return assertNever(op);
  }
}

/** By code point. */
function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
