import { pipeline } from "../../src/cli/pipeline.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { textRenderer } from "../../src/diagnostics/render-text.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import type { RuleOutcome, TargetOutcome, TargetRequest } from "../../src/driver/outcome.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import type { RuleDocument } from "../../src/rules/rule-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { defaultsOf } from "../../src/target/options.ts";
import type { Target } from "../../src/target/target.ts";
import { type CaseFile, loadCases, schemaFor } from "../cases/load.ts";

/**
 * The goldens of a target: `targets/<target>/golden/<topic>.txt`, a section for each case of `test/cases/<topic>.yaml` with the rule, the fidelity, and the artefact or the
 * rendered refusal. What is the same for every rule (header, metadata) and helpers that an earlier case has shown are left out: `out/` has whole artefacts.
 */
export function targetGoldens(target: Target): ReadonlyMap<string, string> {
  const request: TargetRequest = { target, version: target.versions.at(-1) ?? "", options: defaultsOf(target.options) };
  const simplest = "any where true";
  const lines = artefactOf(compileQuery(simplest, "eql", ecsSchema(), request).targets[0], simplest);
  const paragraphs = lines
    .map((l) => l.key)
    .join("\n")
    .split(/\n{2,}/);
  const frame: Frame = { lines, paragraphs: new Set(paragraphs) };
  const seen = new Set<string>();
  const goldens = new Map<string, string>();
  for (const file of loadCases()) goldens.set(`targets/${target.id}/golden/${file.topic}.txt`, topic(file, request, frame, seen));
  return goldens;
}

const compileQuery = (query: string, language: string, schema: Schema, request: TargetRequest): RuleOutcome =>
  compileDocument(documentOf(query, language), [request], pipeline(schema));

const documentOf = (query: string, language: string): RuleDocument => {
  const document = bareQuery({ name: "rule", text: query }, { language });
  // the same id and hash for every case: neither says anything about the case
  return { ...document, metadata: { ...document.metadata, ruleId: "00000000-0000-0000-0000-000000000000", sourceHash: "0".repeat(64) } };
};

function topic(file: CaseFile, request: TargetRequest, frame: Frame, seen: Set<string>): string {
  const sections = file.cases.map((c) => `## ${c.name}\n\n${c.rule.trimEnd()}\n\n${section(c.rule.trimEnd(), file, request, frame, seen)}`);
  return `# ${file.about}\n\n${sections.join("\n")}`;
}

function section(query: string, file: CaseFile, request: TargetRequest, frame: Frame, seen: Set<string>): string {
  const compiled = compileQuery(query, file.language, schemaFor(file), request);
  const render = textRenderer({ sources: () => query });
  const rendered = (all: readonly Diagnostic[]): string => all.map((d) => `${render(d)}\n`).join("\n");
  const [outcome] = compiled.targets;
  const errors = compiled.diagnostics.filter((d) => d.severity === "error");
  if (outcome === undefined) return rendered(errors);
  const { emission, fidelity } = outcome;
  if (!emission.ok) {
    const refusals = emission.refusals.map((r) => asDiagnostic(r.code, r.reason, r.span, r.help));
    return `fidelity: refused\n\n${rendered(refusals)}`;
  }
  const codes = [...new Set(emission.deviations.map((d) => d.code))];
  const deviations = emission.deviations.map((d) => asDiagnostic(d.code, `${d.direction}: ${d.reason}`, d.span, null));
  const head = `fidelity: ${fidelity}${codes.length === 0 ? "" : ` (${codes.join(", ")})`}\n`;
  const whole = artefactOf(outcome, query);
  const shown = unseen(withoutFrame(whole, frame.lines), frame.paragraphs, seen);
  // where a case is the simplest rule, its artefact is shown whole
  const text = shown.length === 0 ? whole.map((l) => `${l.text}\n`).join("") : shown.map((p) => `${p}\n`).join("\n");
  return `${head}${deviations.length === 0 ? "" : `\n${rendered(deviations)}`}\n${text}`;
}

const asDiagnostic = (
  code: Diagnostic["code"],
  message: string,
  span: { readonly start: number; readonly end: number },
  help: string | null,
): Diagnostic => ({
  severity: "error",
  code,
  message,
  file: "rule",
  primary: { span, text: null },
  secondary: [],
  help,
});

/** A line of an artefact. `key` is what it is compared by: the same for every rule where only the rule's own text differs. */
type Shown = readonly { readonly text: string; readonly key: string }[];

/** The lines of a target's first artefact, which holds the condition; none when it was refused. */
function artefactOf(outcome: TargetOutcome | undefined, query: string): Shown {
  if (outcome === undefined || !outcome.emission.ok) return [];
  const text = outcome.emission.artifacts[0]?.text ?? "";
  const quoted = JSON.stringify(query).slice(1, -1);
  return text
    .replaceAll(verdictVersion, "<version>")
    .trimEnd()
    .split("\n")
    .map((line) => ({ text: line, key: line.replaceAll(quoted, "<query>").replaceAll(query, "<query>") }));
}

/** The artefact of the simplest rule. */
interface Frame {
  readonly lines: Shown;
  readonly paragraphs: ReadonlySet<string>;
}

/** Leaves out the lines at the beginning and end that an artefact shares with that of the simplest rule. */
function withoutFrame(lines: Shown, frame: Shown): Shown {
  const most = Math.min(lines.length, frame.length);
  let first = 0;
  while (first < most && lines[first]?.key === frame[first]?.key) first++;
  let last = 0;
  while (last < most - first && lines.at(-1 - last)?.key === frame.at(-1 - last)?.key) last++;
  return lines.slice(first, lines.length - last);
}

/** Leaves out paragraphs (helpers, metadata) that an earlier case of the target has too, unless none would be left; those of the frame always. */
function unseen(lines: Shown, frame: ReadonlySet<string>, seen: Set<string>): readonly string[] {
  const paragraphs: { readonly key: string; readonly text: string }[] = [];
  let open: { readonly text: string; readonly key: string }[] = [];
  for (const line of [...lines, { text: "", key: "" }]) {
    if (line.text !== "") open.push(line);
    else if (open.length > 0) {
      paragraphs.push({ key: open.map((l) => l.key).join("\n"), text: open.map((l) => l.text).join("\n") });
      open = [];
    }
  }
  const own = paragraphs.filter((p) => !frame.has(p.key));
  const fresh = own.filter((p) => !seen.has(p.key));
  for (const { key } of own) seen.add(key);
  return (fresh.length === 0 ? own : fresh).map((p) => p.text);
}
