import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { RuleDocument } from "../rules/rule-document.ts";

/** Rules that share an id: products keep one of them, and alerts of the two cannot be told apart. */
export function duplicateIds(documents: readonly RuleDocument[]): readonly Diagnostic[] {
  const first = new Map<string, RuleDocument>();
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const { ruleId, path } = document.metadata;
    const other = first.get(ruleId);
    if (other === undefined) {
      first.set(ruleId, document);
      continue;
    }
    const message = `rules \`${other.metadata.path}\` and \`${path}\` have the same id \`${ruleId}\``;
    diagnostics.push({
      ...error("driver/duplicate-id", message, document.locate("rule.rule_id"), {
        help: "give one of them a new id, such as a random UUID",
      }),
      file: document.source.name,
    });
  }
  return diagnostics;
}
