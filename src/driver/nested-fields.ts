import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import { mapFields } from "../ir/detection.ts";
import { fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { leaves, nestedOf } from "../ir/walk.ts";
import type { Span } from "../source/span.ts";

/**
 * Fields of nested objects that filters test for the event, or that a detection orders or groups by. The index has no such values for the event itself, and a front end sees only its own query. One
 * error a field; the span is that of the first test, or of the first nested query.
 */
export function outsideNested(rule: Rule): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const nested = Object.values(rule.sources).flatMap((s) => nestedOf(s.where));
  const [first] = nested;
  if (first === undefined) return [];
  const look = (name: string, at: Span): void => {
    const holder = nested.find((n) => name.startsWith(`${n.path.join(".")}.`));
    if (holder === undefined || found.has(name)) return;
    const message = `\`${name}\` is a field of the nested objects in \`${holder.path.join(".")}\`: the event itself has no values of it`;
    found.set(name, error("driver/nested-field", message, at));
  };
  for (const source of Object.values(rule.sources))
    for (const { leaf, within } of leaves(source.where))
      if (within === null)
        for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)) look(fieldName(field), leaf.span);
  mapFields(rule.detection, (field) => {
    look(fieldName(field), first.span);
    return field;
  });
  return [...found.values()];
}
