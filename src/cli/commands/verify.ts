import { engines } from "../../../targets/engines.ts";
import { targets } from "../../../targets/index.ts";
import { type Diagnostic, error, hasError, warning } from "../../diagnostics/diagnostic.ts";
import { foundText } from "../../driver/compare-streams.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { placeDiagnostic } from "../../driver/place.ts";
import { fieldsOf } from "../../generate/field-model.ts";
import type { Leaf } from "../../ir/condition.ts";
import { fieldName } from "../../ir/field.ts";
import type { RuleDocument } from "../../rules/rule-document.ts";
import type { EngineAdapter } from "../../target/engine.ts";
import type { Found } from "../../target/stream.ts";
import { chosenEngines, emitterFor } from "../engine-choice.ts";
import { exit } from "../exit.ts";
import type { RuleFlags } from "../flags.ts";
import { type Loaded, loadRules, settingsFail } from "../load.ts";
import { verificationTime, windowless } from "../pipeline.ts";
import { publish } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { tellingLines } from "../verify-lines.ts";
import { verifyJson, verifyJunit, verifyTable, verifyTotals } from "../verify-report.ts";
import { type EngineColumn, type Prepared, prepare, type RuleVerdicts, verifyRules } from "../verify-run.ts";

export interface VerifyFlags extends RuleFlags {
  readonly engine: readonly string[];
  readonly events: number;
  readonly seed: number;
  readonly jobs: number;
  readonly json: boolean;
  readonly junit: boolean;
}

/** A rule together with the document that it came from, for spans. */
interface Subject extends Prepared {
  readonly document: RuleDocument;
}

/**
 * `verdict verify`: makes events for every rule, runs every artefact on its engine and compares each verdict with the oracle's. Exit code 1 if an engine does not do what an
 * artefact's fidelity claims.
 */
export async function verify(paths: readonly string[], flags: VerifyFlags, terminal: Terminal): Promise<number> {
  const chosen = chosenEngines(flags.engine).filter((id) => id !== "oracle");
  const loaded = await loadRules(paths, flags, targets);
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics];
  if (settingsFail(loaded)) {
    await publish({ ...loaded, diagnostics }, "verify", flags.format, terminal, "taken");
    return exit.usage;
  }
  const subjects = subjectsOf(loaded, flags, diagnostics, terminal);
  const adapters: EngineAdapter[] = [];
  for (const id of chosen) {
    const load = engines[id];
    if (load !== undefined) adapters.push(await load());
  }
  const columns = await verifyRules(subjects, adapters, {
    events: flags.events,
    seed: flags.seed,
    jobs: flags.jobs,
    emit: (adapter) => emitterFor(adapter, loaded),
    progress: (done, total) => terminal.progress(done, total, "rules verified"),
  });
  terminal.clearProgress();
  const found = [...subjects.flatMap(deadTests), ...findings(subjects, columns)];
  diagnostics.push(...found);
  if (flags.json) await terminal.print(verifyJson(subjects, columns));
  else if (flags.junit) await terminal.print(verifyJunit(subjects, columns));
  else await terminal.print(`${verifyTable(subjects, columns, terminal.outStyles)}\n${verifyTotals(subjects, columns)}`);
  await publish({ ...loaded, diagnostics }, "verify", flags.format, terminal, "taken");
  if (hasError(found)) return exit.findings;
  return hasError(diagnostics) ? exit.broken : exit.ok;
}

function subjectsOf(loaded: Loaded, flags: VerifyFlags, diagnostics: Diagnostic[], terminal: Terminal): readonly Subject[] {
  const subjects: Subject[] = [];
  for (const [at, document] of loaded.documents.entries()) {
    const lowered = lowerDocument(document, windowless(loaded.schema, verificationTime));
    diagnostics.push(...lowered.diagnostics);
    if (lowered.rule === null) continue;
    subjects.push({ ...prepare(lowered.rule, lowered.lowered ?? lowered.rule, flags), document });
    terminal.progress(at, loaded.documents.length, "rules with events");
  }
  terminal.clearProgress();
  return subjects;
}

/** Tests that are proven never to decide the verdict: for the rule's author. */
function deadTests({ generated, streams, document }: Subject): readonly Diagnostic[] {
  const where = (d: Diagnostic): Diagnostic => placeDiagnostic(document, d);
  if (generated.matches === "never")
    return [
      where(warning("verify/never-matches", "no event can match this rule", null, { help: "two of its tests contradict each other" })),
    ];
  return generated.effects.filter((e) => e.status === "dead").map(({ leaf }) => where(deadTest(leaf, streams !== null)));
}

/** A test that is written elsewhere than in the query (a filter, the query of indicators) has no place in it. */
function deadTest(leaf: Leaf, joins: boolean): Diagnostic {
  const deciding = joins ? "the other tests, or what joins the events, already decide" : "the other tests already decide";
  const mend = "leave it out, or mend the tests that make it superfluous";
  if (leaf.span.end > leaf.span.start)
    return warning("verify/dead-test", "this test never decides the verdict", leaf.span, {
      label: `whatever it says, ${deciding}`,
      help: mend,
    });
  const fields = fieldsOf(leaf)
    .map((field) => `\`${fieldName(field)}\``)
    .join(", ");
  return warning("verify/dead-test", `a test of ${fields} beside the query never decides the verdict: ${deciding}`, null, { help: mend });
}

const help = "this is a bug in Verdict: please report it with the rule and the event";

function findings(subjects: readonly Subject[], columns: readonly EngineColumn[]): readonly Diagnostic[] {
  return columns.flatMap((column) =>
    column.rules.flatMap((verdicts, at): readonly Diagnostic[] => {
      const subject = subjects[at];
      const said = subject === undefined ? null : finding(subject, column, verdicts);
      return subject === undefined || said === null ? [] : [{ ...said, file: subject.document.source.name }];
    }),
  );
}

function finding(subject: Subject, column: EngineColumn, verdicts: RuleVerdicts): Diagnostic | null {
  const product = `${column.name} ${column.version}`;
  switch (verdicts.kind) {
    case "refused":
    case "unasked":
      return null;
    case "failed":
      return error("verify/engine-failed", `${column.id} failed on \`${subject.rule.metadata.path}\`: ${verdicts.why}`, null);
    case "compared": {
      const { comparison, shrunk } = verdicts;
      if (comparison.disagreements.length === 0) return null;
      const shown = shrunk.map(
        ({ disagreement, event }) =>
          `the oracle says ${disagreement.oracle}, ${product} says ${disagreement.engine} for ${JSON.stringify(event)}${tellingLines(disagreement.job, [event])}`,
      );
      const message = `${column.id} disagrees with the rule on ${comparison.disagreements.length} of ${comparison.compared} events, though its artefact is \`${comparison.fidelity}\`: ${shown.join("; ")}`;
      return error("verify/disagreement", message, null, { help });
    }
    case "detected": {
      const { comparison, shrunk } = verdicts;
      if (comparison.disagreements.length === 0) return null;
      const shown = shrunk.map(
        ({ disagreement: { oracle, engine, job }, stream }) =>
          `the oracle finds ${foundWords(oracle)}, ${product} finds ${foundWords(engine)} in ${JSON.stringify(stream.events)}${tellingLines(job, stream.events)}`,
      );
      const message = `${column.id} disagrees with the rule on ${comparison.disagreements.length} of ${comparison.compared} streams of events, though its artefact is \`${comparison.fidelity}\`: ${shown.join("; ")}`;
      return error("verify/disagreement", message, null, { help });
    }
  }
}

const foundWords = (found: readonly Found[]): string => (found.length === 0 ? "nothing" : found.map((f) => `(${foundText(f)})`).join(" "));
