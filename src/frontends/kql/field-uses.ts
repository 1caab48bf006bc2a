import { literalPeriod } from "../../eval/date.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Use } from "../_shared/field-resolver.ts";
import { networkOf } from "../_shared/network.ts";
import { isNumeric } from "../_shared/text-value.ts";
import type { Expression, Values } from "./ast.ts";
import { inScope } from "./nested.ts";
import { type Literal, literalText } from "./token.ts";

/**
 * How each field is used, by its name: what a field that no schema knows must be for the rule to make sense. Digits compare with texts too, so that only a range of them
 * makes a number; only a network makes an address.
 */
export function fieldUses(query: Expression): ReadonlyMap<string, ReadonlySet<Use>> {
  const uses = new Map<string, Set<Use>>();
  const add = (name: string, use: Use | null): void => {
    const set = uses.get(name) ?? new Set();
    if (use !== null) set.add(use);
    uses.set(name, set);
  };
  const walkValues = (field: string, values: Values): void => {
    switch (values.kind) {
      case "and":
      case "or":
        for (const operand of values.operands) walkValues(field, operand);
        return;
      case "not":
        walkValues(field, values.operand);
        return;
      case "value":
        add(field, useOfValue(values.literal));
        return;
      case "error":
        return;
      default:
        assertNever(values);
    }
  };
  const walk = (e: Expression, scope: string | null): void => {
    switch (e.kind) {
      case "and":
      case "or":
        for (const operand of e.operands) walk(operand, scope);
        return;
      case "not":
        walk(e.operand, scope);
        return;
      case "match":
        walkValues(inScope(scope, literalText(e.field)), e.values);
        return;
      case "range":
        add(inScope(scope, literalText(e.field)), useOfBound(literalText(e.value)));
        return;
      case "nested":
        walk(e.query, inScope(scope, literalText(e.path)));
        return;
      case "free-text":
      case "everything":
      case "error":
        return;
      default:
        assertNever(e);
    }
  };
  walk(query, null);
  return uses;
}

function useOfValue(literal: Literal): Use | null {
  if (literal.kind === "wildcard") return literal.parts.length === 1 ? null : "string";
  if (literal.kind !== "text" || isNumeric(literal.value)) return null;
  return literal.value.includes("/") && networkOf(literal.value, literal.span) !== null ? "ip" : "string";
}

function useOfBound(text: string): Use {
  if (/^[+-]?\d+$/.test(text)) return "long";
  if (isNumeric(text)) return "double";
  return typeof literalPeriod(text, 0) === "string" ? "string" : "date";
}
