import { assertNever } from "../source/assert-never.ts";
import type { Condition, Leaf, Nested } from "./condition.ts";
import type { Scalar } from "./scalar.ts";

/** The only generic traversals of the IR. */

export function conditionChildren(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.operands;
    case "not":
      return [condition.operand];
    case "nested":
      return [condition.where];
    case "constant":
    case "exists":
    case "any":
      return [];
    default:
      return assertNever(condition);
  }
}

export function scalarChildren(scalar: Scalar): readonly Scalar[] {
  switch (scalar.kind) {
    case "literal":
    case "bound":
      return [];
    case "compare":
    case "arithmetic":
      return [scalar.left, scalar.right];
    case "in-set":
      return [scalar.value, ...scalar.options];
    case "in-range":
      return [scalar.value, scalar.from, scalar.to];
    case "wildcard":
    case "regex":
    case "cidr":
      return [scalar.value];
    case "affix":
      return [scalar.value, scalar.needle];
    case "is-null":
    case "negate":
      return [scalar.operand];
    case "call":
      return scalar.args;
    default:
      return assertNever(scalar);
  }
}

/** Rebuilds the children, bottom-up; a node whose children did not change is kept as it is. */
export function mapConditions(condition: Condition, f: (c: Condition) => Condition): Condition {
  switch (condition.kind) {
    case "and":
    case "or": {
      const operands = condition.operands.map((c) => mapConditions(c, f));
      return f(operands.every((c, i) => c === condition.operands[i]) ? condition : { ...condition, operands });
    }
    case "not": {
      const operand = mapConditions(condition.operand, f);
      return f(operand === condition.operand ? condition : { ...condition, operand });
    }
    case "nested": {
      const where = mapConditions(condition.where, f);
      return f(where === condition.where ? condition : { ...condition, where });
    }
    case "constant":
    case "exists":
    case "any":
      return f(condition);
    default:
      return assertNever(condition);
  }
}

export function mapScalars(scalar: Scalar, f: (s: Scalar) => Scalar): Scalar {
  const go = (s: Scalar): Scalar => mapScalars(s, f);
  switch (scalar.kind) {
    case "literal":
    case "bound":
      return f(scalar);
    case "compare":
    case "arithmetic": {
      const [left, right] = [go(scalar.left), go(scalar.right)];
      return f(left === scalar.left && right === scalar.right ? scalar : { ...scalar, left, right });
    }
    case "in-set":
    case "in-range":
    case "wildcard":
    case "regex":
    case "cidr": {
      const value = go(scalar.value);
      return f(value === scalar.value ? scalar : { ...scalar, value });
    }
    case "affix": {
      const [value, needle] = [go(scalar.value), go(scalar.needle)];
      return f(value === scalar.value && needle === scalar.needle ? scalar : { ...scalar, value, needle });
    }
    case "is-null":
    case "negate": {
      const operand = go(scalar.operand);
      return f(operand === scalar.operand ? scalar : { ...scalar, operand });
    }
    case "call": {
      const args = scalar.args.map(go);
      return f(args.every((a, i) => a === scalar.args[i]) ? scalar : { ...scalar, args });
    }
    default:
      return assertNever(scalar);
  }
}

/** A leaf, whether it stands under an odd number of `not`s, and the object that it is about: the innermost `nested` around it, or null for the event itself. */
export interface PlacedLeaf {
  readonly leaf: Leaf;
  readonly negated: boolean;
  readonly within: Nested | null;
}

/** Every leaf with its polarity, in the order of the rule's text. */
export function leaves(condition: Condition): readonly PlacedLeaf[] {
  const found: PlacedLeaf[] = [];
  const visit = (c: Condition, negated: boolean, within: Nested | null): void => {
    if (c.kind === "exists" || c.kind === "any") found.push({ leaf: c, negated, within });
    else for (const child of conditionChildren(c)) visit(child, c.kind === "not" ? !negated : negated, c.kind === "nested" ? c : within);
  };
  visit(condition, false, null);
  return found;
}

/** Every `nested` of the condition, each before those inside it. */
export function nestedOf(condition: Condition): readonly Nested[] {
  const found: Nested[] = [];
  const visit = (c: Condition): void => {
    if (c.kind === "nested") found.push(c);
    for (const child of conditionChildren(c)) visit(child);
  };
  visit(condition);
  return found;
}

/** The scalar and those inside it, each before its own. */
export function scalarsOf(scalar: Scalar): readonly Scalar[] {
  const found: Scalar[] = [];
  const visit = (s: Scalar): void => {
    found.push(s);
    for (const child of scalarChildren(s)) visit(child);
  };
  visit(scalar);
  return found;
}
