import { sha256 } from "../../../src/source/sha256.ts";

/**
 * The view of a rule: `verdict_` and the rule's id where that is a plain name; otherwise what is plain of it, and eight digits of its hash so that no two
 * rules share a view. Under PostgreSQL's 63 bytes.
 */
export function viewName(ruleId: string): string {
  const plain = ruleId.length <= 44 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(ruleId);
  if (plain) return `verdict_${ruleId.replaceAll("-", "_")}`;
  const slug = ruleId
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 44);
  return `verdict_${slug}_${sha256(ruleId).slice(0, 8)}`;
}

/** What an event's id is put behind: with a colon only at its end, no two pairs of rule and event give the same text. */
export const alertPrefix = (ruleId: string): string => `${ruleId.includes(":") ? sha256(ruleId) : ruleId}:`;
