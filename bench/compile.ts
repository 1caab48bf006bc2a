// Compile throughput. Refused rules take their time and count as nothing.
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
import { type Measured, printTable, steady, thousands } from "./stopwatch.ts";

const requestOf = (target: Target): TargetRequest => ({
  target,
  version: target.versions[target.versions.length - 1] ?? "",
  options: defaultsOf(target.options),
});

/** What comes out, as the table defines it. */
interface Count {
  readonly emissions: number;
  readonly artefacts: number;
}

/** Compiles each rule and lets go of what comes out, as whoever hands it on does. */
function compiledAndCounted(documents: readonly RuleDocument[], requests: readonly TargetRequest[]): Count {
  let emissions = 0;
  let artefacts = 0;
  for (const document of documents)
    for (const { emission } of compileDocument(document, requests, compileOptions).targets)
      if (emission.ok) {
        emissions++;
        artefacts += emission.artifacts.length;
      }
  return { emissions, artefacts };
}

/** From texts to the files of the output folder, as `verdict compile` does it. */
const readAll = (set: RuleSet): readonly RuleDocument[] =>
  set.documents.flatMap((source) => readDocument(source, { path: source.name }).rules);

const keptOutcomes = (documents: readonly RuleDocument[], requests: readonly TargetRequest[]): readonly RuleOutcome[] =>
  documents.map((document) => compileDocument(document, requests, compileOptions));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const output = (outcomes: readonly RuleOutcome[]): unknown =>
  buildOutput(judge(outcomes, null, ["over", "under", "incomparable"]), { sha256 });

const definitions = `An emission is what one target makes of one rule; an artefact is one of its files, as in the output folder.
Seconds are of the processor, all threads of this process together, and of the fastest run once runs get no faster. All but the last line let go of what comes out.`;

/** Prints one line for each target alone, for all, and for all that the command line does but reading and writing files. */
export function benchCompile(set: RuleSet): void {
  const documents = readAll(set);
  const texts = documents.map((d) => JSON.stringify(d.metadata.document));
  const all = targets.map(requestOf);
  const parsing = steady(() => {
    for (const text of texts) JSON.parse(text);
  });
  const row = (title: string, { wall, cpu }: Measured, count: Count | null = null): readonly string[] => [
    title,
    (wall * 1000).toFixed(0),
    (cpu * 1000).toFixed(0),
    thousands(documents.length / cpu),
    ...(count === null ? ["", ""] : [thousands(count.emissions), thousands(count.emissions / cpu)]),
    ...(count === null ? ["", ""] : [thousands(count.artefacts), thousands(count.artefacts / cpu)]),
    (cpu / parsing.cpu).toFixed(1),
  ];
  const rows = [
    ["", "ms by the clock", "ms", "rules/s", "emissions", "emissions/s", "artefacts", "artefacts/s", "times JSON.parse"],
    row("JSON.parse of the documents", parsing),
    row(
      "read the documents",
      steady(() => readAll(set)),
    ),
    row(
      "parse, lower, passes",
      steady(() => {
        for (const document of documents) lowerDocument(document, compileOptions);
      }),
    ),
  ];
  const compiled = (title: string, requests: readonly TargetRequest[]): readonly string[] => {
    const measured = steady(() => compiledAndCounted(documents, requests));
    return row(title, measured, compiledAndCounted(documents, requests));
  };
  for (const request of all) rows.push(compiled(`compile to ${request.target.id}`, [request]));
  rows.push(compiled("compile to all targets", all));
  const whole = steady(() => output(keptOutcomes(readAll(set), all)));
  rows.push(row("read, compile to all, keep all, bundles and manifest", whole, compiledAndCounted(documents, all)));
  console.log(`\nCompiling ${documents.length} rules (${set.title})\n${definitions}`);
  printTable(rows);
}
