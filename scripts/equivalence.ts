// Verifies rules/ and a fixed sample of Elastic's rules on every engine and writes docs/equivalence.md and the totals in README.md: npm run equivalence.
// `--check` writes nothing and fails when the documents say something else than what was measured (engines' versions aside). A disagreement, or, with VERDICT_REQUIRE_ENGINES=1,
// an engine that is not there, fails in any case. Without the sample (../shared/corpus) only rules/ are verified and nothing is written.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { givenOnly } from "../targets/engines.ts";
import { differences } from "./differences.ts";
import { between } from "./marked-block.ts";

interface Totals {
  readonly rules: number;
  readonly refused: number;
  readonly failed: number;
  readonly byFidelity: Readonly<Record<string, number>>;
  readonly compared: number;
  readonly streams: number;
  readonly unrepresentable: number;
  readonly undefined: number;
  readonly deviating: number;
  readonly disagreements: number;
}
interface EngineResult {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly missing?: string;
  readonly totals: Totals;
}
interface RuleOnEngine {
  readonly kind: string;
  readonly deviations?: readonly string[];
  readonly unrepresentable?: Readonly<Record<string, number>>;
}
interface Result {
  readonly engines: readonly EngineResult[];
  readonly rules: readonly {
    readonly path: string;
    readonly events: number;
    readonly tests: readonly { readonly status: string }[];
    readonly engines: Readonly<Record<string, RuleOnEngine | null>>;
  }[];
}

const check = process.argv.includes("--check");
const corpus = "../shared/corpus/elastic";
const sample = readFileSync("test/corpus-sample.txt", "utf8").trim().split("\n");

function verify(paths: readonly string[]): Result {
  const ran = spawnSync(
    process.execPath,
    ["node_modules/tsx/dist/cli.mjs", "src/cli/main.ts", "verify", ...paths, "--json", "--quiet", "--events", "60"],
    {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    },
  );
  if (ran.stdout === "") throw new Error(`verify gave nothing: ${ran.stderr.slice(0, 2_000)}`);
  // what verifyJson writes
  const result = JSON.parse(ran.stdout) as Result;
  // an engine that only a user's variable gives is no part of the proof where it is not given
  return { ...result, engines: result.engines.filter((e) => e.missing === undefined || !givenOnly.includes(e.id)) };
}

const number = (n: number): string => n.toLocaleString("en");

function table(result: Result): string {
  const rows = result.engines
    .filter((e) => e.missing === undefined)
    .map((e) => {
      const t = e.totals;
      const f = t.byFidelity;
      const cells = [
        `${e.name} ${e.version}`,
        f["exact"],
        f["over"],
        f["under"],
        f["incomparable"],
        t.refused,
        t.compared,
        t.streams,
        t.disagreements,
        t.deviating,
        t.unrepresentable,
        t.undefined,
      ];
      return `| ${cells.map((c) => (typeof c === "string" ? c : number(c ?? 0))).join(" | ")} |`;
    });
  return [
    "| engine | exact | over | under | incomparable | refused | verdicts compared | streams compared | wrong | deviating as declared | not representable | undefined |",
    `|---|${"---:|".repeat(11)}`,
    ...rows,
  ].join("\n");
}

function tests(result: Result): string {
  const all = result.rules.flatMap((r) => r.tests);
  const count = (status: string): number => all.filter((t) => t.status === status).length;
  const events = result.rules.reduce((n, r) => n + r.events, 0);
  return `${number(result.rules.length)} rules, ${number(events)} generated events. Of ${number(all.length)} tests ${number(count("shown"))} were shown to decide the verdict, ${number(count("dead"))} are proven never to, ${number(count("gave-up"))} were given up.`;
}

/** How many rules have a deviation, by engine and code. */
function deviations(result: Result): string {
  const counts = new Map<string, number>();
  for (const rule of result.rules)
    for (const [engine, on] of Object.entries(rule.engines))
      for (const code of on?.deviations ?? []) counts.set(`| ${engine} | \`${code}\``, (counts.get(`| ${engine} | \`${code}\``) ?? 0) + 1);
  if (counts.size === 0) return "None.";
  return [
    "| engine | deviation | rules |",
    "|---|---|---:|",
    ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `${key} | ${n} |`),
  ].join("\n");
}

/** The commonest reasons why an engine could not be shown an event. */
function unrepresentable(result: Result): string {
  const counts = new Map<string, number>();
  for (const rule of result.rules)
    for (const [engine, on] of Object.entries(rule.engines))
      for (const [reason, n] of Object.entries(on?.unrepresentable ?? {})) {
        const key = `| ${engine} | ${reason.replaceAll("|", "\\|")}`;
        counts.set(key, (counts.get(key) ?? 0) + n);
      }
  const rows = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 15);
  return ["| engine | reason | events |", "|---|---|---:|", ...rows.map(([key, n]) => `${key} | ${number(n)} |`)].join("\n");
}

const section = (title: string, result: Result): string =>
  `## ${title}\n\n${tests(result)}\n\n${table(result)}\n\n### Deviations, by code\n\n${deviations(result)}\n\n### Why events were not shown to an engine\n\n${unrepresentable(result)}`;

const own = verify(["rules"]);
const theirs = existsSync(corpus) ? verify(sample.map((path) => join(corpus, `${path}.toml`))) : null;
const results = theirs === null ? [own] : [own, theirs];

let failed = false;
for (const result of results) {
  for (const e of result.engines) {
    if (e.missing !== undefined) {
      console.error(`not there: ${e.id} (${e.missing})`);
      if (process.env["VERDICT_REQUIRE_ENGINES"] === "1") failed = true;
    } else if (e.totals.disagreements > 0 || e.totals.failed > 0) {
      console.error(`${e.id}: ${e.totals.disagreements} wrong, ${e.totals.failed} rules failed`);
      failed = true;
    }
  }
}

const complete = theirs !== null && results.every((r) => r.engines.every((e) => e.missing === undefined));
const sum = (of: (t: Totals) => number): number =>
  results.flatMap((r) => r.engines).reduce((n, e) => n + (e.missing === undefined ? of(e.totals) : 0), 0);
const summary = `${number(results.reduce((n, r) => n + r.rules.length, 0))} rules on ${number(own.engines.filter((e) => e.missing === undefined).length)} engines: ${number(sum((t) => t.compared))} verdicts and ${number(sum((t) => t.streams))} streams of events compared with the oracle's, ${number(sum((t) => t.disagreements))} wrong.`;
console.log(summary);
if (complete) {
  const text = `<!-- Made by scripts/equivalence.ts. Do not edit: npm run equivalence -->
# The proof

Every artefact was run on its real engine over events that \`verdict verify\` makes from the rule, and each verdict was compared with the oracle's. *Wrong* means: not what the artefact's fidelity claims.
*Deviating as declared* are verdicts that differ in the direction that the artefact states. *Not representable* are events that the engine cannot be shown under its projection; *undefined* are events on which the
rule fails at run time. \`head\` and \`tail\` are left out: each event is judged by itself. The container plugin of libsinsp is a stand-in of our own that gives \`container.id\` alone.

${summary}

${section("Our own rules", own)}

${section("A fixed sample of Elastic's rules", theirs)}
`;
  const readme = between(readFileSync("README.md", "utf8"), "equivalence", summary);
  for (const [path, wanted] of [
    ["docs/equivalence.md", text],
    ["README.md", readme],
  ] as const) {
    const difference = differences(path, existsSync(path) ? readFileSync(path, "utf8") : "", wanted);
    if (difference === null) continue;
    if (!check) writeFileSync(path, wanted);
    else {
      console.error(`${path} says something else than what was measured: npm run equivalence\n${difference}`);
      failed = true;
    }
  }
}
process.exit(failed ? 1 : 0);
