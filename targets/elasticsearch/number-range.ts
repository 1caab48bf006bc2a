/** Constants against numeric fields. A value that the field's type cannot hold is an error in a search (400), so it is decided here. */
import type { CompareOp } from "../../src/ir/scalar.ts";
import type { EsType } from "../../src/schema/es-type.ts";

interface Bounds {
  readonly least: bigint;
  readonly greatest: bigint;
}

const bits = (n: bigint): Bounds => ({ least: -(2n ** (n - 1n)), greatest: 2n ** (n - 1n) - 1n });

/** What an integer type holds; null for the others. */
export function integerBounds(type: EsType): Bounds | null {
  switch (type) {
    case "byte":
      return bits(8n);
    case "short":
      return bits(16n);
    case "integer":
      return bits(32n);
    case "long":
      return bits(64n);
    case "unsigned_long":
      return { least: 0n, greatest: 2n ** 64n - 1n };
    default:
      return null;
  }
}

export type Decision =
  /** The server decides. */
  | { readonly kind: "ask"; readonly value: bigint | number }
  /** The same for every value of the field. */
  | { readonly kind: "always" }
  | { readonly kind: "never" };

const always: Decision = { kind: "always" };
const never: Decision = { kind: "never" };

const wholeIfPossible = (n: bigint | number): bigint | number => (typeof n === "number" && Number.isInteger(n) ? BigInt(n) : n);

/** `value OP constant` for every value that a field of this type can have. */
export function decide(op: CompareOp, given: bigint | number, type: EsType): Decision {
  // a term query tells -0.0 from 0.0, a comparison does not
  const constant = Object.is(given, -0) ? 0 : given;
  if (typeof constant === "number" && !Number.isFinite(constant)) {
    if (Number.isNaN(constant) || op === "==") return never;
    return constant > 0 === (op === "<" || op === "<=") ? always : never;
  }
  const bounds = integerBounds(type);
  if (bounds === null) return { kind: "ask", value: constant };
  // a term query for 3.7 on an integer field finds nothing, and is no error
  if (op === "==") return constant < bounds.least || constant > bounds.greatest ? never : { kind: "ask", value: wholeIfPossible(constant) };
  if (constant > bounds.greatest) return op === "<" || op === "<=" ? always : never;
  if (constant < bounds.least) return op === ">" || op === ">=" ? always : never;
  return { kind: "ask", value: constant };
}
