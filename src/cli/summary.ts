import { displayWidth, visible } from "../diagnostics/render-line.ts";
import type { Styles } from "../diagnostics/render-text.ts";
import type { JudgedRule } from "../driver/judge.ts";
import type { TargetRequest } from "../driver/outcome.ts";

export interface Word {
  readonly text: string;
  readonly paint: (text: string) => string;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** Rows of words in columns, two blanks apart, without blanks at a line's end. Ends with a newline. */
export function table(rows: readonly (readonly Word[])[]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((word, i) => Math.max(w[i] ?? 0, displayWidth(word.text))), []);
  return rows
    .map((row) => row.map((word, i) => word.paint(i === row.length - 1 ? word.text : pad(word.text, widths[i] ?? 0))).join("  "))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}

const same = (text: string): string => text;

/** Fidelity in one word; `!` marks what nobody accepted. */
function fidelityWord(rule: JudgedRule, request: TargetRequest, styles: Styles): Word {
  const judged = rule.targets.find((t) => t.outcome.request.target === request.target);
  if (judged === undefined) return { text: "error", paint: styles.error };
  const { fidelity } = judged.outcome;
  if (fidelity === "exact") return { text: fidelity, paint: same };
  return judged.accepted ? { text: fidelity, paint: styles.warning } : { text: `${fidelity}!`, paint: styles.error };
}

/** One line a rule, one column a target with its fidelity. Ends with a newline. */
export function fidelityTable(rules: readonly JudgedRule[], requests: readonly TargetRequest[], styles: Styles): string {
  const head: readonly Word[] = [
    { text: "rule", paint: styles.strong },
    ...requests.map((r) => ({ text: r.target.id, paint: styles.strong })),
  ];
  const rows = rules.map((rule): readonly Word[] => [
    { text: visible(rule.outcome.document.metadata.path), paint: same },
    ...requests.map((request) => fidelityWord(rule, request, styles)),
  ]);
  return table([head, ...rows]);
}

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** `17 rules, 7 targets: 112 exact, 5 over, 2 refused (1 not accepted)`; `broken`: files or rules that could not be read. */
export function totals(rules: readonly JudgedRule[], requests: readonly TargetRequest[], broken: number): string {
  const judged = rules.flatMap((r) => r.targets);
  const words = ["exact", "over", "under", "incomparable", "refused"] as const;
  const counts = words
    .map((word) => ({ word, count: judged.filter((t) => t.outcome.fidelity === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`);
  const open = judged.filter((t) => !t.accepted).length;
  const said = counts.length === 0 ? "nothing compiled" : counts.join(", ");
  const parts = [`${plural(rules.length, "rule")}, ${plural(requests.length, "target")}: ${said}`];
  if (open > 0) parts.push(`${open} not accepted (!)`);
  if (broken > 0) parts.push(`${broken} could not be read or compiled`);
  return parts.join("; ");
}
