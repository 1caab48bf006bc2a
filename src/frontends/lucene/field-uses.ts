import { literalPeriod } from "../../eval/date.ts";
import type { Use } from "../_shared/field-resolver.ts";
import { networkOf } from "../_shared/network.ts";
import { isNumeric } from "../_shared/text-value.ts";
import type { Query, Term } from "./ast.ts";
import { unescaped } from "./text.ts";

/**
 * How each field is used, by its name: what a field that no schema knows must be for the rule to make sense. Digits compare with texts too, so that only a range of them makes a
 * number; only a network makes an address.
 */
export function fieldUses(query: Query): ReadonlyMap<string, ReadonlySet<Use>> {
  const uses = new Map<string, Set<Use>>();
  const visit = (q: Query): void => {
    if (q.kind === "clauses") for (const { query: inner } of q.clauses) visit(inner);
    if (q.kind !== "test" || q.field === null) return;
    const name = unescaped(q.field.text) ?? "";
    const set = uses.get(name) ?? new Set();
    for (const use of usesOf(q.term)) set.add(use);
    uses.set(name, set);
  };
  visit(query);
  return uses;
}

function usesOf(term: Term): readonly Use[] {
  switch (term.kind) {
    case "star":
      return [];
    case "pattern":
    case "regex":
      return ["string"];
    case "range":
      return [term.from, term.to].filter((b) => b.quoted || b.text !== "*").map((b) => useOfBound(unescaped(b.text) ?? ""));
    case "words":
    case "phrase": {
      const text = unescaped(term.text) ?? "";
      const bound = term.kind === "words" ? /^[<>]=?(?<bound>[\s\S].*)$/.exec(text)?.groups?.["bound"] : undefined;
      if (bound !== undefined) return [useOfBound(bound)];
      if (isNumeric(text)) return [];
      return [text.includes("/") && networkOf(text, term.span) !== null ? "ip" : "string"];
    }
  }
}

function useOfBound(text: string): Use {
  if (/^[+-]?\d+$/.test(text)) return "long";
  if (isNumeric(text)) return "double";
  return typeof literalPeriod(text, 0) === "string" ? "string" : "date";
}
