// Compile throughput. An artefact is what one target makes of one rule, though some write two files for it; refused rules take their time and count as none.
import { createHash } from "node:crypto";
import { compileDocument, lowerDocument } from "../src/driver/compile.ts";
import { judge } from "../src/driver/judge.ts";
import type { RuleOutcome, TargetRequest } from "../src/driver/outcome.ts";
import { buildOutput } from "../src/driver/output.ts";
import { readDocument } from "../src/rules/read-document.ts";
import type { RuleDocument } from "../src/rules/rule-document.ts";
import { defaultsOf } from "../src/target/options.ts";
import type { Target } from "../src/target/target.ts";
import { targets } from "../targets/index.ts";
import { compileOptions, type RuleSet } from "./rule-sets.ts";
import { medianOf, printTable, thousands } from "./stopwatch.ts";

const runs = 5;

const requestOf = (target: Target): TargetRequest => ({
  target,
  version: target.versions[target.versions.length - 1] ?? "",
  options: defaultsOf(target.options),
});

const artefactsIn = (outcomes: readonly RuleOutcome[]): number =>
  outcomes.reduce((sum, { targets }) => sum + targets.filter(({ emission }) => emission.ok).length, 0);

/** From texts to the files of the output folder, as `verdict compile` does it. */
const readAll = (set: RuleSet): readonly RuleDocument[] =>
  set.documents.flatMap((source) => readDocument(source, { path: source.name }).rules);

const emitted = (documents: readonly RuleDocument[], requests: readonly TargetRequest[]): readonly RuleOutcome[] =>
  documents.map((document) => compileDocument(document, requests, compileOptions));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const output = (outcomes: readonly RuleOutcome[]): unknown =>
  buildOutput(judge(outcomes, null, ["over", "under", "incomparable"]), { sha256 });

/** Prints one line for each target alone, for all, and for all that the command line does but reading and writing files. Times are of this process, warm. */
export function benchCompile(set: RuleSet): void {
  const documents = readAll(set);
  const texts = documents.map((d) => JSON.stringify(d.metadata.document));
  const all = targets.map(requestOf);
  const parsing = medianOf(runs, () => {
    for (const text of texts) JSON.parse(text);
  });
  const row = (title: string, artefacts: number, seconds: number): readonly string[] => [
    title,
    (seconds * 1000).toFixed(0),
    thousands(documents.length / seconds),
    artefacts === 0 ? "" : thousands(artefacts),
    artefacts === 0 ? "" : thousands(artefacts / seconds),
    (seconds / parsing).toFixed(1),
  ];
  const rows = [
    ["", "ms", "rules/s", "artefacts", "artefacts/s", "times JSON.parse"],
    row("JSON.parse of the documents", 0, parsing),
    row(
      "read the documents",
      0,
      medianOf(runs, () => readAll(set)),
    ),
    row(
      "parse, lower, passes",
      0,
      medianOf(runs, () => {
        for (const document of documents) lowerDocument(document, compileOptions);
      }),
    ),
  ];
  const compiled = (title: string, requests: readonly TargetRequest[]): readonly string[] => {
    let artefacts = 0;
    const seconds = medianOf(runs, () => {
      artefacts = artefactsIn(emitted(documents, requests));
    });
    return row(title, artefacts, seconds);
  };
  for (const request of all) rows.push([...compiled(`compile to ${request.target.id}`, [request])]);
  rows.push([...compiled("compile to all targets", all)]);
  const artefacts = artefactsIn(emitted(documents, all));
  const whole = medianOf(runs, () => output(emitted(readAll(set), all)));
  rows.push([...row("read, compile to all, bundles and manifest", artefacts, whole)]);
  console.log(`\nCompiling ${documents.length} rules (${set.title})`);
  printTable(rows);
}
