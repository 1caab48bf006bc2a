import { assertNever } from "../../source/assert-never.ts";
import type { Use } from "../_shared/field-resolver.ts";
import type { Expression } from "./ast.ts";
import { eqlFunction } from "./function-names.ts";

export const pathOf = (segments: readonly string[]): string => segments.join(".");

/** How each field is used, by its path: what a field that no schema knows must be for the rule to make sense. */
export function fieldUses(conditions: readonly Expression[]): ReadonlyMap<string, ReadonlySet<Use>> {
  const uses = new Map<string, Set<Use>>();
  const use = (expression: Expression, as: Use | null): void => {
    if (expression.kind !== "field") {
      walk(expression);
      return;
    }
    const path = pathOf(expression.segments);
    const set = uses.get(path) ?? new Set();
    if (as !== null) set.add(as);
    uses.set(path, set);
  };
  const walk = (e: Expression): void => {
    switch (e.kind) {
      case "field":
      case "string":
      case "number":
      case "boolean":
      case "null":
      case "error":
        return;
      case "and":
      case "or":
        for (const operand of e.operands) use(operand, "boolean");
        return;
      case "not":
        use(e.operand, "boolean");
        return;
      case "comparison":
        use(e.left, resultOf(e.right, hasDecimal(e)));
        use(e.right, resultOf(e.left, hasDecimal(e)));
        return;
      case "in": {
        const decimals = hasDecimal(e);
        for (const as of new Set(e.options.map((option) => resultOf(option, decimals)))) use(e.value, as);
        for (const option of e.options) use(option, null);
        return;
      }
      case "match":
        use(e.value, "string");
        return;
      case "unary":
        use(e.operand, hasDecimal(e) ? "double" : "long");
        return;
      case "arithmetic":
        use(e.left, hasDecimal(e) ? "double" : "long");
        use(e.right, hasDecimal(e) ? "double" : "long");
        return;
      case "call": {
        const parameters = eqlFunction(e.name)?.parameters ?? [];
        e.args.forEach((arg, i) => {
          use(arg, onlyUse((parameters[i] ?? parameters.at(-1))?.types ?? [], hasDecimal(e)));
        });
        return;
      }
      default:
        assertNever(e);
    }
  };
  for (const condition of conditions) use(condition, "boolean");
  return uses;
}

/** A parameter that takes several kinds of values says nothing of the field, except that numbers are numbers. */
function onlyUse(types: readonly string[], decimal: boolean): Use | null {
  if (types.includes("string")) return types.length === 1 ? "string" : null;
  if (types.includes("ip")) return "ip";
  if (types.includes("boolean")) return "boolean";
  return types.includes("double") && decimal ? "double" : "long";
}

/** What a field that is compared with this must be; null when that says nothing. */
function resultOf(e: Expression, decimal: boolean): Use | null {
  switch (e.kind) {
    case "string":
      return "string";
    case "number":
    case "unary":
    case "arithmetic":
      return decimal ? "double" : "long";
    case "boolean":
    case "and":
    case "or":
    case "not":
    case "comparison":
    case "in":
    case "match":
      return "boolean";
    case "null":
    case "field":
    case "error":
      return null;
    case "call":
      return resultOfCall(e.name);
    default:
      return assertNever(e);
  }
}

function resultOfCall(name: string): Use | null {
  const meaning = eqlFunction(name)?.meaning;
  if (meaning === undefined) return null;
  if (meaning.kind === "arithmetic") return "long";
  if (meaning.kind !== "call") return "boolean";
  const { result } = meaning.definition;
  return result === "string" || result === "long" || result === "double" || result === "boolean" ? result : null;
}

/** Is there a number with a fraction among the operands, calls aside? */
function hasDecimal(e: Expression): boolean {
  switch (e.kind) {
    case "number":
      return typeof e.value === "number";
    case "unary":
      return hasDecimal(e.operand);
    case "arithmetic":
    case "comparison":
      return hasDecimal(e.left) || hasDecimal(e.right);
    case "in":
      return hasDecimal(e.value) || e.options.some(hasDecimal);
    case "call":
      return eqlFunction(e.name)?.meaning.kind === "arithmetic" && e.args.some(hasDecimal);
    case "string":
    case "boolean":
    case "null":
    case "field":
    case "match":
    case "not":
    case "and":
    case "or":
    case "error":
      return false;
    default:
      return assertNever(e);
  }
}
