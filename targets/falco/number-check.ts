import { type CompareOp, comparisonsOf, type Scalar } from "../../src/ir/scalar.ts";
import type { Value } from "../../src/ir/value.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Expression, exists, number } from "./condition.ts";
import type { Range } from "./projection.ts";
import { cannot, type Saying, say, sayAll, sayAny, sayFalse } from "./saying.ts";

const flipped: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/**
 * A test on one number that is always there, `offset` more in the document than in Falco. Falco's parser takes plain decimal integers of the field's own type
 * only, so what lies outside is decided here.
 */
export function numberCheck(left: Expression, test: Scalar, offset: bigint, range: Range): Saying {
  switch (test.kind) {
    case "compare": {
      const [bound, literal, op] =
        test.left.kind === "literal" ? [test.right, test.left, flipped[test.op]] : [test.left, test.right, test.op];
      if (bound.kind !== "bound" || literal.kind !== "literal") return cannot("falco/test", "Falco compares a number with a constant only");
      return compare(left, op, literal.value, offset, range);
    }
    case "in-set": {
      if (test.value.kind !== "bound") return cannot("falco/test", "a computed number cannot be compared in Falco");
      return sayAny(test.options.map((o) => compare(left, "==", o.value, offset, range)));
    }
    case "in-range":
      return sayAll(comparisonsOf(test).map((c) => numberCheck(left, c, offset, range)));
    default:
      return cannot("falco/test", `a test of kind \`${test.kind}\` on a number has no Falco form`);
  }
}

function compare(left: Expression, op: CompareOp, value: Value, offset: bigint, range: Range): Saying {
  const constant = typeof value === "bigint" ? { whole: value, fraction: false } : typeof value === "number" ? wholeBelow(value) : null;
  if (constant === null) return cannot("falco/test", "a number is compared with something else than a number");
  if (constant.fraction) {
    // between two integers: `<` and `<=` take the lower one in, `>` and `>=` start at the upper one
    if (op === "==") return sayFalse;
    const isLower = op === "<" || op === "<=";
    return bounded(left, isLower ? "<=" : ">=", (isLower ? constant.whole : constant.whole + 1n) - offset, range);
  }
  return bounded(left, op, constant.whole - offset, range);
}

function wholeBelow(value: number): { readonly whole: bigint; readonly fraction: boolean } | null {
  return Number.isFinite(value) ? { whole: BigInt(Math.floor(value)), fraction: !Number.isInteger(value) } : null;
}

/** A comparison whose constant no value of the type reaches is decided by which side it lies on. */
function bounded(left: Expression, op: CompareOp, value: bigint, range: Range): Saying {
  if (value >= range.from && value <= range.to) return say(number(left, op === "==" ? "=" : op, value));
  const above = value > range.to;
  const holds = above ? op === "<" || op === "<=" : op === ">" || op === ">=";
  return holds ? say(exists(left)) : sayFalse;
}

/** Numbers that a document holds as text: only the plain decimal form is ever there. */
export function numberTextCheck(left: Expression, test: Scalar, range: Range): Saying {
  const texts = textsOf(test);
  if (texts === null) return cannot("falco/test", "Falco holds this as a number, so only whole values can be compared");
  return sayAny(
    texts.map((text) => {
      if (!/^(0|-?[1-9]\d{0,30})$/.test(text)) return sayFalse;
      return bounded(left, "==", BigInt(text), range);
    }),
  );
}

/** The texts that the value must equal one of; folding changes no digit. */
function textsOf(test: Scalar): readonly string[] | null {
  switch (test.kind) {
    case "compare": {
      const literal = test.left.kind === "literal" ? test.left : test.right;
      const bound = test.left.kind === "bound" || test.right.kind === "bound";
      return test.op === "==" && bound && literal.kind === "literal" && literal.value !== null ? [String(literal.value)] : null;
    }
    case "in-set":
      return test.value.kind === "bound" ? test.options.map((o) => String(o.value)) : null;
    case "wildcard": {
      const texts = test.patterns.map((p) =>
        p.parts.every((part) => part.kind === "text") ? p.parts.map((part) => part.text).join("") : null,
      );
      return test.value.kind === "bound" && texts.every((t) => t !== null) ? texts : null;
    }
    case "literal":
    case "bound":
    case "in-range":
    case "regex":
    case "cidr":
    case "affix":
    case "is-null":
    case "arithmetic":
    case "negate":
    case "call":
      return null;
    default:
      return assertNever(test);
  }
}
