import type { Scalar } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";

/** Arguments of functions that may be missing without making the result null. */
const lenient: Readonly<Record<string, number>> = { substring: 1, "index-of": 2, between: 3, number: 1 };

/** The variables of which a null makes the scalar null, whatever else it holds: it never has to be computed without them. */
export function nullWhenMissing(scalar: Scalar): ReadonlySet<number> {
  switch (scalar.kind) {
    case "bound":
      return new Set([scalar.variable]);
    case "literal":
    case "is-null":
      return new Set();
    case "compare":
    case "arithmetic":
      return union([scalar.left, scalar.right]);
    case "in-set":
    case "in-range":
    case "wildcard":
    case "regex":
    case "cidr":
      return nullWhenMissing(scalar.value);
    case "affix":
      return union([scalar.value, scalar.needle]);
    case "negate":
      return nullWhenMissing(scalar.operand);
    case "call":
      return union(scalar.args.slice(0, lenient[scalar.fn] ?? scalar.args.length));
    default:
      return assertNever(scalar);
  }
}

function union(scalars: readonly Scalar[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const scalar of scalars) for (const variable of nullWhenMissing(scalar)) all.add(variable);
  return all;
}
