import { judgeOwnRules } from "../../scripts/own-rules.ts";
import { buildOutput } from "../../src/driver/output.ts";

/** What `out/` must hold: what `verdict compile rules --out out` writes. Throws where rules/ do not compile: that is no golden. */
export function outFiles(): ReadonlyMap<string, string> {
  const judgement = judgeOwnRules();
  const { files, diagnostics } = buildOutput(judgement);
  const broken = [...judgement.rules.flatMap((r) => r.outcome.diagnostics), ...judgement.findings, ...diagnostics].filter(
    (d) => d.severity === "error",
  );
  if (broken.length > 0)
    throw new Error(
      `rules/ do not compile as rules/verdict.json says:\n${broken.map((d) => `${d.file}: ${d.code}: ${d.message}`).join("\n")}`,
    );
  return new Map(files.map((f) => [`out/${f.path}`, f.text]));
}
