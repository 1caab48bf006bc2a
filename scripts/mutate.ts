// Breaks the compiler on purpose, one mutation of scripts/mutate/ at a time, and asks `verdict verify` whether it notices: npm run mutate.
// Exit 1 if a mutation escapes, does not apply any more or does not run, or if the unbroken compiler fails. An engine that is not there is named, its mutations are not checked, and
// with VERDICT_REQUIRE_ENGINES=1 that fails too. Arguments: words of names, files or engines, to try only those.
// The sources are never touched: each broken program is bundled from them with one file's text replaced on its way.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { installedEngine, startNode } from "../targets/elasticsearch/engine-node.ts";
import { bundleCli } from "./bundle-cli.mjs";
import { mutations } from "./mutate/all.ts";
import { type Mutation, occurrences } from "./mutate/mutation.ts";

/** What verify made of a probe on one engine. */
type Found =
  | { readonly kind: "caught"; readonly how: string }
  | { readonly kind: "escaped" }
  | { readonly kind: "absent"; readonly why: string }
  | { readonly kind: "broken"; readonly why: string };

const workers = 2;
const root = resolve(import.meta.dirname, "..");
process.chdir(root);
const words = process.argv.slice(2);
const chosen = mutations.filter((m) => words.every((w) => `${m.name} ${m.file} ${m.engines.join(" ")}`.includes(w)));

interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

function verify(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Output> {
  const child = spawn(process.execPath, [join(program, "main.js"), "verify", ...args, "--json", "--quiet"], {
    env: { ...process.env, ...environment },
    timeout: 300_000,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((done) => {
    child.on("error", (error) => done({ stdout: "", stderr: error.message }));
    child.on("close", () => done({ stdout, stderr }));
  });
}

/** The part of `verdict verify --json` that is looked at. */
interface Result {
  readonly engines: readonly { readonly id: string; readonly missing?: string }[];
  readonly rules: readonly { readonly path: string; readonly engines: Readonly<Record<string, OnEngine | null>> }[];
}
interface OnEngine {
  readonly kind: string;
  readonly why?: string;
  readonly compared?: number;
  readonly disagreements?: number;
}

const firstLine = (text: string): string => text.trim().split("\n")[0]?.slice(0, 160) ?? "";

/** What verifyJson writes; null where it wrote none. */
const resultOf = (output: Output): Result | null => (output.stdout === "" ? null : (JSON.parse(output.stdout) as Result));

function foundBy(on: OnEngine | null | undefined): Found {
  if (on === null || on === undefined) return { kind: "broken", why: "the probe was not verified" };
  if (on.kind === "failed") return { kind: "caught", how: `the engine does not take it: ${firstLine(on.why ?? "")}` };
  if (on.kind !== "compared" && on.kind !== "detected") return { kind: "broken", why: `${on.kind}: ${firstLine(on.why ?? "")}` };
  if ((on.compared ?? 0) === 0) return { kind: "broken", why: "no event could be shown to the engine" };
  return (on.disagreements ?? 0) > 0
    ? { kind: "caught", how: `${on.disagreements} of ${on.compared} ${on.kind === "detected" ? "streams" : "verdicts"} differ` }
    : { kind: "escaped" };
}

/** The program with this one change; the reason why there is none. */
async function bundled(folder: string, mutation: Mutation | null): Promise<string | null> {
  if (mutation === null) {
    await bundleCli(folder);
    return null;
  }
  const source = readFileSync(mutation.file, "utf8");
  const times = occurrences(source, mutation.before);
  if (times !== 1) return `mutation does not apply: its text occurs ${times} times in ${mutation.file}`;
  const contents = source.replace(mutation.before, () => mutation.after);
  const path = resolve(mutation.file);
  await bundleCli(folder, [
    {
      name: "mutation",
      setup(build) {
        build.onLoad({ filter: /\.ts$/ }, (args) => (args.path === path ? { contents, loader: "ts" } : undefined));
      },
    },
  ]);
  return null;
}

interface Row {
  readonly mutation: Mutation;
  readonly engine: string;
  readonly found: Found;
}

async function tryMutation(
  folder: string,
  mutation: Mutation,
  absent: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Row[]> {
  const row = (engine: string, found: Found): Row => ({ mutation, engine, found });
  const missing = mutation.engines.flatMap((engine) => {
    const why = absent.get(engine);
    return why === undefined ? [] : [row(engine, { kind: "absent", why })];
  });
  const present = mutation.engines.filter((engine) => !absent.has(engine));
  if (present.length === 0) return missing;
  const problem = await bundled(folder, mutation);
  if (problem !== null) return present.map((engine) => row(engine, { kind: "broken", why: problem }));
  const probe = join(folder, "probe.json");
  writeFileSync(probe, ruleText(0, mutation));
  const output = await verify(folder, [probe, "--engine", present.join(",")], environment);
  rmSync(folder, { recursive: true });
  const result = resultOf(output);
  return [
    ...missing,
    ...present.map((engine) =>
      row(engine, result === null ? { kind: "broken", why: firstLine(output.stderr) } : foundBy(result.rules[0]?.engines[engine])),
    ),
  ];
}

interface Control {
  readonly faults: readonly string[];
  /** Engines that are not there, and why. */
  readonly absent: ReadonlyMap<string, string>;
}

/** Every probe on the unbroken program and all engines: what is found there is found wrongly. */
async function control(folder: string, environment: Readonly<Record<string, string>>): Promise<Control> {
  const absent = new Map<string, string>();
  const faults: string[] = [];
  await bundled(folder, null);
  const probes = [...new Map(chosen.map((m) => [probeOf(m), m])).values()];
  const engines = [...new Set(chosen.flatMap((m) => m.engines))];
  const place = join(folder, "probes");
  mkdirSync(place);
  for (const [i, mutation] of probes.entries()) writeFileSync(join(place, `${i}.json`), ruleText(i, mutation));
  const output = await verify(folder, [place, "--engine", engines.join(",")], environment);
  const result = resultOf(output);
  if (result === null) return { faults: [firstLine(output.stderr)], absent };
  for (const { id, missing } of result.engines) if (missing !== undefined) absent.set(id, missing);
  if (result.rules.length !== probes.length) faults.push(`${probes.length - result.rules.length} probes are no rules`);
  for (const rule of result.rules) {
    const probe = probes[Number(rule.path.split("/").at(-1))];
    if (probe === undefined) continue;
    const asked = new Set(chosen.filter((m) => probeOf(m) === probeOf(probe)).flatMap((m) => m.engines));
    for (const engine of asked) {
      const found = absent.has(engine) ? null : foundBy(rule.engines[engine]);
      if (found !== null && found.kind !== "escaped") faults.push(`${engine}: ${probe.probe}: ${"how" in found ? found.how : found.why}`);
    }
  }
  return { faults, absent };
}

/** The same for mutations that ask about the same rule. */
const probeOf = ({ probe, language, ruleType }: Mutation): string => JSON.stringify([probe, language, ruleType]);

const ruleText = (number: number, { name, probe, language = "eql", ruleType = {} }: Mutation): string =>
  JSON.stringify({
    rule_id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    name,
    description: name,
    risk_score: 1,
    severity: "low",
    type: language === "eql" ? "eql" : "query",
    language,
    query: probe,
    ...ruleType,
  });

function line({ mutation, engine, found }: Row): string {
  const word = { caught: "caught", escaped: "ESCAPED", absent: "not checked", broken: "BROKEN" }[found.kind];
  const more = found.kind === "caught" ? found.how : found.kind === "escaped" ? mutation.probe : found.why;
  return `${word.padEnd(12)} ${engine.padEnd(19)} ${mutation.name} (${mutation.file}): ${more}`;
}

async function main(): Promise<number> {
  const started = Date.now();
  mkdirSync(".cache", { recursive: true });
  const work = mkdtempSync(resolve(".cache/mutate-"));
  // one server for all, else each run would start its own
  const isWanted = chosen.some((m) => m.engines.includes("elasticsearch")) && (process.env["ELASTICSEARCH_URL"] ?? "") === "";
  const installed = isWanted ? installedEngine("elasticsearch") : null;
  const server = installed === null ? null : await startNode(installed);
  const environment = server === null ? {} : { ELASTICSEARCH_URL: server.url };
  try {
    const { faults, absent } = await control(join(work, "control"), environment);
    for (const fault of faults) console.log(`CONTROL      ${fault}`);
    const rows: Row[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < chosen.length; at = next++) {
        const mutation = chosen[at];
        const made = mutation === undefined ? [] : await tryMutation(join(work, String(at)), mutation, absent, environment);
        for (const row of made) console.log(line(row));
        rows.push(...made);
      }
    };
    await Promise.all(Array.from({ length: workers }, worker));
    const count = (kind: Found["kind"]): number => rows.filter((r) => r.found.kind === kind).length;
    const seconds = Math.round((Date.now() - started) / 1_000);
    console.log(
      `${chosen.length} mutations, on ${new Set(rows.map((r) => r.engine)).size} engines, in ${seconds} s: ${count("caught")} caught, ${count("escaped")} escaped, ${count("broken")} broken, ${count("absent")} not checked`,
    );
    const required = process.env["VERDICT_REQUIRE_ENGINES"] === "1";
    return faults.length + count("escaped") + count("broken") + (required ? count("absent") : 0) > 0 ? 1 : 0;
  } finally {
    await server?.close();
    rmSync(work, { recursive: true, force: true });
  }
}

process.exitCode = await main();
