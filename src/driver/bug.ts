import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { RuleDocument } from "../rules/rule-document.ts";

/** A stage broke its contract: a bug in Verdict, told as such with the stage, and never as the user's fault. */
export function bug(stage: string, document: RuleDocument | null, thrown: unknown): Diagnostic {
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  const rule = document === null ? "" : ` on rule \`${document.metadata.path}\``;
  return {
    ...error("verdict/bug", `a bug in Verdict: ${stage} failed${rule}: ${what}`, null, { help: "please report it, with the rule" }),
    file: document === null ? null : document.source.name,
  };
}
