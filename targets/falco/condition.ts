import { assertNever } from "../../src/source/assert-never.ts";

/**
 * Falco's condition language as a typed tree. Everything that reaches a rule file is built here and turned into text by `print.ts`; no other place
 * writes condition text.
 */

/** What stands on the left of an operator: a field, or transformers around fields. */
export type Expression =
  | { readonly kind: "field"; readonly name: string; readonly argument: string | null }
  | { readonly kind: "tolower" | "basename" | "len"; readonly of: Expression }
  /** `join(separator, (parts))`, and `concat(parts)` where the separator is null. */
  | { readonly kind: "joined"; readonly separator: string | null; readonly parts: readonly (Expression | Text)[] };

/** A constant inside a transformer: no limit on its length. */
export interface Text {
  readonly kind: "text";
  readonly text: string;
}

export type TextOperator = "=" | "!=" | "contains" | "icontains" | "startswith" | "endswith" | "glob" | "iglob" | "regex";
export type NumberOperator = "=" | "<" | "<=" | ">" | ">=";

export type Check =
  | { readonly kind: "text"; readonly left: Expression; readonly op: TextOperator; readonly value: string }
  | { readonly kind: "text-in"; readonly left: Expression; readonly values: readonly string[] }
  | { readonly kind: "number"; readonly left: Expression; readonly op: NumberOperator; readonly value: bigint }
  | { readonly kind: "number-in"; readonly left: Expression; readonly values: readonly bigint[] }
  /** Names of the product's own: event types, `true`, `host`. They come from the projection, never from a rule. */
  | { readonly kind: "name"; readonly left: Expression; readonly op: "=" | "!="; readonly value: string }
  | { readonly kind: "name-in"; readonly left: Expression; readonly values: readonly string[] }
  | { readonly kind: "network-in"; readonly left: Expression; readonly networks: readonly string[] }
  | { readonly kind: "same"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "exists"; readonly left: Expression };

export type FalcoCondition =
  /** Only while building: `and`, `or` and `not` below remove it, and a rule that is nothing but a constant is refused. */
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "and"; readonly operands: readonly FalcoCondition[] }
  | { readonly kind: "or"; readonly operands: readonly FalcoCondition[] }
  | { readonly kind: "not"; readonly operand: FalcoCondition }
  | Check;

export const field = (name: string, argument: string | null = null): Expression => ({ kind: "field", name, argument });
export const toLower = (of: Expression): Expression => ({ kind: "tolower", of });
export const baseName = (of: Expression): Expression => ({ kind: "basename", of });
export const byteLength = (of: Expression): Expression => ({ kind: "len", of });

type Constant = Extract<FalcoCondition, { kind: "constant" }>;
export const always: Constant = { kind: "constant", value: true };
export const never: Constant = { kind: "constant", value: false };

export const text = (left: Expression, op: TextOperator, value: string): FalcoCondition => ({ kind: "text", left, op, value });
export const number = (left: Expression, op: NumberOperator, value: bigint): FalcoCondition => ({ kind: "number", left, op, value });
export const named = (left: Expression, value: string): FalcoCondition => ({ kind: "name", left, op: "=", value });
export const namedIn = (left: Expression, values: readonly string[]): FalcoCondition =>
  values.length === 1 && values[0] !== undefined ? named(left, values[0]) : { kind: "name-in", left, values };
export const exists = (left: Expression): FalcoCondition => ({ kind: "exists", left });
/**
 * Extracted and not empty. `!=` is false where the field is missing and where it is equal, which is what makes it right here, and wrong for the
 * inequality of a rule (there it would drop events without the field).
 */
export const present = (left: Expression): FalcoCondition => text(left, "!=", "");

/** Conjunction; flattens, drops `true`, and is false as soon as one operand is. */
export const and = (operands: readonly FalcoCondition[]): FalcoCondition => joined("and", operands, always, never);

/** Disjunction; flattens, drops `false`, and is true as soon as one operand is. */
export const or = (operands: readonly FalcoCondition[]): FalcoCondition => joined("or", operands, never, always);

function joined(kind: "and" | "or", operands: readonly FalcoCondition[], neutral: FalcoCondition, decisive: Constant): FalcoCondition {
  const flat: FalcoCondition[] = [];
  for (const operand of operands) {
    if (operand.kind === kind) for (const inner of operand.operands) flat.push(inner);
    else if (operand.kind !== "constant") flat.push(operand);
    else if (operand.value === decisive.value) return decisive;
  }
  const [only, second] = flat;
  if (only === undefined) return neutral;
  return second === undefined ? only : { kind, operands: flat };
}

/** Complement: true also where a field is missing, as Falco's `not` is. */
export function not(operand: FalcoCondition): FalcoCondition {
  if (operand.kind === "not") return operand.operand;
  if (operand.kind === "constant") return operand.value ? never : always;
  return { kind: "not", operand };
}

/** The checks of a condition, from left to right. */
export function checksOf(condition: FalcoCondition): readonly Check[] {
  const found: Check[] = [];
  const visit = (c: FalcoCondition): void => {
    if (c.kind === "and" || c.kind === "or") for (const operand of c.operands) visit(operand);
    else if (c.kind === "not") visit(c.operand);
    else if (c.kind !== "constant") found.push(c);
  };
  visit(condition);
  return found;
}

/** What a check reads, each expression before those inside it. There are thousands of checks in some conditions: no lists are made. */
export function visitExpressions(check: Check, visit: (expression: Expression) => void): void {
  const go = (expression: Expression): void => {
    visit(expression);
    switch (expression.kind) {
      case "field":
        break;
      case "tolower":
      case "basename":
      case "len":
        go(expression.of);
        break;
      case "joined":
        for (const part of expression.parts) if (part.kind !== "text") go(part);
        break;
      default:
        assertNever(expression);
    }
  };
  go(check.left);
  if (check.kind === "same") go(check.right);
}
