// Compiles all of Elastic's rules (../shared/corpus/elastic) to every target, hands each artefact to its own product where that is there, and writes docs/coverage.md: npm run coverage.
// Numbers and rules' names only. `--check` writes nothing and fails when the document says something else than what was measured (engines' versions aside). A crash, an error without a
// place, or an artefact that its product does not take fails in any case, and, with VERDICT_REQUIRE_ENGINES=1, an engine that is not there. Without the corpus nothing is done.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validateAll } from "../src/cli/validate.ts";
import { compileDocument } from "../src/driver/compile.ts";
import { judge } from "../src/driver/judge.ts";
import type { RuleOutcome } from "../src/driver/outcome.ts";
import { type Cause, outcomes, type Portfolio, portfolioOf } from "../src/driver/portfolio.ts";
import { requestTargets } from "../src/driver/target-request.ts";
import { frontEnds } from "../src/frontends/index.ts";
import { readDocument } from "../src/rules/read-document.ts";
import { ecsSchema } from "../src/schema/ecs.ts";
import { givenOnly } from "../targets/engines.ts";
import { targets } from "../targets/index.ts";
import { differences } from "./differences.ts";

const corpus = "../shared/corpus/elastic";
const check = process.argv.includes("--check");
if (!existsSync(corpus)) {
  console.log(`not there: ${corpus}`);
  process.exit(0);
}
let failed = false;
const fail = (what: string): void => {
  console.error(what);
  failed = true;
};

const started = performance.now();
const files = readdirSync(corpus, { recursive: true, encoding: "utf8" })
  .filter((f) => f.endsWith(".toml"))
  .sort();
const { requests } = requestTargets([], [], targets);
const options = { schema: ecsSchema(), frontEnds };
const compiled: RuleOutcome[] = [];
for (const file of files) {
  const path = file.replaceAll("\\", "/");
  const { rules, diagnostics } = readDocument({ name: path, text: readFileSync(join(corpus, file), "utf8") });
  for (const d of diagnostics) if (d.severity === "error") fail(`not read: ${path}: ${d.code} ${d.message}`);
  for (const document of rules) compiled.push(compileDocument(document, requests, options));
}
const seconds = (performance.now() - started) / 1000;
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
for (const { document, diagnostics } of compiled)
  for (const d of diagnostics) {
    if (d.code === "verdict/bug") fail(`a crash: ${document.source.name}: ${d.message}`);
    else if (d.severity === "error" && d.primary === null) fail(`an error without a place: ${document.source.name}: ${d.code}`);
  }
const portfolio = portfolioOf(compiled, requests);
const judgement = judge(compiled, null, ["over", "under", "incomparable"]);
const validated = await validateAll(judgement);
for (const { id, missing, problems } of validated) {
  if (missing !== null && !givenOnly.includes(id)) {
    console.error(`not there: ${id} (${missing})`);
    if (process.env["VERDICT_REQUIRE_ENGINES"] === "1") failed = true;
  }
  for (const p of problems) fail(`${id} does not take ${p.path}: ${p.problem}`);
}

const number = (n: number): string => n.toLocaleString("en");
const row = (cells: readonly (string | number)[]): string => `| ${cells.map((c) => (typeof c === "number" ? number(c) : c)).join(" | ")} |`;
const head = (first: string, columns: readonly string[]): string => `${row([first, ...columns])}\n|---|${"---:|".repeat(columns.length)}`;

/** By type and language: how many rules, and how many of them come out exact on each target. */
function byKind({ rules }: Portfolio): string {
  const kinds = new Map<string, (typeof rules)[number][]>();
  for (const rule of rules) {
    const { type, language } = rule.outcome.document;
    const kind = language === null || language === type ? type : `${type} (${language})`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), rule]);
  }
  const rows = [...kinds]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, having]) => {
      const of = (id: string, ...wanted: readonly string[]): number =>
        having.filter((r) => r.targets.some((t) => t.id === id && wanted.includes(t.outcome))).length;
      return row([
        kind,
        having.length,
        ...requests.map(({ target: { id } }) => {
          const exact = of(id, "exact");
          const deviating = of(id, "over", "under", "incomparable");
          return deviating === 0 ? exact : `${number(exact)} + ${number(deviating)}`;
        }),
      ]);
    });
  return [head("type", ["rules", ...requests.map((r) => r.target.id)]), ...rows].join("\n");
}

const byTarget = (p: Portfolio): string =>
  [head("target", outcomes), ...p.targets.map((t) => row([`${t.id} ${t.version}`, ...outcomes.map((o) => t.counts[o])]))].join("\n");

const validation = (): string =>
  [
    head("product", ["artefacts taken", "not taken", "not asked"]),
    ...validated.filter((v) => v.missing === null).map((v) => row([v.name, v.taken, v.problems.length, v.unasked])),
  ].join("\n");

const causes = (p: Portfolio): string =>
  [
    row(["targets", "outcome", "code", "rules"]),
    "|---|---|---|---:|",
    ...p.causes.map((c) => row([c.targets.length === 0 ? "all" : c.targets.join(", "), c.outcome, `\`${c.code}\``, c.rules.length])),
  ].join("\n");

/** Whose rules are named: what no target but Falco has a reason to lack. */
const isNamed = ({ targets: having, rules }: Cause): boolean => rules.length <= 60 && !(having.length === 1 && having[0] === "falco");
const named = (p: Portfolio): string =>
  p.causes
    .filter(isNamed)
    .map((c) => {
      const on = c.targets.length === 0 ? "not compiled" : `${c.outcome} on ${c.targets.join(", ")}`;
      return `- \`${c.code}\`, ${on}: ${c.rules.map((r) => r.document.metadata.path.split("/").at(-1)).join(", ")}`;
    })
    .join("\n");

const text = `<!-- Made by scripts/coverage.ts. Do not edit: npm run coverage -->
# What becomes of Elastic's rules

The ${number(compiled.length)} rules of a checkout of Elastic's detection-rules, compiled to every target with the default options and the ECS schema alone (no mapping of the indices that they are about). No stage crashed,
and every error has a place. *exact* is what \`verdict verify\` compares on real engines (\`docs/equivalence.md\`); *error*: the rule does not compile for any target. ES|QL and machine learning rules are read and refused by name.

${byTarget(portfolio)}

## By type

Exact, + with a declared deviation.

${byKind(portfolio)}

## Artefacts handed to their products

Prepared, parsed, or validated by the product itself; an artefact of a kind that the product cannot be asked about alone is run on one event.

${validation()}

## Why not more

${causes(portfolio)}

## Which rules

${named(portfolio)}
`;
console.log(`${number(compiled.length)} rules on ${requests.length} targets in ${seconds.toFixed(1)} s, ${memory} MiB`);
const path = "docs/coverage.md";
if (validated.every((v) => v.missing === null || givenOnly.includes(v.id))) {
  const difference = differences(path, existsSync(path) ? readFileSync(path, "utf8") : "", text);
  if (difference !== null && check) fail(`${path} says something else than what was measured: npm run coverage\n${difference}`);
  else if (difference !== null) writeFileSync(path, text);
}
process.exit(failed ? 1 : 0);
